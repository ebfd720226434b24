import type { Clock } from "../../runtime/kernel/clock.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { type BoundedQueue, createBoundedQueue } from "../transport/bounded-queue.ts";
import type { ByteLink } from "../transport/byte-link.ts";
import { waitWithin } from "../transport/wait-within.ts";
import { uploadMaxBytes } from "./zfm-image.ts";
import { createZfmParser, encodeCommand, packetKind, type ZfmPacket, zfmCommand, zfmConfirm } from "./zfm-protocol.ts";

export type ZfmTiming = {
  /** For the first words at a speed that may be the wrong one. */
  readonly probeTimeoutMs: number;
  readonly ackTimeoutMs: number;
  readonly takeImageTimeoutMs: number;
  /** Longest silence within an image. */
  readonly silenceMaxMs: number;
};

/** A module on a line that is up. */
export type ZfmModule = {
  /** A conversation that ends with the signal. Conversations never overlap, and have one command at a time under way. */
  readonly talk: (signal: AbortSignal) => ZfmTalk;
  readonly close: () => void;
};

/** Everything here throws BoothError `driver.timeout` when the module falls silent, or the signal's reason. */
export type ZfmTalk = {
  /** @returns the confirm code and what follows it. @throws BoothError `driver.malformed` when the answer is damaged */
  readonly command: (code: number, ...parameters: readonly number[]) => Promise<Uint8Array>;
  /** Fetches the image buffer. @throws BoothError `driver.malformed` when a packet is damaged or the module refuses */
  readonly uploadImage: () => Promise<Uint8Array>;
  /** Waits until an upload that nobody reads any more has run out. */
  readonly settle: () => Promise<void>;
};

export type ZfmModuleParts = {
  readonly device: string;
  readonly clock: Clock;
  readonly link: ByteLink;
  readonly timing: ZfmTiming;
};

/** An image in 32-byte packets, twice over. */
const packetsMax = 2 * (uploadMaxBytes / 32);

export function createZfmModule(parts: ZfmModuleParts): ZfmModule {
  const { device, link } = parts;
  const overflow = () => new BoothError("driver.malformed", { device, problem: "more packets than an image has" });
  const packets = createBoundedQueue<ZfmPacket | null>(packetsMax, overflow);
  const parser = createZfmParser();
  const close = link.onBytes((chunk) => {
    for (const packet of parser.push(chunk)) packets.push(packet);
  });
  /** Whatever was still to come of an earlier answer has nothing to do with the next one. */
  const forget = () => {
    packets.clear();
    parser.reset();
  };
  return { talk: (signal) => createTalk({ packets, forget }, parts, signal), close };
}

type Incoming = { readonly packets: BoundedQueue<ZfmPacket | null>; readonly forget: () => void };

function createTalk(
  { packets, forget }: Incoming,
  { device, clock, link, timing }: ZfmModuleParts,
  signal: AbortSignal,
): ZfmTalk {
  const bounds = { device, clock, signal };
  const silence = { ...bounds, timeoutMs: timing.silenceMaxMs };
  const command = async (code: number, ...parameters: readonly number[]): Promise<Uint8Array> => {
    forget();
    await link.write(encodeCommand(code, ...parameters));
    const timeoutMs = timeOf(code, timing);
    const ack = await nextPacket(packets, { ...bounds, timeoutMs, operation: `command ${code}` });
    if (ack === null) throw new BoothError("driver.malformed", { device, problem: "an answer with a bad checksum" });
    if (ack.kind !== packetKind.ack || ack.content.length === 0)
      throw new BoothError("driver.malformed", { device, problem: "an answer that is none" });
    return ack.content;
  };
  return {
    command,
    uploadImage: async () => {
      const [confirm] = await command(zfmCommand.uploadImage);
      if (confirm !== zfmConfirm.ok)
        throw new BoothError("driver.malformed", { device, problem: `the image was refused with code ${confirm}` });
      return collectImage(packets, { ...silence, operation: "upload" });
    },
    settle: async () => {
      while (!(await hasRunOut(packets, { ...silence, operation: "settle" })));
    },
  };
}

function timeOf(code: number, { probeTimeoutMs, ackTimeoutMs, takeImageTimeoutMs }: ZfmTiming): number {
  if (code === zfmCommand.verifyPassword) return probeTimeoutMs;
  return code === zfmCommand.takeImage ? takeImageTimeoutMs : ackTimeoutMs;
}

async function hasRunOut(packets: BoundedQueue<ZfmPacket | null>, bounds: PacketBounds): Promise<boolean> {
  try {
    const packet = await nextPacket(packets, bounds);
    return packet?.kind === packetKind.lastData;
  } catch (error) {
    if (error instanceof BoothError && error.code === "driver.timeout") return true;
    throw error;
  }
}

type PacketBounds = {
  readonly device: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly operation: string;
};

function nextPacket(
  packets: BoundedQueue<ZfmPacket | null>,
  { device, clock, timeoutMs, signal, operation }: PacketBounds,
): Promise<ZfmPacket | null> {
  const late = new AbortController();
  const whenLate = () => {
    late.abort();
    return new BoothError("driver.timeout", { device, operation, timeoutMs });
  };
  const next = packets.next(AbortSignal.any([signal, late.signal]));
  return waitWithin(next, { clock, timeoutMs, signal, whenLate });
}

/** There is no way to ask for one packet again: damage to any of them fails the image. */
async function collectImage(packets: BoundedQueue<ZfmPacket | null>, bounds: PacketBounds): Promise<Uint8Array> {
  const { device } = bounds;
  const image = new Uint8Array(uploadMaxBytes);
  let filled = 0;
  for (;;) {
    const packet = await nextPacket(packets, bounds);
    if (packet === null) throw new BoothError("driver.malformed", { device, problem: "damaged image data" });
    const { kind, content } = packet;
    if (kind !== packetKind.data && kind !== packetKind.lastData)
      throw new BoothError("driver.malformed", { device, problem: "an answer in the middle of an image" });
    if (filled + content.length > uploadMaxBytes)
      throw new BoothError("driver.malformed", { device, problem: "an image without end" });
    image.set(content, filled);
    filled += content.length;
    if (kind === packetKind.lastData) return image.subarray(0, filled);
  }
}
