/** Facts of the U.are.U 4000 family, as libfprint's `uru4000` driver documents them; checked against an emulation. */
export const uruVendorId = 0x05ba;
export const uruProductIds = [0x0007, 0x0008, 0x000a] as const;
/** The 4000B and 4500 have their sensor the other way up. */
export const uruTurnedProductId = 0x000a;
export const uruInterfaceClass = 0xff;

export const uruEndpoint = { interrupt: 1, image: 2 } as const;
export const uruInterruptBytes = 64;
export const uruRequest = 0x04;
export const uruRegister = {
  hardwareStatus: 0x07,
  scrambleSeed: 0x33,
  scrambleKey: 0x34,
  mode: 0x4e,
  version: 0xf0,
} as const;
export const uruMode = { awaitFinger: 0x10, awaitNoFinger: 0x12, capture: 0x20, off: 0x70 } as const;
/** `scanPower` comes once the sensor has power; the others say what lies on it. */
export const uruEvent = { scanPower: 0x56aa, fingerOn: 0x0101, fingerOff: 0x0200, nextFails: 0x0800 } as const;

export const uruWidthPx = 384;
export const uruLinesMax = 290;
export const uruHeaderBytes = 64;
export const uruTransferBytes = uruHeaderBytes + uruLinesMax * uruWidthPx;

/** The first two bytes of an interrupt report; null for a report that is too short. */
export function readEvent(report: Uint8Array): number | null {
  return report.length < 2 ? null : ((report[0] ?? 0) << 8) | (report[1] ?? 0);
}

export const blockFlag = { changeKey: 0x80, noKeyUpdate: 0x04, encrypted: 0x02, notPresent: 0x01 } as const;

/** Some lines of the image, and how they came. */
export type UruBlock = { readonly flags: number; readonly lines: number };

export type UruTransfer = {
  readonly keyNumber: number;
  readonly blocks: readonly UruBlock[];
  /** The lines that were sent, one after the other; a view into the transfer. */
  readonly lines: Uint8Array;
};

const blockTableAt = 16;
const blocksMax = 15;

/** The image buffer taken apart; null when it is cut short or contradicts itself. */
export function readTransfer(bytes: Uint8Array): UruTransfer | null {
  if (bytes.length < uruHeaderBytes) return null;
  const sentLines = (bytes[4] ?? 0) | ((bytes[5] ?? 0) << 8);
  if (sentLines >= uruLinesMax || bytes.length < uruHeaderBytes + sentLines * uruWidthPx) return null;
  const blocks: UruBlock[] = [];
  for (let index = 0; index < blocksMax; index += 1) {
    const flags = bytes[blockTableAt + 2 * index] ?? 0;
    const lines = bytes[blockTableAt + 2 * index + 1] ?? 0;
    if (lines === 0) break;
    blocks.push({ flags, lines });
  }
  const present = blocks.filter(({ flags }) => (flags & blockFlag.notPresent) === 0);
  const countedLines = present.reduce((sum, { lines }) => sum + lines, 0);
  const allLines = blocks.reduce((sum, { lines }) => sum + lines, 0);
  if (blocks.length === 0 || countedLines > sentLines || allLines > uruLinesMax) return null;
  const lines = bytes.subarray(uruHeaderBytes, uruHeaderBytes + countedLines * uruWidthPx);
  return { keyNumber: bytes[6] ?? 0, blocks, lines };
}
