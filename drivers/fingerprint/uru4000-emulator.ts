import {
  blockFlag,
  uruEndpoint,
  uruEvent,
  uruHeaderBytes,
  uruInterruptBytes,
  uruLinesMax,
  uruMode,
  uruRegister,
  uruWidthPx,
} from "./uru4000-protocol.ts";
import { scramble, skipKey } from "./uru4000-scramble.ts";

export type UruEmulatorOptions = {
  /** 384×289 levels as the sensor gives them, ridges light; null when no finger lies on it. */
  readonly finger: () => Uint8Array | null;
  readonly isScrambled: boolean;
  /** What goes wrong with the next image; asked before each. */
  readonly fault?: () => UruFault | null;
  /** Tells each event twice, as a cable with a bad contact does. */
  readonly isDoubling?: () => boolean;
};

export type UruFault =
  | "short"
  | "too-many-lines"
  | "no-image"
  /** Noise of the right length. */
  | "garbage"
  /** The transfer breaks off after so many bytes. */
  | { readonly atByte: number };

/** The far end of the reader's control, interrupt and bulk transfers. */
export type UruEmulator = {
  readonly readRegister: (register: number, lengthBytes: number) => Uint8Array;
  readonly writeRegister: (register: number, bytes: Uint8Array) => void;
  /** What an endpoint has to say now; null for nothing yet. */
  readonly take: (endpoint: number) => Uint8Array | null;
  /** Looks at the finger again; a bench calls it when it has changed one. */
  readonly look: () => void;
};

const sentLines = 289;
const lowPower = 0x80;
const deviceKey = 0x1234_5678;

export function createUruEmulator(options: UruEmulatorOptions): UruEmulator {
  const { finger, isScrambled, fault = () => null, isDoubling = () => false } = options;
  let status = 0x83;
  let mode: number = uruMode.off;
  let seed = 0;
  /** What lay on the sensor when it last said so: a finger that leaves early has been seen all the same. */
  let seen: Uint8Array | null = null;
  const events: number[] = [];
  const images: Uint8Array[] = [];

  const tell = (event: number) => {
    events.push(event);
    if (isDoubling()) events.push(event);
  };
  const setPower = (byte: number) => {
    const hadPower = (status & lowPower) === 0;
    status = byte & lowPower ? status | lowPower : status & ~lowPower;
    if (!hadPower && (status & lowPower) === 0) tell(uruEvent.scanPower);
  };
  const look = () => {
    const there = finger();
    const isThere = there !== null;
    seen = there ?? seen;
    if (mode === uruMode.awaitFinger && isThere) tell(uruEvent.fingerOn);
    else if (mode === uruMode.awaitNoFinger && !isThere) tell(uruEvent.fingerOff);
    else return;
    mode = 0;
  };
  const capture = () => {
    const lines = finger() ?? seen;
    const wrong = fault();
    if (lines === null || wrong === "no-image") return;
    const image = buildTransfer(lines, isScrambled);
    images.push(wrong === null ? image : spoil(image, wrong));
  };

  return {
    look,
    readRegister: (register, lengthBytes) => {
      if (register === uruRegister.hardwareStatus) return Uint8Array.of(status);
      const answer = new Uint8Array(lengthBytes);
      if (register === uruRegister.version) answer.set([5, 0x01], 10);
      if (register === uruRegister.scrambleKey)
        new DataView(answer.buffer).setUint32(0, (deviceKey ^ seed) >>> 0, true);
      return answer;
    },
    writeRegister: (register, bytes) => {
      const [byte = 0] = bytes;
      if (register === uruRegister.hardwareStatus) setPower(byte);
      if (register === uruRegister.scrambleSeed)
        seed = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(1, true);
      if (register !== uruRegister.mode) return;
      mode = byte;
      if (mode === uruMode.capture) capture();
      else look();
    },
    take: (endpoint) => {
      if (endpoint === uruEndpoint.image) return images.shift() ?? null;
      const event = events.shift();
      if (event === undefined) return null;
      const report = new Uint8Array(uruInterruptBytes);
      report.set([event >> 8, event & 0xff]);
      return report;
    },
  };
}

function spoil(image: Uint8Array, fault: Exclude<UruFault, "no-image">): Uint8Array {
  switch (fault) {
    case "too-many-lines":
      image.set([uruLinesMax & 0xff, uruLinesMax >> 8], 4);
      return image;
    case "short":
      return image.subarray(0, 10_000);
    case "garbage":
      return image.map((_, at) => (at * 197 + 71) & 0xff);
    default:
      return image.subarray(0, fault.atByte);
  }
}

/** Three blocks, as a real reader sends them: in the clear, scrambled, and without moving the key on. */
function buildTransfer(levels: Uint8Array, isScrambled: boolean): Uint8Array {
  const image = new Uint8Array(uruHeaderBytes + sentLines * uruWidthPx);
  image.set([sentLines & 0xff, sentLines >> 8, 1], 4);
  const scrambled = isScrambled ? blockFlag.encrypted : 0;
  const blocks = [
    { flags: scrambled, lines: 100 },
    { flags: scrambled, lines: 150 },
    { flags: scrambled, lines: sentLines - 250 },
  ];
  for (const [index, { flags, lines }] of blocks.entries()) image.set([flags, lines], 16 + 2 * index);
  image.set(levels.subarray(0, sentLines * uruWidthPx), uruHeaderBytes);
  let key = deviceKey;
  let at = uruHeaderBytes;
  for (const { flags, lines } of blocks) {
    const length = lines * uruWidthPx;
    key = flags & blockFlag.encrypted ? scramble(image.subarray(at, at + length), key) : skipKey(key, length);
    at += length;
  }
  return image;
}
