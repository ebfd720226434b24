import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noJson, readLeadingJson } from "../../../drivers/transport/read-leading-json.ts";

const container = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));

describe("leading JSON", () => {
  it("is found whatever comes behind it", () => {
    fc.assert(
      fc.property(container, fc.string(), (value, rest) => {
        const text = JSON.stringify(value);
        expect(readLeadingJson(`${text}${rest.replaceAll(/[\s\S]/g, "#")}`)).toEqual(JSON.parse(text));
        expect(readLeadingJson(`  ${text}\r\n\r\n`)).toEqual(JSON.parse(text));
        expect(readLeadingJson(`${text}]}`)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("is nothing when it is cut anywhere", () => {
    const text = JSON.stringify({ a: ['"}]', "\\", { b: null }], c: '\\"' });
    for (let at = 0; at < text.length; at += 1) expect(readLeadingJson(text.slice(0, at))).toBe(noJson);
    expect(readLeadingJson(text)).not.toBe(noJson);
  });

  it("is no bare word, number or text", () => {
    for (const text of ["", "null", "12", '"a"', "true", "HTTP/1.1 200 OK", "]", "\u0000"]) {
      expect(readLeadingJson(text)).toSatisfy((value) => value === noJson || value === null);
    }
  });

  it("never throws, and takes time only with the length", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'[]{}"\\,:1a ') }), (text) => {
        readLeadingJson(`[${text}`);
      }),
    );
    const startMs = performance.now();
    readLeadingJson("[".repeat(1_000_000));
    readLeadingJson(`["${'\\"'.repeat(500_000)}`);
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });
});
