import { usb } from "usb";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { createPendingWork } from "./pending-work.ts";

export type UsbRegister = { readonly request: number; readonly value: number };

/** A USB device of a vendor's own class, with one interface claimed. */
export type UsbLink = {
  readonly productId: number;
  /** As the device names itself; empty where it does not. */
  readonly serial: string;
  /** @throws BoothError `driver.disconnected` */
  readonly readRegister: (register: UsbRegister, lengthBytes: number) => Promise<Uint8Array>;
  /** @throws BoothError `driver.disconnected` */
  readonly writeRegister: (register: UsbRegister, bytes: Uint8Array) => Promise<void>;
  /** Null when nothing came within the time. @throws BoothError `driver.disconnected` */
  readonly read: (endpoint: number, lengthBytes: number, timeoutMs: number) => Promise<Uint8Array | null>;
  /** Resolves once what is under way has come back, and the device is free. Never throws; safe to call twice. */
  readonly close: () => Promise<void>;
};

/** @throws BoothError `driver.disconnected` when no such device is connected, `driver.busy` when it cannot be claimed */
export type OpenUsbLink = (signal: AbortSignal) => Promise<UsbLink>;

export type UsbChoice = {
  /** Names the device in failures. */
  readonly device: string;
  readonly vendorId: number;
  readonly productIds: readonly number[];
  /** The one with this serial number; null takes the first. */
  readonly serial: string | null;
  /** The class of the interface that is claimed. */
  readonly interfaceClass: number;
};

type NativeDevice = NonNullable<Awaited<ReturnType<typeof usb.findDeviceByIds>>>;

/** Of WebUSB's own type, which the library names without bringing it. */
type Configuration = {
  readonly interfaces?: readonly {
    readonly interfaceNumber: number;
    readonly alternate: { readonly interfaceClass: number };
  }[];
};

const controlTimeoutMs = 1_000;
/** What libusb calls a transfer that its time ran out on. */
const isLate = (error: unknown) => error instanceof Error && /cancel|timed? ?out/i.test(error.message);

/** Opens a device through usbfs and claims its interface. */
export function createUsbLink(choice: UsbChoice): OpenUsbLink {
  return async (signal) => {
    signal.throwIfAborted();
    const { device } = choice;
    const native = await findDevice(choice);
    const guard = createGuard(device);
    await guard(() => native.open());
    let claimed: number | null = null;
    const letGo = async () => {
      // The library's own closing would keep the interface claimed for as long as the object is not collected.
      if (claimed !== null) await native.releaseInterface(claimed).catch(() => undefined);
      await native.close().catch(() => undefined);
    };
    try {
      claimed = await claim(native, choice);
      signal.throwIfAborted();
    } catch (error) {
      await letGo();
      throw error;
    }
    return linkDevice(native, guard, letGo);
  };
}

function linkDevice(native: NativeDevice, guard: ReturnType<typeof createGuard>, letGo: () => Promise<void>): UsbLink {
  const setup = ({ request, value }: UsbRegister) =>
    ({ requestType: "vendor", recipient: "device", request, value, index: 0 }) as const;
  const pending = createPendingWork();
  const perform = <T>(work: () => Promise<T>) => pending.run(() => guard(work));
  // A read that is under way holds the interface as well.
  const close = async () => {
    await pending.settled();
    await letGo();
  };
  let closing: Promise<void> | undefined;
  return {
    productId: native.productId,
    serial: native.serialNumber ?? "",
    readRegister: (register, lengthBytes) =>
      perform(async () =>
        toBytes(await native.nativeControlTransferIn(setup(register), controlTimeoutMs, lengthBytes)),
      ),
    writeRegister: async (register, bytes) => {
      await perform(() => native.nativeControlTransferOut(setup(register), controlTimeoutMs, bytes));
    },
    read: (endpoint, lengthBytes, timeoutMs) =>
      perform(async () => {
        try {
          // Without a time of its own the library gives up after a second.
          return toBytes(await native.nativeTransferIn(endpoint, timeoutMs, lengthBytes));
        } catch (error) {
          if (isLate(error)) return null;
          throw error;
        }
      }),
    close: async () => {
      closing ??= close();
      await closing;
    },
  };
}

function toBytes(data: Uint8Array | null): Uint8Array {
  return data === null ? new Uint8Array(0) : new Uint8Array(data);
}

/** Whatever goes wrong on the bus, the device is of no use until it is opened anew. */
function createGuard(device: string) {
  return async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof BoothError) throw cause;
      throw new BoothError("driver.disconnected", { device }, { cause });
    }
  };
}

/** The number of the interface that is claimed now. */
async function claim(native: NativeDevice, { device, interfaceClass }: UsbChoice): Promise<number> {
  const { interfaces = [] } = (native.configuration ?? {}) as Configuration;
  const wanted = interfaces.find(({ alternate }) => alternate.interfaceClass === interfaceClass);
  if (wanted === undefined) throw new BoothError("driver.malformed", { device, problem: "no interface of its class" });
  try {
    await native.claimInterface(wanted.interfaceNumber);
    return wanted.interfaceNumber;
  } catch (cause) {
    throw new BoothError("driver.busy", { device, operation: "another program's" }, { cause });
  }
}

async function findDevice({ device, vendorId, productIds, serial }: UsbChoice): Promise<NativeDevice> {
  const found = (await usb.getDevices()).find(
    (one) =>
      one.vendorId === vendorId &&
      productIds.includes(one.productId) &&
      (serial === null || one.serialNumber === serial),
  );
  if (found === undefined) throw new BoothError("driver.disconnected", { device });
  return found;
}
