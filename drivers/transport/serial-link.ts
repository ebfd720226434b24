import { realpath, stat } from "node:fs/promises";
import { SerialPort } from "serialport";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { ByteLink, OpenByteLink } from "./byte-link.ts";
import { createLinkEvents, type LinkEvents } from "./link-events.ts";

export type SerialLine = {
  /** Names the device in failures. */
  readonly device: string;
  /** A path that stays the same, such as `/dev/serial/by-id/…`: numbers change with the order of plugging. */
  readonly path: string;
  readonly baudRateBps: number;
  readonly parity?: "none" | "even" | "odd";
  readonly dataBits?: 7 | 8;
  readonly stopBits?: 1 | 2;
};

const watchEveryMs = 500;

/** Opens a serial port for this process alone. Modem lines are left as they are: not every adapter has them. */
export function createSerialLink(line: SerialLine): OpenByteLink {
  return async (signal) => {
    signal.throwIfAborted();
    const { device, path, baudRateBps: baudRate, parity = "none", dataBits = 8, stopBits = 1 } = line;
    const port = new SerialPort({ path, baudRate, parity, dataBits, stopBits, autoOpen: false, lock: true });
    const events = createLinkEvents(device);
    // Loss is told as `close`, sometimes twice, or only as the error of a write.
    port.on("close", events.lose);
    port.on("error", events.lose);
    port.on("data", events.receive);
    const isEmulated = (await resolvePath(path)).startsWith("/dev/pts/");
    await openPort(port, device);
    if (signal.aborted) await closePort(port);
    signal.throwIfAborted();
    watchNode(path, events);
    return linkPort(port, events, isEmulated);
  };
}

function linkPort(port: SerialPort, { onBytes, onLost, perform, retire }: LinkEvents, isEmulated: boolean): ByteLink {
  return {
    isEmulated,
    onBytes,
    onLost,
    write: (bytes) =>
      perform((done) => {
        port.write(bytes, (error) => (error ? done(error) : port.drain(done)));
      }),
    setBaudRate: (baudRate) => perform((done) => port.update({ baudRate }, done)),
    close: async () => {
      retire();
      await closePort(port);
    },
  };
}

/**
 * A port on which nothing is read or written may not notice that its device went: then its node is gone, or another one
 * stands at its path.
 */
function watchNode(path: string, { lose, isUp }: LinkEvents): void {
  let first: number | null = null;
  const watching = setInterval(async () => {
    if (!isUp()) return clearInterval(watching);
    const node = await stat(path).then(
      ({ rdev }) => rdev,
      () => null,
    );
    first ??= node;
    if (node === null || node !== first) lose();
  }, watchEveryMs);
  watching.unref();
}

function openPort(port: SerialPort, device: string): Promise<void> {
  return new Promise((resolve, reject) => {
    port.open((error) => {
      if (!error) resolve();
      else if (/lock|busy/i.test(error.message))
        reject(new BoothError("driver.busy", { device, operation: "another program's" }, { cause: error }));
      else reject(new BoothError("driver.disconnected", { device }, { cause: error }));
    });
  });
}

/** A port that is gone already has nothing to close, and says so by an error that concerns nobody. */
function closePort(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (!port.isOpen) resolve();
    else port.close(() => resolve());
  });
}

/** A path that leads nowhere stays as it is, for the opening to fail on. */
function resolvePath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
