import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clearLines, isScrambled, placeLines } from "../../../drivers/fingerprint/uru4000-image.ts";
import { readEvent, readTransfer, uruHeaderBytes, uruWidthPx } from "../../../drivers/fingerprint/uru4000-protocol.ts";
import { nextKey, scramble, skipKey, streamByte, unscramble } from "../../../drivers/fingerprint/uru4000-scramble.ts";

const seed = 0x1234_5678;

describe("the reader's scrambling", () => {
  it("gives the keys and the stream that were seen on the wire", () => {
    const keys = [seed];
    for (let step = 0; step < 7; step += 1) keys.push(nextKey(keys.at(-1) ?? 0));
    expect(keys.slice(1, 5)).toEqual([0x091a_2b3c, 0x848d_159e, 0x4246_8acf, 0x2123_4567]);
    expect(keys.map(streamByte)).toEqual([0x39, 0x47, 0x13, 0x14, 0xea, 0x01, 0x0b, 0x3c]);
  });

  it("decodes the line that was seen on the wire", () => {
    const bytes = Uint8Array.of(0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77);
    expect(unscramble(bytes, seed)).toBe(0x0212_3456);
    expect([...bytes]).toEqual([0x28, 0x65, 0x20, 0x50, 0xbf, 0x67, 0x7c, 0x00]);
  });

  it("is undone by its inverse, but for the last byte", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.integer({ min: 0, max: 0xffff_ffff }),
        (clear, key) => {
          const bytes = clear.slice();
          const after = scramble(bytes, key);
          expect(unscramble(bytes, key)).toBe(after);
          expect(skipKey(key, clear.length)).toBe(after);
          expect([...bytes.subarray(0, -1)]).toEqual([...clear.subarray(0, -1)]);
        },
      ),
    );
  });
});

type Block = { readonly flags: number; readonly lines: number };

function buildTransfer(blocks: readonly Block[], sentLines: number, fill: (at: number) => number): Uint8Array {
  const bytes = new Uint8Array(uruHeaderBytes + sentLines * uruWidthPx);
  bytes.set([sentLines & 0xff, sentLines >> 8, 1], 4);
  for (const [index, { flags, lines }] of blocks.entries()) bytes.set([flags, lines], 16 + 2 * index);
  for (let at = uruHeaderBytes; at < bytes.length; at += 1) bytes[at] = fill(at - uruHeaderBytes);
  return bytes;
}

describe("an image buffer", () => {
  it("is taken apart by its block table", () => {
    const bytes = buildTransfer(
      [
        { flags: 0, lines: 4 },
        { flags: 1, lines: 3 },
        { flags: 0, lines: 2 },
      ],
      6,
      () => 9,
    );
    const transfer = readTransfer(bytes);
    expect(transfer?.blocks).toHaveLength(3);
    expect(transfer?.lines).toHaveLength(6 * uruWidthPx);
    expect(transfer?.keyNumber).toBe(1);
  });

  it("leaves lines that were not sent white, and turns the sensor the right way up", () => {
    const bytes = buildTransfer(
      [
        { flags: 0, lines: 1 },
        { flags: 1, lines: 1 },
        { flags: 0, lines: 1 },
      ],
      2,
      (at) => (at < uruWidthPx ? 55 : 155),
    );
    const transfer = readTransfer(bytes)!;
    const upright = placeLines(transfer, transfer.lines, false);
    expect([0, 1, 2, 3].map((row) => upright[row * uruWidthPx])).toEqual([200, 255, 100, 255]);
    const turned = placeLines(transfer, transfer.lines, true);
    expect(turned.at(-1)).toBe(200);
  });

  it.each([
    ["cut short", (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 1)],
    ["cut in its header", (bytes: Uint8Array) => bytes.subarray(0, 63)],
    ["of more lines than the sensor has", (bytes: Uint8Array) => bytes.with(4, 290 & 0xff).with(5, 1)],
    ["without blocks", (bytes: Uint8Array) => bytes.with(17, 0)],
    ["with more lines in its table than it holds", (bytes: Uint8Array) => bytes.with(17, 5)],
  ])("%s is none", (_name, spoil) => {
    const whole = buildTransfer([{ flags: 0, lines: 4 }], 4, () => 7);
    expect(readTransfer(whole)).not.toBeNull();
    expect(readTransfer(spoil(whole))).toBeNull();
  });

  it("of any bytes is refused or read within its bounds", async () => {
    const arbitrary = fc.tuple(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.nat(6));
    await fc.assert(
      fc.asyncProperty(arbitrary, async ([header, lines]) => {
        const bytes = new Uint8Array(uruHeaderBytes + lines * uruWidthPx);
        bytes.set(header);
        bytes.set([lines, 0], 4);
        const transfer = readTransfer(bytes);
        if (transfer === null) return;
        const clear = await clearLines(transfer, async () => seed);
        expect(placeLines(transfer, clear, true)).toHaveLength(384 * 290);
      }),
    );
  });

  it("is known as scrambled by its noise", () => {
    let key = seed;
    const noise = () => {
      key = nextKey(nextKey(nextKey(key)));
      return streamByte(key);
    };
    expect(isScrambled(readTransfer(buildTransfer([{ flags: 2, lines: 4 }], 4, noise))!)).toBe(true);
    expect(isScrambled(readTransfer(buildTransfer([{ flags: 2, lines: 4 }], 4, (at) => 90 + (at % 40)))!)).toBe(false);
  });

  it("has its event in the first two bytes of a report, high one first", () => {
    expect(readEvent(Uint8Array.of(0x56, 0xaa, 1))).toBe(0x56aa);
    expect(readEvent(Uint8Array.of(1))).toBeNull();
  });
});
