import { expect, it } from "vitest";
import { describeUru } from "../../../drivers/fingerprint/uru4000-descriptors.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

it("names the reader by the ids that drivers look for, and by an emulator's serial number", () => {
  const { device, strings } = describeUru("EMU-URU-1");
  expect(hex(device)).toBe("12011001000000" + "40" + "ba050a000001" + "01020301");
  expect(strings[(device[16] ?? 0) - 1]).toBe("EMU-URU-1");
});

it("has one vendor interface with an interrupt and a bulk endpoint, and says how long that is", () => {
  const { configuration } = describeUru("EMU-URU-1");
  expect(Buffer.from(configuration).readUInt16LE(2)).toBe(configuration.length);
  expect(hex(configuration.subarray(9, 18))).toBe("090400000" + "2ffffff00");
  expect(hex(configuration.subarray(18))).toBe("07058103" + "40000a" + "07058202" + "400000");
});
