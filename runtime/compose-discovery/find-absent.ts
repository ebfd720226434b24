import { uruProductIds, uruVendorId } from "../../drivers/fingerprint/uru4000-protocol.ts";
import { wacomProductIds, wacomVendorId } from "../../drivers/signature-pad/wacom-protocol.ts";
import type { SbiKind } from "../../drivers/transport/sbi/scan-sbi-ports.ts";
import type { DevicesConfig } from "../config/devices/devices-config.ts";
import type { DeviceRole, FindingKind, Findings } from "./device-row.ts";

/** A device that the configuration names, and whether it was seen. */
export type ConfiguredDevice = {
  readonly role: DeviceRole;
  readonly driver: string;
  /** As the configuration names it; empty where it takes the first of its kind. */
  readonly named: string;
  /** `unknown` where nobody could look, or only opening it would tell. */
  readonly presence: "there" | "absent" | "unknown";
};

export type Surroundings = {
  readonly found: Findings;
  /** Kinds that could be looked for. */
  readonly looked: ReadonlySet<FindingKind>;
  /** Of `namedPaths`, those that exist. */
  readonly paths: ReadonlySet<string>;
};

/** Paths that the configuration names, for whoever may look at the disk. */
export function namedPaths(config: DevicesConfig): readonly string[] {
  const { fingerprint, faceCamera, irisCamera, signaturePad, boothIo, receiptPrinter } = config;
  const holders = [fingerprint, faceCamera, irisCamera, signaturePad, boothIo];
  const lines = receiptPrinter.driver === "escpos" ? [receiptPrinter.line] : [];
  return [...holders, ...lines].flatMap((holder) => ("path" in holder ? [holder.path] : []));
}

/** Every real device of the configuration, and whether it was found. Pure. */
export function findConfigured(config: DevicesConfig, around: Surroundings): readonly ConfiguredDevice[] {
  const { slowFactor: _, ...roles } = config;
  return (Object.keys(roles) as DeviceRole[]).flatMap((role) => {
    const { driver } = roles[role];
    if (driver === "simulator" || driver === "slap-simulator" || driver === "none" || driver === "page") return [];
    return [{ role, driver, ...look(role, roles[role], around) }];
  });
}

type Device = DevicesConfig[DeviceRole];
type Seen = Pick<ConfiguredDevice, "named" | "presence">;
const sbiKinds: Readonly<Partial<Record<DeviceRole, SbiKind>>> = {
  fingerprint: "Finger",
  irisCamera: "Iris",
  faceCamera: "Face",
};

function look(role: DeviceRole, device: Device, around: Surroundings): Seen {
  const { found, looked, paths } = around;
  const among = (kind: FindingKind, named: string, isThere: boolean): Seen => ({
    named,
    presence: looked.has(kind) ? (isThere ? "there" : "absent") : "unknown",
  });
  if ("path" in device) return { named: device.path, presence: paths.has(device.path) ? "there" : "absent" };
  switch (device.driver) {
    case "cups":
      return among(
        "queues",
        device.queue,
        found.queues.some(({ queue }) => queue === device.queue),
      );
    case "escpos":
      return lookForReceiptPrinter(device.line, around);
    case "gphoto2": {
      const { port } = device;
      const isThere = found.stillCameras.some((camera) => port === null || camera.port === port);
      return among("stillCameras", port ?? "", isThere);
    }
    case "mantra":
    case "secugen":
      return among(
        "services",
        "",
        found.services.some(({ driver }) => driver === device.driver),
      );
    case "sane":
      return among(
        "scanners",
        device.scanner,
        found.scanners.some(({ scanner }) => scanner === device.scanner),
      );
    case "sbi": {
      const isWanted = isNamed(device.serial);
      const isThere = found.sbi.some((one) => one.kind === sbiKinds[role] && isWanted(one.serial));
      return among("sbi", device.serial ?? "", isThere);
    }
    case "uru4000": {
      const isWanted = isNamed(device.serial);
      const isReader = (id: number) => uruProductIds.some((known) => known === id);
      const isThere = found.usb.some(
        (one) => one.vendorId === uruVendorId && isReader(one.productId) && isWanted(one.serial),
      );
      return among("usb", device.serial ?? "", isThere);
    }
    case "wacom-stu": {
      const isWanted = isNamed(device.serial);
      const isThere = found.hid.some(
        (one) => one.vendorId === wacomVendorId && wacomProductIds.includes(one.productId) && isWanted(one.serial),
      );
      return among("hid", device.serial ?? "", isThere);
    }
    default:
      return { named: "", presence: "unknown" };
  }
}

/** Without a number the first will do. */
function isNamed(serial: string | undefined): (other: string) => boolean {
  return (other) => serial === undefined || other === serial;
}

type Line = Extract<DevicesConfig["receiptPrinter"], { readonly driver: "escpos" }>["line"];

function lookForReceiptPrinter(line: Line, { found, looked, paths }: Surroundings): Seen {
  switch (line.kind) {
    case "serial":
      return { named: line.path, presence: paths.has(line.path) ? "there" : "absent" };
    case "tcp":
      return { named: `${line.host}:${line.port}`, presence: "unknown" };
    case "usb": {
      const isWanted = isNamed(line.serial);
      const idOf = (id: number) => id.toString(16).padStart(4, "0");
      const isThere = found.usb.some(
        (one) => `${idOf(one.vendorId)}:${idOf(one.productId)}` === line.usbId && isWanted(one.serial),
      );
      const named = line.serial === undefined ? line.usbId : `${line.usbId} ${line.serial}`;
      return { named, presence: looked.has("usb") ? (isThere ? "there" : "absent") : "unknown" };
    }
    default:
      return line satisfies never;
  }
}
