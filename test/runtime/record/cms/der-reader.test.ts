import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  derTag,
  derTime,
  objectIdentifier,
  octetString,
  sequence,
  smallInteger,
} from "../../../../runtime/kernel/der-writer.ts";
import { BoothError } from "../../../../runtime/kernel/errors.ts";
import {
  membersOf,
  openDer,
  readDer,
  readObjectIdentifier,
  readSmallInteger,
  readTime,
} from "../../../../runtime/record/cms/der-reader.ts";
import { fromHex } from "../iso/hex.ts";

describe("reading DER", () => {
  it("reads members in order, and optional ones only when they are there", () => {
    const members = membersOf(
      readDer(sequence(smallInteger(3), octetString(Uint8Array.of(7))), derTag.sequence, "all"),
    );
    expect(members.optional(derTag.octetString)).toBeNull();
    expect(readSmallInteger(members, "version")).toBe(3);
    expect(members.optional(derTag.octetString)?.content).toEqual(Buffer.of(7));
    expect(members.optional(derTag.octetString)).toBeNull();
    expect(members.isAtEnd()).toBe(true);
    members.finish("the members");
  });

  it("gives each value with its own encoding", () => {
    const reader = openDer(Uint8Array.from([...smallInteger(1), ...smallInteger(2)]));
    reader.any("first");
    expect(Buffer.from(reader.any("second").encoded).toString("hex")).toBe("020102");
  });

  it.each(["1.2.840.113549.1.9.16.1.23", "2.16.840.1.101.3.4.1.46", "2.5.29.14", "0.9.2342"])(
    "reads back %s",
    (dotted) => {
      expect(readObjectIdentifier(openDer(objectIdentifier(dotted)), "identifier")).toBe(dotted);
    },
  );

  it.each(["1999-12-31T23:59:59.000Z", "2049-12-31T23:59:59.000Z", "2050-01-01T00:00:00.000Z"])(
    "reads back %s",
    (at) => {
      expect(readTime(openDer(derTime(at)), "time")).toBe(at);
    },
  );

  it.each([
    ["an indefinite length", "3080 0000"],
    ["a length longer than it needs to be", "048101 00"],
    ["a long length with a leading zero", "04820001 00"],
    ["a length past the end", "0405 00"],
    ["a length of five octets", "04850000000001 00"],
    ["a tag of several octets", "1f81 01 00"],
    ["two values in place of one", "0400 0400"],
    ["another tag", "0500"],
    ["nothing", ""],
  ])("refuses %s", (_, hex) => {
    expect(() => readDer(fromHex(hex), derTag.octetString, "value")).toThrow("package.invalid");
  });

  it.each(["170d3236313333313030303030305a", "170b3236303331343032305a5a5a", "0400"])("refuses the time %s", (hex) => {
    expect(() => readTime(openDer(fromHex(hex)), "time")).toThrow("package.invalid");
  });

  it("meets any bytes with values or package.invalid", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          const reader = openDer(bytes);
          while (!reader.isAtEnd()) reader.any("value");
        } catch (error) {
          if (!(error instanceof BoothError) || error.code !== "package.invalid") throw error;
        }
      }),
    );
  });
});
