import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeCanonicalJson, type JsonValue } from "../../../runtime/kernel/canonical-json.ts";

it("spells a value in one way, whatever the order of its keys", () => {
  expect(encodeCanonicalJson({ b: [1, { z: null, a: "é" }], a: true }).toString()).toBe(
    '{"a":true,"b":[1,{"a":"é","z":null}]}',
  );
});

it("sorts keys by UTF-16 code unit, as in the example of RFC 8785, 3.2.3", () => {
  const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 };
  expect(encodeCanonicalJson(value).toString()).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
  );
});

it("says what JSON.parse reads back", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = encodeCanonicalJson(value as JsonValue).toString();
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 50 },
  );
});
