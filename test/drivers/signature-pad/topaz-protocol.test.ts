import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodePlace } from "../../../drivers/signature-pad/topaz-emulator.ts";
import { createTopazParser, type TopazPacket } from "../../../drivers/signature-pad/topaz-protocol.ts";

const example = Uint8Array.of(0xc1, 0x52, 0x09, 0x5b, 0x07);
const examplePacket: TopazPacket = { kind: "pen", x: 1_234, y: 987, isNear: true, isDown: true };
const parse = (...chunks: readonly Uint8Array[]) => {
  const parser = createTopazParser();
  return { packets: chunks.flatMap((chunk) => parser.push(chunk)), skipped: parser.skippedBytes() };
};

describe("packets of a Topaz pad", () => {
  it("reads a pen that is near and down", () => {
    expect(parse(example)).toEqual({ packets: [examplePacket], skipped: 0 });
  });

  it("reads packets torn at every byte", () => {
    for (let at = 1; at < example.length; at += 1) {
      expect(parse(example.subarray(0, at), example.subarray(at)).packets).toEqual([examplePacket]);
    }
  });

  it("loses a torn packet and no other", () => {
    for (let kept = 1; kept < example.length; kept += 1) {
      expect(parse(example.subarray(0, kept), example)).toEqual({ packets: [examplePacket], skipped: kept });
    }
  });

  it("starts in the middle of a stream", () => {
    expect(parse(example.subarray(2), example)).toEqual({ packets: [examplePacket], skipped: 3 });
  });

  it.each([
    ["x above 12 bits", Uint8Array.of(0xc1, 0x52, 0x29, 0x5b, 0x07)],
    ["y above 12 bits", Uint8Array.of(0xc1, 0x52, 0x09, 0x5b, 0x27)],
    ["a pen out of reach", Uint8Array.of(0xc1, 0x7f, 0x1f, 0x7f, 0x1f)],
    ["a type that no pad sends", Uint8Array.of(0xc1 | (5 << 2), 0x52, 0x09, 0x5b, 0x07)],
  ])("refuses %s", (_name, bytes) => {
    expect(parse(bytes, example)).toEqual({ packets: [examplePacket], skipped: 5 });
  });

  it("reads pressure, model and serial number", () => {
    expect(parse(Uint8Array.of(0xc0 | (7 << 2), 0, 0, 0x7f, 0x07)).packets).toEqual([
      { kind: "pressure", pressure: 1_023 },
    ]);
    const device = Uint8Array.of(0xc0 | (2 << 2), 0x15, 0, 0x39, 0x60);
    expect(parse(device).packets).toEqual([{ kind: "device", model: 5, serial: 0x13039 }]);
  });

  it("gives back every place that it was given, whatever noise lies between", () => {
    const coordinate = fc.integer({ min: 0, max: 4_094 });
    const pen = fc.record({ x: coordinate, y: coordinate, isDown: fc.boolean() });
    const noise = fc.uint8Array({ max: 0x7f, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, pen), { maxLength: 20 }), (stream) => {
        const bytes = stream.flatMap(([before, { x, y, isDown }]) => [...before, ...encodePlace(x, y, isDown)]);
        const found = parse(Uint8Array.from(bytes)).packets;
        expect(found).toEqual(stream.map(([, place]) => ({ kind: "pen", isNear: true, ...place })));
      }),
    );
  });

  it("survives any bytes, cut anywhere", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }), (chunks) => {
        const whole = parse(Uint8Array.from(chunks.flatMap((chunk) => [...chunk])));
        expect(parse(...chunks)).toEqual(whole);
        for (const packet of whole.packets) if (packet.kind === "pen") expect(packet.x).toBeLessThan(4_096);
      }),
    );
  });
});
