import { EventEmitter } from "node:events";
import firmata, { type FirmataIo } from "firmata-io";
import five from "johnny-five";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { ByteLink } from "../transport/byte-link.ts";

/** A microcontroller that speaks Firmata, ready for johnny-five's components. */
export type FirmataBoard = { readonly board: EventEmitter; readonly io: FirmataIo };

export type FirmataBoardParts = {
  readonly device: string;
  readonly link: ByteLink;
  /** How long the firmware may take to say its version by itself; an Uno restarts when its port is opened. */
  readonly versionTimeoutMs: number;
  readonly signal: AbortSignal;
  /** Told when the board goes away. */
  readonly onLost: () => void;
};

/** No message of the protocol is longer; firmata-io would collect an endless one for ever. */
const messageMaxBytes = 4_096;
const messageStart = 0xf0;
const highBit = 0x80;

/**
 * Waits until the firmware has told its version, name, pins and what they can do. johnny-five never opens a port itself: it
 * would ask for a version of serialport that is not here.
 * @throws the signal's reason when aborted, BoothError `driver.malformed` when the board cannot be used
 */
export async function openFirmataBoard(parts: FirmataBoardParts): Promise<FirmataBoard> {
  const { device, link, versionTimeoutMs, signal, onLost } = parts;
  const transport = Object.assign(new EventEmitter(), {
    isOpen: true,
    path: device,
    // A write to a line that has gone fails there, and `onLost` tells it.
    write: (bytes: Uint8Array | readonly number[]) => void link.write(Uint8Array.from(bytes)).catch(() => undefined),
  });
  const io = new firmata.Firmata(transport, { reportVersionTimeout: versionTimeoutMs });
  // firmata-io and johnny-five throw an `error` that nobody listens to.
  io.on("error", onLost);
  const board = new five.Board({ io, repl: false, debug: false, sigint: false });
  board.on("error", onLost);
  link.onBytes(boundMessages((chunk) => transport.emit("data", chunk), onLost));
  link.onLost(onLost);
  transport.emit("open");
  await new Promise<void>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    board.once("ready", () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
  });
  if (io.pins.length === 0) throw new BoothError("driver.malformed", { device, problem: "a board without pins" });
  return { board, io };
}

function boundMessages(pass: (chunk: Uint8Array) => void, tooLong: () => void): (chunk: Uint8Array) => void {
  let length = 0;
  return (chunk) => {
    for (const byte of chunk) length = measureMessage(length, byte);
    if (length > messageMaxBytes) tooLong();
    else pass(chunk);
  };
}

/** Bytes of the long message that is under way, 0 when none is: any byte with its high bit set begins or ends one. */
function measureMessage(length: number, byte: number): number {
  if (byte === messageStart) return 1;
  return byte & highBit || length === 0 ? 0 : length + 1;
}
