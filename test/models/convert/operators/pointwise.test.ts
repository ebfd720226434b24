import { describe, expect, it } from "vitest";
import { expectClose, runOperator, scatter } from "../run-operator.ts";

const input = scatter([1, 2, 3, 4], 1);
const outputShape = input.shape;
const wide = { shape: input.shape, values: input.values.map((value) => value * 8) };

describe("activations", () => {
  it("cuts below zero for RELU", async () => {
    const actual = await runOperator({ kind: "RELU", input, outputShape });
    expectClose(
      actual,
      input.values.map((value) => Math.max(value, 0)),
    );
  });

  it("squeezes into 0 to 1 for LOGISTIC", async () => {
    const actual = await runOperator({ kind: "LOGISTIC", input: wide, outputShape });
    expectClose(
      actual,
      wide.values.map((value) => 1 / (1 + Math.exp(-value))),
    );
  });

  it("follows x · clamp(x / 6 + 1/2) for HARD_SWISH, past both ends", async () => {
    const actual = await runOperator({ kind: "HARD_SWISH", input: wide, outputShape });
    expectClose(
      actual,
      wide.values.map((value) => value * Math.min(Math.max(value / 6 + 0.5, 0), 1)),
    );
  });

  it("takes one slope a channel for PRELU", async () => {
    const slopes = scatter([1, 1, 4], 2);
    const actual = await runOperator({ kind: "PRELU", input, constants: [slopes], outputShape });
    expectClose(
      actual,
      input.values.map((value, index) => (value < 0 ? value * slopes.values[index % 4]! : value)),
    );
  });
});

describe("arithmetic", () => {
  it("adds a constant of one number a channel along the channels", async () => {
    const offsets = scatter([4], 3);
    const actual = await runOperator({ kind: "ADD", input, constants: [offsets], outputShape });
    expectClose(
      actual,
      input.values.map((value, index) => value + offsets.values[index % 4]!),
    );
  });

  it("multiplies with a whole plane of constants cell by cell", async () => {
    const factors = scatter([1, 2, 3, 4], 4);
    const actual = await runOperator({ kind: "MUL", input, constants: [factors], outputShape });
    expectClose(
      actual,
      input.values.map((value, index) => value * factors.values[index]!),
    );
  });
});

it("refuses an operator that it does not know, by name", async () => {
  const refused = runOperator({ kind: "SOFTMAX", input, outputShape });
  await expect(refused).rejects.toMatchObject({ code: "model.unsupported", detail: { problem: "operator SOFTMAX" } });
});
