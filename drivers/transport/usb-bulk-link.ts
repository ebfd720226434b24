import { usb } from "usb";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { ByteLink, OpenByteLink } from "./byte-link.ts";
import { createLinkEvents, type LinkEvents } from "./link-events.ts";

export type UsbBulkChoice = {
  /** Names the device in failures. */
  readonly device: string;
  readonly vendorId: number;
  readonly productId: number;
  /** The one with this serial number; null takes the first. */
  readonly serial: string | null;
  /** The class of the interface whose two bulk endpoints are the line: 7 for printers. */
  readonly interfaceClass: number;
};

type Endpoint = { readonly endpointNumber: number; readonly direction: "in" | "out"; readonly type: string };
type Interface = {
  readonly interfaceNumber: number;
  readonly alternate: { readonly interfaceClass: number; readonly endpoints: readonly Endpoint[] };
};

/** What of a USB device is used here; the library's own fits. */
export type BulkDevice = {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | null | undefined;
  readonly configuration?: { readonly interfaces?: readonly Interface[] | undefined } | null | undefined;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly claimInterface: (interfaceNumber: number) => Promise<void>;
  readonly detachKernelDriver: (interfaceNumber: number) => Promise<void>;
  readonly nativeTransferIn: (endpoint: number, timeoutMs: number, lengthBytes: number) => Promise<Uint8Array | null>;
  readonly nativeTransferOut: (endpoint: number, timeoutMs: number, bytes: Uint8Array) => Promise<number>;
};

export type ListBulkDevices = () => Promise<readonly BulkDevice[]>;

const listReal: ListBulkDevices = async () => (await usb.getDevices()) as unknown as readonly BulkDevice[];

const writeTimeoutMs = 10_000;
/** Reading wakes this often to see whether the line was closed. */
const readTimeoutMs = 250;
const readBytes = 64;
const emulatorPrefix = "EMU-";
/** What libusb calls a transfer that its time ran out on. */
const isLate = (error: unknown) => error instanceof Error && /cancel|timed? ?out/i.test(error.message);

/** A line of bytes over a USB interface's two bulk endpoints. The kernel's own driver for it lets go while this one is open. */
export function createUsbBulkLink(choice: UsbBulkChoice, list: ListBulkDevices = listReal): OpenByteLink {
  return async (signal) => {
    signal.throwIfAborted();
    const { device } = choice;
    const native = await find(choice, list);
    const line = findLine(native, choice);
    await native.open().catch((cause: unknown) => {
      throw new BoothError("driver.disconnected", { device }, { cause });
    });
    try {
      await claim(native, line.interfaceNumber, device);
      signal.throwIfAborted();
    } catch (error) {
      await native.close().catch(() => undefined);
      throw error;
    }
    const events = createLinkEvents(device);
    return linkBulk(native, { ...line, hearing: hear(native, line, events) }, events);
  };
}

type Line = { readonly interfaceNumber: number; readonly out: number; readonly in: number | null };

function linkBulk(
  native: BulkDevice,
  { out, hearing }: Line & { readonly hearing: Promise<void> },
  { onBytes, onLost, perform, retire }: LinkEvents,
): ByteLink {
  let closing: Promise<void> | undefined;
  return {
    isEmulated: (native.serialNumber ?? "").startsWith(emulatorPrefix),
    onBytes,
    onLost,
    write: (bytes) =>
      perform((done) => {
        native.nativeTransferOut(out, writeTimeoutMs, bytes).then(
          (sentBytes) => done(sentBytes === bytes.length ? null : new Error("not everything was taken")),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      }),
    setBaudRate: () => perform((done) => done()),
    close: async () => {
      retire();
      // A read that is still pending would take the first answer to whoever opens the device next.
      closing ??= hearing.then(() => native.close()).catch(() => undefined);
      await closing;
    },
  };
}

/** Reads as long as the line is up. A printer that only listens has nothing to read from. */
async function hear(native: BulkDevice, line: Line, { receive, lose, isUp }: LinkEvents): Promise<void> {
  if (line.in === null) return;
  while (isUp()) {
    try {
      const bytes = await native.nativeTransferIn(line.in, readTimeoutMs, readBytes);
      if (bytes !== null && bytes.length > 0) receive(new Uint8Array(bytes));
    } catch (error) {
      if (!isLate(error)) return lose();
    }
  }
}

async function find(choice: UsbBulkChoice, list: ListBulkDevices): Promise<BulkDevice> {
  const { device, vendorId, productId, serial } = choice;
  const found = (await list()).find(
    (one) =>
      one.vendorId === vendorId && one.productId === productId && (serial === null || one.serialNumber === serial),
  );
  if (found === undefined) throw new BoothError("driver.disconnected", { device });
  return found;
}

/** @throws BoothError `driver.malformed` when the device has no such interface */
function findLine({ configuration }: BulkDevice, { device, interfaceClass }: UsbBulkChoice): Line {
  const wanted = configuration?.interfaces?.find(({ alternate }) => alternate.interfaceClass === interfaceClass);
  const end = (direction: "in" | "out") =>
    wanted?.alternate.endpoints.find((one) => one.direction === direction && one.type === "bulk")?.endpointNumber;
  const out = end("out");
  if (wanted === undefined || out === undefined) {
    throw new BoothError("driver.malformed", { device, problem: "no interface of its class" });
  }
  return { interfaceNumber: wanted.interfaceNumber, out, in: end("in") ?? null };
}

async function claim(native: BulkDevice, interfaceNumber: number, device: string): Promise<void> {
  // Linux gives printers to usblp; where nobody has the interface, there is nobody to let go.
  await native.detachKernelDriver(interfaceNumber).catch(() => undefined);
  try {
    await native.claimInterface(interfaceNumber);
  } catch (cause) {
    throw new BoothError("driver.busy", { device, operation: "another program's" }, { cause });
  }
}
