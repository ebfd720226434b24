import { describe, expect, it } from "vitest";
import {
  bitString,
  context,
  contextPrimitive,
  derTime,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  smallInteger,
  utf8String,
} from "../../../runtime/kernel/der-writer.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("DER", () => {
  it.each([
    ["a short length in one octet", octetString(new Uint8Array(0x7f)), "047f"],
    ["128 bytes with a length of one more octet", octetString(new Uint8Array(0x80)), "048180"],
    ["256 bytes with two", octetString(new Uint8Array(0x100)), "04820100"],
    ["65,536 bytes with three", octetString(new Uint8Array(0x10000)), "0483010000"],
  ])("writes %s", (_, bytes, start) => {
    expect(hex(bytes).slice(0, start.length)).toBe(start);
  });

  it.each([
    ["1.2.840.113549.1.7.1", "06092a864886f70d010701"],
    ["2.16.840.1.101.3.4.1.46", "060960864801650304012e"],
    ["2.5.4.3", "0603550403"],
    ["1.3.132.1.11.1", "06062b8104010b01"],
  ])("writes the object identifier %s", (dotted, bytes) => {
    expect(hex(objectIdentifier(dotted))).toBe(bytes);
  });

  it("puts the members of a set in the order of their encodings", () => {
    expect(hex(setOf([smallInteger(9), octetString(new Uint8Array(0)), smallInteger(3)]))).toBe(
      "3108020103020109" + "0400",
    );
  });

  it("tags whole values and bare contents", () => {
    expect(hex(context(1, smallInteger(5)))).toBe("a103020105");
    expect(hex(contextPrimitive(0, Uint8Array.of(7)))).toBe("800107");
    expect(hex(sequence(bitString(Uint8Array.of(0xff)), utf8String("é")))).toBe("3008030200ff0c02c3a9");
  });

  it("writes a year before 2050 with two digits and from then on with four", () => {
    expect(Buffer.from(derTime("2049-12-31T23:59:59.999Z")).toString("latin1")).toBe("\x17\x0d491231235959Z");
    expect(Buffer.from(derTime("2050-01-01T00:00:00.000Z")).toString("latin1")).toBe("\x18\x0f20500101000000Z");
  });
});
