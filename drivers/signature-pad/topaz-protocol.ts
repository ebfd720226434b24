/** One 5-byte packet of a Topaz pad, format 0. */
export type TopazPacket =
  | {
      readonly kind: "pen";
      /** Raw units of the pad, 0 to 4095. */
      readonly x: number;
      readonly y: number;
      readonly isNear: boolean;
      readonly isDown: boolean;
    }
  /** How hard the pen presses from now on, 0 to 1023; from pads that can tell. */
  | { readonly kind: "pressure"; readonly pressure: number }
  | { readonly kind: "device"; readonly model: number; readonly serial: number }
  | { readonly kind: "reply" };

export type TopazParser = {
  /** Takes bytes as they come, cut anywhere, and gives the packets that are complete. */
  readonly push: (chunk: Uint8Array) => readonly TopazPacket[];
  /** Bytes that belonged to no packet so far. */
  readonly skippedBytes: () => number;
};

const packetBytes = 5;
const syncBit = 0x80;
const outOfReach = 0xfff;
const packetType = { position: [0, 1, 4], device: 2, reply: 3, pressure: 7 } as const;

/**
 * Reads the stream of a Topaz BSB pad: 19200 bit/s, 8 data bits, odd parity. Only a packet's first byte has bit 7 set, so
 * that a torn or damaged packet costs itself and no other. Layout as documented by the open drivers topaz-dext (MIT) and
 * Waxbee; the two agree on every bit used here.
 */
export function createTopazParser(): TopazParser {
  const pending = new Uint8Array(packetBytes);
  let filled = 0;
  let skipped = 0;
  return {
    push: (chunk) => {
      const packets: TopazPacket[] = [];
      for (const byte of chunk) {
        if (byte & syncBit) {
          skipped += filled;
          filled = 0;
        } else if (filled === 0) {
          skipped += 1;
          continue;
        }
        pending[filled] = byte;
        filled += 1;
        if (filled < packetBytes) continue;
        filled = 0;
        const packet = readPacket(pending);
        if (packet === null) skipped += packetBytes;
        else packets.push(packet);
      }
      return packets;
    },
    skippedBytes: () => skipped,
  };
}

/** Null for what no pad sends. */
function readPacket(bytes: Uint8Array): TopazPacket | null {
  const [status = 0, first = 0, second = 0, third = 0, fourth = 0] = bytes;
  const type = (status >> 2) & 7;
  if (type === packetType.device) return readDevice([first, second, third, fourth]);
  if (type === packetType.reply) return { kind: "reply" };
  if (type === packetType.pressure) return { kind: "pressure", pressure: ((fourth & 7) << 7) | third };
  if (!packetType.position.some((known) => known === type)) return null;
  if (second > 0x1f || fourth > 0x1f) return null;
  const x = (second << 7) | first;
  const y = (fourth << 7) | third;
  if (x === outOfReach && y === outOfReach) return null;
  return { kind: "pen", x, y, isNear: (status & 0x40) !== 0, isDown: (status & 1) !== 0 };
}

function readDevice([first, second, third, fourth]: readonly [number, number, number, number]): TopazPacket {
  const high = first | (second << 7);
  const low = third | (fourth << 7);
  return { kind: "device", model: (high & 0xfc) >> 2, serial: ((high & 3) << 16) | low };
}
