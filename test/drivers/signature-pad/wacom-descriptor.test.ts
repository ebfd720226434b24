import { expect, it } from "vitest";
import { describeWacomReports } from "../../../drivers/signature-pad/wacom-descriptor.ts";
import { wacomReport } from "../../../drivers/signature-pad/wacom-protocol.ts";

/** Short items of HID 1.11, 6.2.2.2: two low bits say how many bytes of a number follow. */
function readItems(bytes: Uint8Array): readonly { readonly tag: number; readonly value: number }[] {
  const items: { tag: number; value: number }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const head = bytes[at] ?? 0;
    const size = [0, 1, 2, 4][head & 3] ?? 0;
    const value = size === 0 ? 0 : Buffer.from(bytes.subarray(at + 1, at + 1 + size)).readUIntLE(0, size);
    items.push({ tag: head & 0xfc, value });
    at += 1 + size;
  }
  return items;
}

/** Report lengths with the id byte, by kind and id. */
function measureReports(descriptor: Uint8Array): ReadonlyMap<string, number> {
  const kinds: Readonly<Record<number, string>> = { 128: "input", 176: "feature" };
  const lengths = new Map<string, number>();
  let [sizeBits, count, id] = [0, 0, 0];
  for (const { tag, value } of readItems(descriptor)) {
    if (tag === 0x74) sizeBits = value;
    if (tag === 0x94) count = value;
    if (tag === 0x84) id = value;
    const kind = kinds[tag];
    if (kind !== undefined) lengths.set(`${kind} ${id}`, 1 + (sizeBits * count) / 8);
  }
  return lengths;
}

it("describes every report at the length that the protocol gives it", () => {
  const lengths = measureReports(describeWacomReports());
  expect(lengths.get(`input ${wacomReport.pen}`)).toBe(7);
  expect(lengths.get(`input ${wacomReport.penSequence}`)).toBe(11);
  for (const { id, bytes } of [wacomReport.status, wacomReport.information, wacomReport.capability])
    expect(lengths.get(`feature ${id}`)).toBe(bytes);
  expect(lengths.get(`feature ${wacomReport.imageBlock.id}`)).toBe(256);
  expect(lengths.get(`feature ${wacomReport.inkingArea}`)).toBe(9);
  expect(lengths).toHaveProperty("size", 14);
});

it("is a pen as a whole, and closes what it opens", () => {
  const items = readItems(describeWacomReports());
  expect(items.slice(0, 3).map(({ tag, value }) => [tag, value])).toEqual([
    [0x04, 0x0d],
    [0x08, 0x02],
    [0xa0, 0x01],
  ]);
  expect(items.at(-1)?.tag).toBe(0xc0);
});
