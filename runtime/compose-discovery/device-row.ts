import type {
  HidFinding,
  QueueFinding,
  ScannerFinding,
  SerialFinding,
  StillCameraFinding,
  UsbFinding,
  VideoFinding,
} from "../../drivers/discovery/finding.ts";
import type { SbiKind } from "../../drivers/transport/sbi/scan-sbi-ports.ts";
import type { DevicesConfig } from "../config/devices/devices-config.ts";

/** A key of `devices` in the configuration that names a device. */
export type DeviceRole = Exclude<keyof DevicesConfig, "slowFactor">;

/** A device behind a Secure Biometric Interface, as its service lists it: unsigned. */
export type SbiFinding = {
  readonly port: number;
  readonly kind: SbiKind;
  readonly serial: string;
  readonly label: string;
};

/** A vendor's own service on this machine, with its reader. */
export type ServiceFinding = { readonly driver: "mantra" | "secugen"; readonly port: number; readonly label: string };

/** Everything that was found; a kind that could not be looked for has none. */
export type Findings = {
  readonly serial: readonly SerialFinding[];
  readonly usb: readonly UsbFinding[];
  readonly hid: readonly HidFinding[];
  readonly video: readonly VideoFinding[];
  readonly sbi: readonly SbiFinding[];
  readonly services: readonly ServiceFinding[];
  readonly scanners: readonly ScannerFinding[];
  readonly stillCameras: readonly StillCameraFinding[];
  readonly queues: readonly QueueFinding[];
};
export type FindingKind = keyof Findings;

/** A driver that could serve it, and what to write under `devices.<role>`. */
export type Candidate = {
  readonly role: DeviceRole;
  readonly driver: string;
  /** `certain` when the device says what it is; `possible` when many things are plugged in by such an adapter. */
  readonly certainty: "certain" | "possible";
  /** Taken by the configuration's schema as it stands. */
  readonly fragment: Readonly<Record<string, unknown>>;
};

/** What a technician should know of it besides. */
export type DeviceAdviceCode = "no-permission" | "closed-protocol" | "hsb-pad" | "queue-disabled";

/** One thing that is connected. */
export type DeviceRow = {
  readonly kind: FindingKind;
  readonly what: string;
  /** Its stable path, serial number, port or queue. */
  readonly where: string;
  readonly candidates: readonly Candidate[];
  readonly advice: DeviceAdviceCode | null;
};
