import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unpackZfmImage } from "../../../drivers/fingerprint/zfm-image.ts";
import {
  createZfmParser,
  encodeCommand,
  encodePacket,
  packetKind,
  readParameters,
  type ZfmPacket,
} from "../../../drivers/fingerprint/zfm-protocol.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const parse = (...chunks: readonly Uint8Array[]) => {
  const parser = createZfmParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
};

describe("packets of a ZFM module", () => {
  it.each([
    ["verify password", encodeCommand(0x13, 0, 0, 0, 0), "EF01 FFFFFFFF 01 0007 13 00000000 001B"],
    ["read parameters", encodeCommand(0x0f), "EF01 FFFFFFFF 01 0003 0F 0013"],
    ["take image", encodeCommand(0x01), "EF01 FFFFFFFF 01 0003 01 0005"],
    ["upload image", encodeCommand(0x0a), "EF01 FFFFFFFF 01 0003 0A 000E"],
    ["set speed 115200", encodeCommand(0x0e, 4, 12), "EF01 FFFFFFFF 01 0005 0E 04 0C 0024"],
    ["set packet size 256", encodeCommand(0x0e, 6, 3), "EF01 FFFFFFFF 01 0005 0E 06 03 001D"],
    ["empty library", encodeCommand(0x0d), "EF01 FFFFFFFF 01 0003 0D 0011"],
    ["ok", encodePacket(packetKind.ack, Uint8Array.of(0)), "EF01 FFFFFFFF 07 0003 00 000A"],
    [
      "data",
      encodePacket(packetKind.data, new Uint8Array(128).fill(0xff)),
      `EF01 FFFFFFFF 02 0082 ${"FF".repeat(128)} 8004`,
    ],
    [
      "last data",
      encodePacket(packetKind.lastData, new Uint8Array(128)),
      `EF01 FFFFFFFF 08 0082 ${"00".repeat(128)} 008A`,
    ],
  ])("%s is written as the manual prints it", (_name, packet, hex) => {
    expect(Buffer.from(packet).toString("hex")).toBe(hex.replaceAll(" ", "").toLowerCase());
  });

  it("reads the parameters of the manual's example", () => {
    const [packet] = parse(bytesOf("EF01 FFFFFFFF 07 0013 00000000 0900A200 03FFFFFF FF000200 06 04CC"));
    expect(readParameters(packet?.content ?? new Uint8Array(0))).toEqual({
      systemId: 9,
      baudRateBps: 57_600,
      packetBytes: 128,
    });
  });

  it("refuses parameters that no module has", () => {
    const block = bytesOf("00000000 0900A200 03FFFFFF FF000200 06".replaceAll(" ", ""));
    expect(readParameters(block)).not.toBeNull();
    expect(readParameters(block.subarray(1))).toBeNull();
    expect(readParameters(block.map((byte, at) => (at === 14 ? 4 : byte)))).toBeNull();
    expect(readParameters(block.map((byte, at) => (at === 16 ? 0 : byte)))).toBeNull();
  });

  const packet = fc.record({
    kind: fc.constantFrom(...Object.values(packetKind)),
    content: fc.uint8Array({ minLength: 1, maxLength: 256 }),
  });
  const noise = fc.uint8Array({ max: 0xee, maxLength: 30 });

  it("are found in any stream, torn at every byte", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(noise, packet), { maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        (stream, step) => {
          const bytes = stream.flatMap(([before, { kind, content }]) => [...before, ...encodePacket(kind, content)]);
          const chunks = Array.from({ length: Math.ceil(bytes.length / step) }, (_, at) =>
            Uint8Array.from(bytes.slice(at * step, (at + 1) * step)),
          );
          expect(parse(...chunks)).toEqual(stream.map(([, one]) => one));
        },
      ),
    );
  });

  it("are never taken for whole when a byte of them is damaged", () => {
    fc.assert(
      fc.property(packet, fc.nat(), fc.integer({ min: 1, max: 255 }), (sent, position, flip) => {
        const bytes = encodePacket(sent.kind, sent.content);
        // Start code and address are not under the checksum: damage there loses the packet or does not matter.
        const at = 6 + (position % (bytes.length - 6));
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const next = encodePacket(
          packetKind.ack,
          Uint8Array.from({ length: 40 }, (_, place) => place),
        );
        const found = parse(bytes, next).filter((one): one is ZfmPacket => one !== null);
        expect(found).not.toContainEqual(sent);
      }),
    );
  });

  it("leave no harm when any bytes at all come in", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 10 }), (chunks) => {
        const parser = createZfmParser();
        for (const chunk of chunks)
          for (const one of parser.push(chunk)) if (one) expect(one.content.length).toBeLessThan(257);
      }),
    );
  });
});

describe("an uploaded image", () => {
  it("has its left pixel in the high half, 16 levels from black to white", () => {
    const image = unpackZfmImage(new Uint8Array(36_864).fill(0x0f));
    expect(image).toMatchObject({ widthPx: 256, heightPx: 288 });
    expect([...(image?.pixels.subarray(0, 4) ?? [])]).toEqual([0, 255, 0, 255]);
    expect(unpackZfmImage(new Uint8Array(18_432))).toMatchObject({ widthPx: 192, heightPx: 192 });
  });

  it("of any other size is none", () => {
    for (const length of [0, 1, 36_863, 36_865, 18_433]) expect(unpackZfmImage(new Uint8Array(length))).toBeNull();
  });
});
