import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "../../../runtime/kernel/canonical-json.ts";

it("sorts members at every depth and writes no white space", () => {
  expect(canonicalJson({ b: [2, { z: null, a: "ü\n" }], a: true, é: 1e21, B: -0 })).toBe(
    '{"B":0,"a":true,"b":[2,{"a":"ü\\n","z":null}],"é":1e+21}',
  );
});

it("is the same text whatever order the members were given in", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
    }),
  );
});

it("is JSON that says the same", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
