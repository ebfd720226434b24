import type { Clock } from "../../runtime/kernel/clock.ts";
import { baudUnitBps, encodePacket, packetKind, zfmCommand, zfmConfirm, zfmParameter } from "./zfm-protocol.ts";

/** What goes wrong with an upload; the next one is whole again unless the fault is asked for anew. */
export type ZfmFault =
  | { readonly kind: "damage"; readonly byte: number }
  | { readonly kind: "drop"; readonly packet: number }
  | { readonly kind: "stop"; readonly afterPackets: number }
  | { readonly kind: "bytes"; readonly count: number };

export type ZfmEmulatorOptions = {
  readonly clock: Clock;
  readonly send: (bytes: Uint8Array) => void;
  /** Levels of 256×288 or 192×192 pixels, ridges dark; null when no finger lies on the window. */
  readonly finger: () => Uint8Array | null;
  /** Asked before each upload. */
  readonly fault?: () => ZfmFault | null;
  /** The speed of the last start, as the module's flash keeps it. */
  readonly baudRateBps?: number;
  /** Set where somebody has locked the module. */
  readonly isLocked?: () => boolean;
  /** Times the bytes as a line of that speed does; a pseudo-terminal alone is far too fast. */
  readonly isThrottled?: boolean;
};

export type ZfmEmulator = {
  /** Takes what the host has sent. */
  readonly receive: (chunk: Uint8Array) => void;
  readonly baudRateBps: () => number;
};

const bitsPerByte = 10;
const commandHeaderBytes = 9;
const defaultPacketBytes = 128;

/** A ZFM module on the far end of a line: answers commands, and streams an image at its own speed. */
export function createZfmEmulator(options: ZfmEmulatorOptions): ZfmEmulator {
  const { clock, send, finger, fault = () => null, isLocked = () => false, isThrottled = false } = options;
  let baudRateBps = options.baudRateBps ?? 57_600;
  let packetBytes = defaultPacketBytes;
  let held: number[] = [];
  let speaking: Promise<void> = Promise.resolve();

  const say = (packet: Uint8Array) => {
    speaking = speaking.then(async () => {
      if (isThrottled) await clock.sleep((packet.length * bitsPerByte * 1_000) / baudRateBps);
      send(packet);
    });
  };
  const acknowledge = (...content: readonly number[]) => say(encodePacket(packetKind.ack, Uint8Array.from(content)));

  const handlers: Readonly<Record<number, (parameters: readonly number[]) => void>> = {
    [zfmCommand.verifyPassword]: () => acknowledge(isLocked() ? zfmConfirm.wrongPassword : zfmConfirm.ok),
    [zfmCommand.readParameters]: () => {
      const size = Math.log2(packetBytes / 32);
      acknowledge(0, 0, 0, 0, 9, 0, 0xa2, 0, 3, 0xff, 0xff, 0xff, 0xff, 0, size, 0, baudRateBps / baudUnitBps);
    },
    [zfmCommand.setParameter]: ([register = 0, value = 0]) => {
      acknowledge(zfmConfirm.ok);
      if (register === zfmParameter.packetSize) packetBytes = 32 << value;
      if (register !== zfmParameter.baudRate) return;
      speaking = speaking.then(() => {
        baudRateBps = value * baudUnitBps;
      });
    },
    [zfmCommand.emptyLibrary]: () => acknowledge(zfmConfirm.ok),
    [zfmCommand.takeImage]: () => acknowledge(finger() === null ? zfmConfirm.noFinger : zfmConfirm.ok),
    [zfmCommand.uploadImage]: () => upload(finger()),
  };

  function upload(levels: Uint8Array | null): void {
    if (levels === null) {
      acknowledge(zfmConfirm.cannotUpload);
      return;
    }
    acknowledge(zfmConfirm.ok);
    for (const packet of spoil(packLevels(levels), packetBytes, fault())) say(packet);
  }

  return {
    receive: (chunk) => {
      held.push(...chunk);
      for (;;) {
        const start = held.findIndex((byte, at) => byte === 0xef && held[at + 1] === 0x01);
        if (start < 0) return;
        const end = start + commandHeaderBytes + ((held[start + 7] ?? 0) << 8) + (held[start + 8] ?? 0);
        if (held.length < start + commandHeaderBytes || held.length < end) return;
        const [code = 0, ...parameters] = held.slice(start + commandHeaderBytes, end - 2);
        held = held.slice(end);
        handlers[code]?.(parameters);
      }
    },
    baudRateBps: () => baudRateBps,
  };
}

/** An image as packets, with at most one fault in it. */
function spoil(image: Uint8Array, packetBytes: number, fault: ZfmFault | null): readonly Uint8Array[] {
  const bytes = fault?.kind === "bytes" ? image.subarray(0, fault.count) : image;
  const count = Math.ceil(bytes.length / packetBytes);
  const packets = Array.from({ length: count }, (_, index) => {
    const content = bytes.subarray(index * packetBytes, (index + 1) * packetBytes);
    return encodePacket(index === count - 1 ? packetKind.lastData : packetKind.data, content);
  });
  if (fault?.kind === "stop") return packets.slice(0, fault.afterPackets);
  if (fault?.kind === "drop") return packets.filter((_, index) => index !== fault.packet);
  if (fault?.kind === "damage") flipByte(packets, fault.byte);
  return packets;
}

function flipByte(packets: readonly Uint8Array[], byte: number): void {
  let at = byte;
  for (const packet of packets) {
    if (at < packet.length) {
      packet[at] = (packet[at] ?? 0) ^ 0x55;
      return;
    }
    at -= packet.length;
  }
}

/** Two pixels a byte, the left one high, 16 levels. */
export function packLevels(levels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: levels.length / 2 }, (_, at) => {
    const [left = 0, right = 0] = [levels[2 * at], levels[2 * at + 1]];
    return ((left >> 4) << 4) | (right >> 4);
  });
}
