import { devicesAsync, HIDAsync } from "node-hid";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { createLinkEvents } from "./link-events.ts";

/** A HID device: feature reports both ways, input reports as they come. Reports begin with their id. */
export type HidLink = {
  readonly productId: number;
  /** As the device names itself; empty where it does not. */
  readonly serial: string;
  /** @throws BoothError `driver.disconnected` */
  readonly getFeature: (id: number, lengthBytes: number) => Promise<Uint8Array>;
  /** @throws BoothError `driver.disconnected` */
  readonly setFeature: (report: Uint8Array) => Promise<void>;
  readonly onReport: (listener: (report: Uint8Array) => void) => () => void;
  /** Once, when the device goes away; at once when it has gone already. */
  readonly onLost: (listener: () => void) => void;
  /** Never throws; safe to call twice. */
  readonly close: () => Promise<void>;
};

/** @throws BoothError `driver.disconnected` when no such device is connected or it cannot be opened */
export type OpenHidLink = (signal: AbortSignal) => Promise<HidLink>;

export type HidChoice = {
  /** Names the device in failures. */
  readonly device: string;
  readonly vendorId: number;
  readonly productIds: readonly number[];
  /** The one with this serial number; null takes the first. */
  readonly serial: string | null;
};

/** Opens a HID device through the kernel's hidraw. */
export function createHidLink(choice: HidChoice): OpenHidLink {
  return async (signal) => {
    signal.throwIfAborted();
    const { device } = choice;
    const found = await findDevice(choice);
    const hid = await HIDAsync.open(found.path).catch((cause: unknown) => {
      throw new BoothError("driver.disconnected", { device }, { cause });
    });
    const events = createLinkEvents(device);
    // node-hid 3.4 tells a pulled cable by an error without a message.
    hid.on("error", events.lose);
    hid.on("data", events.receive);
    const closeOnce = onlyOnce(() => hid.close());
    if (signal.aborted) await closeOnce();
    signal.throwIfAborted();
    return {
      productId: found.productId,
      serial: found.serial,
      onReport: events.onBytes,
      onLost: events.onLost,
      getFeature: async (id, lengthBytes) => {
        let report: Uint8Array = new Uint8Array(0);
        await events.perform((done) => {
          hid.getFeatureReport(id, lengthBytes).then((bytes) => {
            report = bytes;
            done();
          }, done);
        });
        return report;
      },
      setFeature: (report) =>
        events.perform((done) => {
          hid.sendFeatureReport(Buffer.from(report)).then(() => done(), done);
        }),
      close: async () => {
        events.retire();
        await closeOnce();
      },
    };
  };
}

async function findDevice({ device, vendorId, productIds, serial }: HidChoice) {
  const all = await devicesAsync();
  for (const { path, productId, serialNumber = "", ...one } of all) {
    const isWanted = one.vendorId === vendorId && productIds.includes(productId);
    if (isWanted && path !== undefined && (serial === null || serial === serialNumber))
      return { path, productId, serial: serialNumber };
  }
  throw new BoothError("driver.disconnected", { device });
}

/** A device that is gone already has nothing to close, and says so by an error that concerns nobody. */
function onlyOnce(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= close().catch(() => undefined);
    return closing;
  };
}
