import { expect, it } from "vitest";
import { readJp2, wrapJp2 } from "../../../pipelines/codec/jp2-boxes.ts";
import { encodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { sampleImage } from "./sample-images.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

async function greyCodestream(): Promise<Uint8Array> {
  return readJp2(await encodeJp2(sampleImage(16, 9))).codestream;
}

it("writes signature, file type, header with colour and resolution, and codestream, byte for byte", async () => {
  const codestream = await greyCodestream();
  const jp2 = wrapJp2(codestream, 500);
  const expected = [
    "0000000c 6a502020 0d0a870a",
    "00000014 66747970 6a703220 00000000 6a703220",
    "00000047 6a703268",
    "00000016 69686472 00000009 00000010 0001 07 07 00 00",
    "0000000f 636f6c72 01 00 00 00000011",
    "0000001a 72657320 00000012 72657363 1388 09ec 1388 09ec 04 04",
    `${(8 + codestream.length).toString(16).padStart(8, "0")} 6a703263`,
  ];
  expect(hex(jp2.subarray(0, jp2.length - codestream.length))).toBe(expected.join("").replaceAll(" ", ""));
  expect(jp2.subarray(-codestream.length)).toEqual(codestream);
});

it("leaves the resolution out when it is not known, and names sRGB for colour", async () => {
  const jp2 = await encodeJp2(sampleImage(16, 9, 3));
  expect(hex(jp2)).not.toContain(Buffer.from("res ").toString("hex"));
  expect(hex(jp2)).toContain(`${Buffer.from("colr").toString("hex")}01000000000010`);
  expect(readJp2(jp2).resolutionPpi).toBeNull();
});

it.each([
  ["another height in the header", 51, "disagree"],
  ["a colour that the codestream has not", 76, "colour"],
  ["another brand", 23, "brand"],
  ["another signature", 9, "signature"],
])("refuses %s", async (_, offset, problem) => {
  const jp2 = wrapJp2(await greyCodestream(), 500);
  jp2[offset] = (jp2[offset] ?? 0) ^ 1;
  expect(() => readJp2(jp2)).toThrow(new RegExp(`codec.invalid.*${problem}`));
});

it("refuses bytes after the codestream box", async () => {
  const jp2 = await encodeJp2(sampleImage(16, 9));
  expect(() => readJp2(Buffer.concat([jp2, Uint8Array.of(0)]))).toThrow("codec.invalid");
});
