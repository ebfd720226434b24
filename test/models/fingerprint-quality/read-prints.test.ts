import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readTrainingData } from "../../../models/fingerprint-quality/read-prints.ts";
import { qualityMeasures } from "../../../pipelines/fingerprint/quality-measures.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bilik-prints-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const columns = qualityMeasures.toReversed();
const measured = [
  ["kind", "set", "print", "score", ...columns],
  ["real", "x", "x-1", 40, ...columns.map((_, at) => at)],
];
const distilled = [
  ["kind", ...columns, "score"],
  ["distilled", ...columns.map(() => 0.5), 7],
];
const write = (name: string, rows: readonly (readonly (string | number)[])[]) =>
  writeFile(join(folder, `${name}.csv.gz`), gzipSync(`${rows.map((row) => row.join(",")).join("\n")}\n`));

describe("readTrainingData", () => {
  it("finds measures by their names, in the forest's order, as float32", async () => {
    await write("measured", measured);
    await write("distilled", distilled);
    const data = await readTrainingData(folder);
    expect(data.measured.columns.map((column) => column[0])).toEqual(qualityMeasures.map((_, at) => 68 - at));
    expect(data.measured).toMatchObject({ kinds: ["real"], sensors: ["x"], scores: Float64Array.of(40) });
    expect(data.distilled).toMatchObject({ kinds: ["distilled"], sensors: [""], scores: Float64Array.of(7) });
  });

  it.each([
    [
      "a measure is missing",
      [
        ["kind", "score"],
        ["real", 1],
      ],
    ],
    ["a cell is no number", [measured[0]!, [...measured[1]!.slice(0, -1), "NA"]]],
  ])("refuses a table where %s", async (_, rows) => {
    await write("measured", rows);
    await expect(readTrainingData(folder)).rejects.toMatchObject({ code: "file.unreadable" });
  });

  it("refuses what is no gzip file, and says which is missing", async () => {
    await expect(readTrainingData(folder)).rejects.toMatchObject({ code: "file.missing" });
    await writeFile(join(folder, "measured.csv.gz"), "kind,score");
    await expect(readTrainingData(folder)).rejects.toMatchObject({ code: "file.unreadable" });
  });
});
