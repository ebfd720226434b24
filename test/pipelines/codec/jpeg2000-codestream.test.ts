import { expect, it } from "vitest";
import { readJp2 } from "../../../pipelines/codec/jp2-boxes.ts";
import { encodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { addCodestreamComment, readCodestream } from "../../../pipelines/codec/jpeg2000-codestream.ts";
import { sampleImage } from "./sample-images.ts";

async function codestream(): Promise<Uint8Array> {
  return readJp2(await encodeJp2(sampleImage(20, 10))).codestream;
}

it("reads size, channels, transform and comments from the main header", async () => {
  const { comments, ...facts } = readCodestream(await codestream());
  expect(facts).toEqual({ widthPx: 20, heightPx: 10, channels: 1, isReversible: true });
  expect(comments).toEqual([expect.stringContaining("OpenJPEG")]);
});

it("adds a comment as the last marker before the tiles and changes nothing else", async () => {
  const before = await codestream();
  const after = addCodestreamComment(before, "Ü1");
  const tiles = Buffer.from(before).indexOf(Uint8Array.of(0xff, 0x90));
  expect(Buffer.from(after.subarray(0, tiles))).toEqual(Buffer.from(before.subarray(0, tiles)));
  expect(Buffer.from(after.subarray(tiles, tiles + 8)).toString("hex")).toBe("ff6400060001dc31");
  expect(Buffer.from(after.subarray(tiles + 8))).toEqual(Buffer.from(before.subarray(tiles)));
  expect(readCodestream(after).comments.at(-1)).toBe("Ü1");
});

it("tells an irreversible transform", async () => {
  const bytes = (await codestream()).slice();
  const codingStyle = Buffer.from(bytes).indexOf(Uint8Array.of(0xff, 0x52));
  bytes[codingStyle + 13] = 0;
  expect(readCodestream(bytes).isReversible).toBe(false);
});

it.each([
  ["16-bit samples", 42, 15],
  ["two channels", 41, 2],
  ["subsampling", 43, 2],
  ["an empty image", 11, 0],
])("refuses %s", async (_, offset, value) => {
  const bytes = (await codestream()).slice();
  bytes[offset] = value;
  expect(() => readCodestream(bytes)).toThrow("codec.invalid");
});
