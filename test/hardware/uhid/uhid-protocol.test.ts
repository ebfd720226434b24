import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  encodeUhidCreate,
  encodeUhidDestroy,
  encodeUhidGetReply,
  encodeUhidInput,
  encodeUhidSetReply,
  readUhidRequest,
} from "./uhid-protocol.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytes = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));

describe("requests of /dev/uhid", () => {
  it("that only tell something", () => {
    const kinds = [2, 3, 4, 5].map((type) => readUhidRequest(Uint8Array.of(type, 0, 0, 0, 0, 0))?.kind);
    expect(kinds).toEqual(["start", "stop", "open", "close"]);
  });

  it("for a report", () => {
    expect(readUhidRequest(bytes("09000000 78563412 09 00"))).toEqual({
      ...{ kind: "get-report", id: 0x1234_5678, reportId: 9, isFeature: true },
    });
    expect(readUhidRequest(bytes("09000000 01000000 09 02"))).toMatchObject({ isFeature: false });
  });

  it("that bring a report, which may end before the event does", () => {
    expect(readUhidRequest(bytes("0d000000 07000000 21 00 0200 2101 ffff"))).toEqual({
      ...{ kind: "set-report", id: 7, isFeature: true, report: bytes("2101") },
    });
    const output = new Uint8Array(4 + 4_096 + 3);
    output.set([6, 0, 0, 0, 5, 1]);
    output.set([2, 0, 1], 4 + 4_096);
    expect(readUhidRequest(output)).toEqual({ kind: "output", report: bytes("0501") });
  });

  it("that are torn at any byte, or claim more than there is, are none", () => {
    const whole = bytes("0d000000 07000000 21 00 0200 2101");
    for (let length = 0; length < whole.length; length += 1)
      expect(readUhidRequest(whole.subarray(0, length))).toBeNull();
    expect(readUhidRequest(bytes("0d000000 07000000 21 00 0110 2101"))).toBeNull();
    expect(readUhidRequest(bytes("63000000"))).toBeNull();
  });

  it("never break the reader, and never hold more than was read", () => {
    const type = fc.constantFrom(6, 9, 13);
    fc.assert(
      fc.property(type, fc.uint8Array({ maxLength: 5_000 }), (first, rest) => {
        const request = readUhidRequest(Uint8Array.of(first, 0, 0, 0, ...rest));
        if (request !== null && "report" in request) expect(request.report.length).toBeLessThanOrEqual(rest.length);
      }),
    );
  });
});

describe("what a device tells /dev/uhid", () => {
  it("when it is plugged in: texts, bus, ids and descriptor in their places", () => {
    const event = encodeUhidCreate({
      ...{ name: "Pad", serial: "EMU-1", vendorId: 0x056a, productId: 0xa8, descriptor: Uint8Array.of(6, 13, 255) },
    });
    expect(event).toHaveLength(280 + 3);
    expect(hex(event.subarray(0, 8))).toBe("0b00000050616400");
    expect(Buffer.from(event.subarray(196, 202)).toString("latin1")).toBe("EMU-1\0");
    expect(hex(event.subarray(260, 280))).toBe("030003006a050000a80000000000000000000000");
    expect(hex(event.subarray(280))).toBe("060dff");
  });

  it("never lets a long name run into the next field", () => {
    const identity = { vendorId: 1, productId: 2, descriptor: new Uint8Array(0) };
    const event = encodeUhidCreate({ ...identity, name: "n".repeat(300), serial: "s".repeat(300) });
    expect([event[131], event[132], event[259]]).toEqual([0, 0, 0]);
  });

  it("afterwards", () => {
    expect(hex(encodeUhidInput(Uint8Array.of(1, 2, 3)))).toBe("0c0000000300010203");
    expect(hex(encodeUhidGetReply(7, Uint8Array.of(3, 0)))).toBe("0a00000007000000000002000300");
    expect(hex(encodeUhidGetReply(7, null))).toBe("0a0000000700000005000000");
    expect(hex(encodeUhidSetReply(9, true))).toBe("0e000000090000000000");
    expect(hex(encodeUhidSetReply(9, false))).toBe("0e000000090000000500");
    expect(hex(encodeUhidDestroy())).toBe("01000000");
  });
});
