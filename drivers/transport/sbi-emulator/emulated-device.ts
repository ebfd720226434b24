import { type EmulatorKeys, encodeJson } from "./emulator-keys.ts";

export type EmulatedKind = "Finger" | "Iris" | "Face";
export const emulatedModels = ["slab", "single-finger", "iris", "face"] as const;
export type EmulatedModel = (typeof emulatedModels)[number];
export const deviceStatuses = ["Ready", "Busy", "Not Ready", "Not Registered"] as const;
export type DeviceStatus = (typeof deviceStatuses)[number];

/** One device of the service: what it is, and how it is doing. */
export type EmulatedDevice = {
  readonly deviceId: string;
  readonly model: EmulatedModel;
  readonly kind: EmulatedKind;
  readonly deviceSubType: string;
  readonly deviceSubIds: readonly string[];
  /** Begins with `EMU-`, and is the device code too. */
  serial: string;
  status: DeviceStatus;
  /** 0 to 100; what every capture claims. */
  qualityScore: number;
  /** From request to answer. */
  captureDelayMs: number;
  /** Which set of images it shows; means what `makeRecord` makes of it. */
  profile: string;
  isCapturing: boolean;
  /** Ends the live view that is under way; null when there is none. */
  view: { readonly deviceSubId: string; readonly end: () => void } | null;
};

const facts: Readonly<Record<EmulatedModel, Pick<EmulatedDevice, "kind" | "deviceSubType" | "deviceSubIds">>> = {
  slab: { kind: "Finger", deviceSubType: "Slap", deviceSubIds: ["1", "2", "3"] },
  "single-finger": { kind: "Finger", deviceSubType: "Single", deviceSubIds: ["0"] },
  iris: { kind: "Iris", deviceSubType: "Double", deviceSubIds: ["1", "2", "3"] },
  face: { kind: "Face", deviceSubType: "Full face", deviceSubIds: ["0"] },
};

export const emulatorEnvironment = "Developer";
export const emulatorSpecVersion = "0.9.5";
const serviceVersion = "0.9.5";
const qualityDefaultScore = 80;

export function createEmulatedDevice(model: EmulatedModel, index: number, captureDelayMs: number): EmulatedDevice {
  return {
    ...facts[model],
    ...{ deviceId: String(index + 1), model, serial: `EMU-SBI-${model.toUpperCase()}-${index + 1}` },
    ...{ status: "Ready", qualityScore: qualityDefaultScore, captureDelayMs, profile: "Default" },
    ...{ isCapturing: false, view: null },
  };
}

/** What names the sensor: signed everywhere but in discovery. */
export function describeDigitalId({ serial, kind, model, deviceSubType }: EmulatedDevice, nowAt: string): object {
  return {
    serialNo: serial,
    make: "Bilik",
    model: `emulated ${model}`,
    type: kind,
    deviceSubType,
    deviceProviderId: "BILIK.EMULATOR",
    deviceProvider: "Bilik",
    dateTime: formatSeconds(nowAt),
  };
}

/** The state of a device as discovery and info tell it: in use while it captures or shows a live view. */
export function statusOf(device: EmulatedDevice): DeviceStatus {
  return device.status === "Ready" && (device.isCapturing || device.view !== null) ? "Busy" : device.status;
}

export const success = { errorCode: "0", errorInfo: "Success" } as const;
const statusErrors: Readonly<Record<DeviceStatus, { readonly errorCode: string; readonly errorInfo: string }>> = {
  Ready: success,
  Busy: { errorCode: "111", errorInfo: "Device is busy" },
  "Not Ready": { errorCode: "110", errorInfo: "Device is not ready" },
  "Not Registered": { errorCode: "100", errorInfo: "Device not registered" },
};

export function describeDiscovered(device: EmulatedDevice, { port, nowAt }: { port: number; nowAt: string }): object {
  const deviceStatus = statusOf(device);
  const isRegistered = deviceStatus !== "Not Registered";
  return {
    deviceId: device.deviceId,
    deviceStatus,
    certification: "L0",
    serviceVersion,
    callbackId: `http://127.0.0.1:${port}/`,
    digitalId: encodeJson(describeDigitalId(device, nowAt)),
    deviceCode: device.serial,
    purpose: isRegistered ? "Registration" : "",
    error: statusErrors[deviceStatus],
    specVersion: [emulatorSpecVersion],
    deviceSubId: device.deviceSubIds,
  };
}

export function describeInfo(
  device: EmulatedDevice,
  { port, nowAt, sign }: { readonly port: number; readonly nowAt: string; readonly sign: EmulatorKeys["sign"] },
): object {
  const deviceStatus = statusOf(device);
  const isRegistered = deviceStatus !== "Not Registered";
  const info = {
    specVersion: [emulatorSpecVersion],
    env: isRegistered ? emulatorEnvironment : "None",
    digitalId: sign(describeDigitalId(device, nowAt)),
    deviceId: device.deviceId,
    deviceCode: device.serial,
    purpose: isRegistered ? "Registration" : "",
    serviceVersion,
    deviceStatus,
    firmware: "emulated",
    certification: "L0",
    deviceSubId: device.deviceSubIds,
    callbackId: `http://127.0.0.1:${port}/`,
  };
  // A device that nobody has registered has no key to sign with.
  return { deviceInfo: isRegistered ? sign(info) : encodeJson(info), error: statusErrors[deviceStatus] };
}

/** UTC to the second, as the protocol writes it. */
export function formatSeconds(at: string): string {
  return `${at.slice(0, 19)}Z`;
}
