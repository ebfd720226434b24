/** What a packet is for. */
export const packetKind = { command: 0x01, data: 0x02, ack: 0x07, lastData: 0x08 } as const;
export type PacketKind = (typeof packetKind)[keyof typeof packetKind];

export type ZfmPacket = { readonly kind: PacketKind; readonly content: Uint8Array };

/** The commands this booth uses; it keeps no template in a module. */
export const zfmCommand = {
  takeImage: 0x01,
  uploadImage: 0x0a,
  emptyLibrary: 0x0d,
  setParameter: 0x0e,
  readParameters: 0x0f,
  verifyPassword: 0x13,
} as const;

/** The answers that a driver acts upon; every other one is a failure with a number. */
export const zfmConfirm = {
  ok: 0x00,
  noFinger: 0x02,
  imageFailed: 0x03,
  cannotUpload: 0x0f,
  wrongPassword: 0x13,
} as const;

/** Registers of `setParameter`. */
export const zfmParameter = { baudRate: 4, packetSize: 6 } as const;
/** The speed register counts in these. */
export const baudUnitBps = 9_600;

const startCode = [0xef, 0x01] as const;
const headerBytes = 9;
const checksumBytes = 2;
const contentMaxBytes = 256;

/**
 * One packet to or from the module at the factory's address (R30x and ZFM user manuals, "communication protocol"):
 * start code, address, kind, length of content and checksum, content, sum of everything from the kind on.
 */
export function encodePacket(kind: PacketKind, content: Uint8Array): Uint8Array {
  const lengthField = content.length + checksumBytes;
  const packet = new Uint8Array(headerBytes + lengthField);
  packet.set([...startCode, 0xff, 0xff, 0xff, 0xff, kind, lengthField >> 8, lengthField & 0xff]);
  packet.set(content, headerBytes);
  const sum = checksum(packet.subarray(6, headerBytes + content.length));
  packet.set([sum >> 8, sum & 0xff], headerBytes + content.length);
  return packet;
}

export function encodeCommand(code: number, ...parameters: readonly number[]): Uint8Array {
  return encodePacket(packetKind.command, Uint8Array.of(code, ...parameters));
}

export type ZfmParser = {
  /** Takes bytes as they come, cut anywhere; gives the complete packets, and `null` for one whose checksum is wrong. */
  readonly push: (chunk: Uint8Array) => readonly (ZfmPacket | null)[];
  /** Forgets a packet whose rest will not come: it would swallow what comes next. */
  readonly reset: () => void;
};

/** Finds packets in a stream that may start anywhere and hold anything. Never keeps more than one packet's bytes. */
export function createZfmParser(): ZfmParser {
  const held = new Uint8Array(headerBytes + contentMaxBytes + checksumBytes);
  let filled = 0;
  const drop = (count: number) => {
    held.copyWithin(0, count, filled);
    filled -= count;
  };

  /** The next packet in what is held; undefined when more bytes are needed. */
  function take(): ZfmPacket | null | undefined {
    for (;;) {
      drop(findStart(held.subarray(0, filled)));
      if (filled < headerBytes) return undefined;
      const header = readHeader(held);
      if (header === null) {
        drop(1);
        continue;
      }
      if (filled < header.endBytes) return undefined;
      const packet = readBody(held, header);
      // What only looked like a packet may hide the start of a real one.
      drop(packet === null ? 1 : header.endBytes);
      return packet;
    }
  }

  return {
    reset: () => {
      filled = 0;
    },
    push: (chunk) => {
      const packets: (ZfmPacket | null)[] = [];
      for (const byte of chunk) {
        held[filled] = byte;
        filled += 1;
        if (filled < headerBytes) continue;
        for (let packet = take(); packet !== undefined; packet = take()) packets.push(packet);
      }
      return packets;
    },
  };
}

type Header = { readonly kind: PacketKind; readonly endBytes: number };

function readHeader(held: Uint8Array): Header | null {
  const kind = Object.values(packetKind).find((known) => known === held[6]);
  const lengthField = ((held[7] ?? 0) << 8) | (held[8] ?? 0);
  if (kind === undefined || lengthField < checksumBytes || lengthField > contentMaxBytes + checksumBytes) return null;
  return { kind, endBytes: headerBytes + lengthField };
}

function readBody(held: Uint8Array, { kind, endBytes }: Header): ZfmPacket | null {
  const contentEnd = endBytes - checksumBytes;
  const sum = ((held[contentEnd] ?? 0) << 8) | (held[contentEnd + 1] ?? 0);
  if (checksum(held.subarray(6, contentEnd)) !== sum) return null;
  return { kind, content: held.slice(headerBytes, contentEnd) };
}

/** Where the first start code, or its first half at the very end, lies; the length when there is none. */
function findStart(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === startCode[0] && (at + 1 === bytes.length || bytes[at + 1] === startCode[1])) return at;
  }
  return bytes.length;
}

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return sum & 0xffff;
}

export type ZfmParameters = {
  readonly systemId: number;
  readonly baudRateBps: number;
  readonly packetBytes: number;
};

const parameterBytes = 17;

/** The acknowledgement of `readParameters`, confirm code first; null when it is none. */
export function readParameters(content: Uint8Array): ZfmParameters | null {
  if (content.length !== parameterBytes) return null;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const packetSize = view.getUint16(13);
  const speed = view.getUint16(15);
  if (packetSize > 3 || speed < 1 || speed > 12) return null;
  return { systemId: view.getUint16(3), baudRateBps: speed * baudUnitBps, packetBytes: 32 << packetSize };
}
