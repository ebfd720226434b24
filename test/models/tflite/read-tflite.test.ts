import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertTflite } from "../../../models/convert/convert-tflite.ts";
import { readTflite } from "../../../models/tflite/read-tflite.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { tinyTflite } from "./tiny-tflite.ts";

const whole = tinyTflite();
const signature = {
  name: "tiny",
  inputNote: "",
  outputs: [{ tensor: "output", name: "output", shape: [1, 1, 2, 2], note: "" }],
};

/** The converted model, or undefined when the bytes are refused as they should be. */
function tryConverting(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return convertTflite(bytes, "tiny.tflite", signature);
  } catch (error) {
    if (error instanceof BoothError && error.code === "model.unsupported") return undefined;
    throw error;
  }
}

describe("readTflite", () => {
  it("reads tensors, operators and ends of the graph", () => {
    const model = readTflite(whole, "tiny.tflite");
    expect(model.tensors.map(({ name, shape, type }) => ({ name, shape, type }))).toEqual([
      { name: "input", shape: [1, 2, 2, 1], type: "float32" },
      { name: "output", shape: [1, 2, 2, 1], type: "float32" },
    ]);
    expect(model.operators.map(({ kind, inputs, outputs }) => ({ kind, inputs, outputs }))).toEqual([
      { kind: "RELU", inputs: [0], outputs: [1] },
    ]);
    expect([model.inputs, model.outputs]).toEqual([[0], [1]]);
  });

  it("reads the same from a Node buffer, whose slices are views", () => {
    expect(readTflite(Buffer.from(whole), "tiny.tflite").tensors).toEqual(readTflite(whole, "tiny.tflite").tensors);
  });

  it("refuses a file torn at any byte before the padding that ends it", () => {
    const paddingBytes = whole.length - (whole.findLastIndex((byte) => byte !== 0) + 1);
    for (let length = 0; length < whole.length - paddingBytes; length++) {
      expect(tryConverting(whole.slice(0, length)), `cut at ${length}`).toBeUndefined();
    }
    expect(tryConverting(whole)).toBeDefined();
  });

  it("converts or refuses whatever single byte has changed", () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const bent = whole.slice();
        bent[at] = value;
        expect(() => tryConverting(bent)).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it("refuses noise", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(tryConverting(noise)).toBeUndefined();
      }),
    );
  });

  it("names the file and what is wrong with it", () => {
    expect(() => readTflite(new Uint8Array(64), "some.tflite")).toThrow(/some\.tflite/);
  });
});
