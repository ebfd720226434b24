import { describe, expect, it } from "vitest";
import { type Block, expectClose, runOperator, scatter } from "../run-operator.ts";

describe("reshape", () => {
  it("keeps a plane's numbers in channel-last order, as the detector's anchors need", async () => {
    const input = scatter([1, 2, 3, 4], 1);
    expectClose(await runOperator({ kind: "RESHAPE", input, outputShape: [1, 6, 4] }), input.values);
  });

  it("passes a single cell through", async () => {
    const input = scatter([1, 1, 1, 12], 2);
    expectClose(await runOperator({ kind: "RESHAPE", input, outputShape: [1, 4, 3] }), input.values);
  });
});

describe("pad", () => {
  it("adds empty channels after, where residual blocks grow", async () => {
    const input = scatter([1, 2, 2, 2], 3);
    const constants = [{ shape: [4, 2], values: [0, 0, 0, 0, 0, 0, 0, 1], type: "int32" as const }];
    const wanted = input.values.flatMap((value, index) => (index % 2 === 1 ? [value, 0] : [value]));
    expectClose(await runOperator({ kind: "PAD", input, constants, outputShape: [1, 2, 2, 3] }), wanted);
  });

  it("adds a row above and a column to the right", async () => {
    const input = scatter([1, 1, 2, 1], 4);
    const constants = [{ shape: [4, 2], values: [0, 0, 1, 0, 0, 1, 0, 0], type: "int32" as const }];
    const wanted = [0, 0, 0, ...input.values, 0];
    expectClose(await runOperator({ kind: "PAD", input, constants, outputShape: [1, 2, 3, 1] }), wanted);
  });
});

describe("strided slice", () => {
  const input = scatter([1, 1, 1, 3], 5);
  const slice = (end: number) => ({
    kind: "STRIDED_SLICE",
    input,
    constants: [
      [0, 0, 0, 0],
      [1, 1, 1, end],
      [1, 1, 1, 1],
    ].map((values) => ({ shape: [4], values, type: "int32" as const })),
    outputShape: [1, 1, 1, end],
  });

  it("passes through when it keeps everything", async () => {
    expectClose(await runOperator(slice(3)), input.values);
  });

  it("is refused when it cuts something off", async () => {
    await expect(runOperator(slice(2))).rejects.toMatchObject({ code: "model.unsupported" });
  });
});

describe("pooling", () => {
  const window = (padding: number) => ({ 0: padding, 1: 2, 2: 2, 3: 2, 4: 2 });

  it("takes the largest of each window, the odd edge padded after", async () => {
    const input = scatter([1, 3, 4, 2], 6);
    const at = (y: number, x: number, channel: number) => input.values[(y * 4 + x) * 2 + channel]!;
    const wanted: number[] = [];
    for (const y of [0, 2]) {
      for (const x of [0, 2]) {
        for (const channel of [0, 1]) {
          const rows = y + 1 < 3 ? [y, y + 1] : [y];
          wanted.push(Math.max(...rows.flatMap((row) => [at(row, x, channel), at(row, x + 1, channel)])));
        }
      }
    }
    expectClose(
      await runOperator({ kind: "MAX_POOL_2D", input, outputShape: [1, 2, 2, 2], options: window(0) }),
      wanted,
    );
  });

  it("averages a whole plane", async () => {
    const input = scatter([1, 2, 2, 3], 7);
    const wanted = [0, 1, 2].map((channel) =>
      [0, 1, 2, 3].reduce((sum, cell) => sum + input.values[cell * 3 + channel]! / 4, 0),
    );
    const outputShape = [1, 1, 1, 3];
    expectClose(await runOperator({ kind: "AVERAGE_POOL_2D", input, outputShape, options: window(1) }), wanted);
  });

  it("refuses to average less than the whole plane", async () => {
    const input = scatter([1, 4, 4, 1], 8);
    const refused = runOperator({ kind: "AVERAGE_POOL_2D", input, outputShape: [1, 2, 2, 1], options: window(1) });
    await expect(refused).rejects.toMatchObject({ code: "model.unsupported" });
  });
});

describe("bilinear resize", () => {
  /** Linear interpolation on one row; `source` tells where in the row a cell of the result lies. */
  const stretch = ({ values }: Block, count: number, source: (cell: number) => number) =>
    Array.from({ length: count }, (_, cell) => {
      const at = Math.min(Math.max(source(cell), 0), values.length - 1);
      const low = Math.floor(at);
      const high = Math.min(low + 1, values.length - 1);
      return values[low]! * (1 - (at - low)) + values[high]! * (at - low);
    });
  const row = scatter([1, 1, 4, 1], 9);
  const constants = [{ shape: [2], values: [1, 8], type: "int32" as const }];

  it.each([
    {
      name: "lays centres on centres with half pixels",
      options: { 3: 1 },
      source: (cell: number) => (cell + 0.5) / 2 - 0.5,
    },
    { name: "lays corners on corners when aligned", options: { 2: 1 }, source: (cell: number) => (cell * 3) / 7 },
    { name: "scales from the first cell otherwise", options: {}, source: (cell: number) => cell / 2 },
  ])("$name", async ({ options, source }) => {
    const actual = await runOperator({
      kind: "RESIZE_BILINEAR",
      input: row,
      constants,
      outputShape: [1, 1, 8, 1],
      options,
    });
    expectClose(actual, stretch(row, 8, source));
  });
});
