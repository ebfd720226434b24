import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSvg } from "../../../pipelines/signature/draw-svg.ts";
import { readSignatureSvg, writeSignatureSvg } from "../../../runtime/record/signature-svg.ts";
import { live, simulated } from "./sample-content.ts";

const nib = fc.record({
  xMm: fc.double({ min: -300, max: 300, noNaN: true }),
  yMm: fc.double({ min: -300, max: 300, noNaN: true }),
  radiusMm: fc.double({ min: 0.05, max: 1, noNaN: true }),
});
const lines = fc.array(fc.array(nib, { maxLength: 8 }), { maxLength: 4 });
const dot = drawSvg([[{ xMm: 5, yMm: 5, radiusMm: 0.4 }]]);

function read(text: string) {
  return readSignatureSvg(new TextEncoder().encode(text));
}

describe("writeSignatureSvg", () => {
  it("writes a live signature as it was drawn, and every drawing can be read", () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const svg = drawSvg(drawn);
        const bytes = writeSignatureSvg(svg, live);
        expect(new TextDecoder().decode(bytes)).toBe(svg);
        const { path, comments, widthMm } = readSignatureSvg(bytes);
        expect(comments).toEqual([]);
        expect(path === "").toBe(!drawn.some((line) => line.length > 0));
        expect(svg).toContain(`width="${widthMm.toFixed(3)}mm"`);
      }),
    );
  });

  it("describes a simulated one, whatever its device is called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (serial) => {
        const bytes = writeSignatureSvg(dot, { ...simulated, serial });
        const { comments, path } = readSignatureSvg(bytes);
        expect(comments).toHaveLength(1);
        expect(comments[0]).toMatch(/^SIMULATED /);
        expect(path).toBe(read(dot).path);
      }),
    );
    expect(readSignatureSvg(writeSignatureSvg(dot, { ...simulated, serial: `<&">` })).comments).toEqual([
      `SIMULATED <&">`,
    ]);
  });
});

describe("readSignatureSvg", () => {
  it.each([
    ["a script", dot.replace("<path", "<script>x()</script><path")],
    ["a handler", dot.replace("<svg ", '<svg onload="x()" ')],
    ["a reference", dot.replace("<path", '<image href="http://x/"/><path')],
    ["a second path", dot.replace("</svg>", '<path d="M0 0z"/></svg>')],
    ["a style on the path", dot.replace("<path ", '<path style="x" ')],
    ["a declaration before it", `<?xml version="1.0"?>${dot}`],
    ["something after it", `${dot} `],
    ["another unit", dot.replace("mm", "cm")],
    ["markup in its description", dot.replace("<path", "<desc><b/></desc><path")],
    ["nothing", ""],
  ])("refuses %s", (_, text) => {
    expect(() => read(text)).toThrow("record.invalid");
  });

  it("refuses what is cut at any place, and what is not text", () => {
    for (let length = 0; length < dot.length; length += 1) expect(() => read(dot.slice(0, length))).toThrow();
    expect(() => readSignatureSvg(Uint8Array.of(0xff, 0xfe))).toThrow("record.invalid");
  });

  it("never throws anything but its refusal, on any bytes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => dot.replace("M", text)),
        ),
        (text) => {
          try {
            read(text);
          } catch (error) {
            expect(error).toMatchObject({ code: "record.invalid" });
          }
        },
      ),
    );
  });
});
