import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  dropStrayBytes,
  findImageEnd,
  type ImageFormat,
  recogniseImage,
} from "../../../drivers/recording/find-image-end.ts";
import { drawing } from "../recorded-folder.ts";

const formats = ["png", "jpeg", "tiff", "webp"] as const;
const marked = ["png", "jpeg", "webp"] as const;
const images = new Map<ImageFormat, Uint8Array>();

beforeAll(async () => {
  const picture = drawing(9, 7, 3);
  for (const format of formats) images.set(format, await picture.clone().toFormat(format).toBuffer());
});

describe("findImageEnd", () => {
  it.each(formats)("knows a %s by its first bytes and finds its end", (format) => {
    const bytes = images.get(format)!;
    expect(recogniseImage(bytes)).toBe(format);
    expect(findImageEnd(bytes, format)).toBe(bytes.length);
  });

  it.each(marked)("misses the end of a %s cut at any byte", (format) => {
    const bytes = images.get(format)!;
    for (let length = 12; length < bytes.length; length += 1) {
      expect(findImageEnd(bytes.subarray(0, length), format), `cut at ${length}`).toBeNull();
    }
  });

  it.each(marked)("finds the same end when something follows a %s", (format) => {
    const bytes = images.get(format)!;
    const longer = new Uint8Array([...bytes, 0xff, 0xd9, 0, 1, 2]);
    expect(findImageEnd(longer, format)).toBe(bytes.length);
  });

  it("finds the end of a progressive JPEG with many scans, and of one that holds a thumbnail", async () => {
    const progressive = await drawing(40, 30, 3).jpeg({ progressive: true }).toBuffer();
    expect(findImageEnd(progressive, "jpeg")).toBe(progressive.length);
    const thumbnail = images.get("jpeg")!;
    const segmentBytes = thumbnail.length + 2;
    const app1 = [0xff, 0xe1, segmentBytes >> 8, segmentBytes & 0xff, ...thumbnail];
    const holder = new Uint8Array([0xff, 0xd8, ...app1, ...progressive.subarray(2)]);
    expect(findImageEnd(holder, "jpeg")).toBe(holder.length);
    expect(findImageEnd(holder.subarray(0, holder.length - 2), "jpeg")).toBeNull();
  });

  it("passes over a few stray bytes between the segments of a JPEG, and drops them, but not many", () => {
    const plain = images.get("jpeg")!;
    const at = 4 + ((plain[4]! << 8) | plain[5]!);
    const withStrays = (count: number) =>
      new Uint8Array([...plain.subarray(0, at), ...Array<number>(count).fill(0x5a), ...plain.subarray(at)]);
    for (const count of [1, 4, 1_024]) {
      expect(findImageEnd(withStrays(count), "jpeg")).toBe(plain.length + count);
      expect(dropStrayBytes(withStrays(count))).toEqual(new Uint8Array(plain));
    }
    expect(findImageEnd(withStrays(1_025), "jpeg")).toBeNull();
    expect(dropStrayBytes(plain)).toBe(plain);
  });

  it("never throws and never points past the bytes, whatever they are", () => {
    const anyFormat = fc.constantFrom(...formats);
    fc.assert(
      fc.property(anyFormat, fc.uint8Array({ maxLength: 400 }), (format, noise) => {
        const head = images.get(format)!.subarray(0, 12);
        const bytes = new Uint8Array([...head, ...noise]);
        const end = findImageEnd(bytes, format);
        expect(end === null || (end > 0 && end <= bytes.length)).toBe(true);
        expect(dropStrayBytes(bytes).length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  it.each(["", "hello", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "GIF89a", "BM"])(
    "does not know %j",
    (text) => {
      expect(recogniseImage(new TextEncoder().encode(text))).toBeNull();
    },
  );
});
