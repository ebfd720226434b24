import { open } from "node:fs/promises";
import {
  encodeUhidCreate,
  encodeUhidGetReply,
  encodeUhidInput,
  encodeUhidSetReply,
  readUhidRequest,
  type UhidIdentity,
  type UhidRequest,
  uhidEventMaxBytes,
} from "./uhid-protocol.ts";

/** What a HID device does with the reports that it is asked for and given. Each begins with its id. */
export type HidDeviceSide = {
  readonly identity: UhidIdentity;
  readonly getFeature: (reportId: number) => Uint8Array;
  readonly setFeature: (report: Uint8Array) => void;
};

export type UhidDevice = {
  /** Sends an input report. */
  readonly send: (report: Uint8Array) => Promise<void>;
  /** Settles only when the kernel's end breaks. */
  readonly ended: Promise<never>;
};

/**
 * Plugs a HID device into this machine's kernel (root). It is pulled out when the process ends: a read of `/dev/uhid` cannot
 * be called off, so that the process has to be killed.
 */
export async function plugUhidDevice(device: HidDeviceSide): Promise<UhidDevice> {
  const file = await open("/dev/uhid", "r+");
  // An event is one write; two at a time would not mix, but might overtake each other.
  let lastWrite: Promise<unknown> = Promise.resolve();
  const write = (event: Uint8Array): Promise<void> => {
    const writing = lastWrite.then(async () => {
      await file.write(event);
    });
    lastWrite = writing.catch(() => undefined);
    return writing;
  };
  const answer = async (request: UhidRequest) => {
    if (request.kind === "get-report") {
      const report = request.isFeature ? device.getFeature(request.reportId) : null;
      await write(encodeUhidGetReply(request.id, report));
    } else if (request.kind === "set-report") {
      if (request.isFeature) device.setFeature(request.report);
      await write(encodeUhidSetReply(request.id, request.isFeature));
    }
  };
  const listen = async (): Promise<never> => {
    const buffer = new Uint8Array(uhidEventMaxBytes);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      const request = readUhidRequest(buffer.subarray(0, bytesRead));
      if (request !== null) await answer(request);
    }
  };
  await write(encodeUhidCreate(device.identity));
  return { send: (report) => write(encodeUhidInput(report)), ended: listen() };
}
