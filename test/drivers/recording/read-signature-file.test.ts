import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSignatureFile } from "../../../drivers/recording/read-signature-file.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { exampleInk } from "../recorded-folder.ts";

const point = { x: 10, y: 20, t: 0, p: 0.5, down: true };
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bilik-signature-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: unknown) {
  const path = join(folder, "signature.json");
  const isRaw = typeof content === "string" || content instanceof Uint8Array;
  await writeFile(path, isRaw ? content : JSON.stringify(content));
  return readSignatureFile(path);
}

describe("readSignatureFile", () => {
  it("reads what a pad recorded", async () => {
    expect(await read(exampleInk)).toEqual({ kind: "ink", ...exampleInk });
  });

  it("supposes a pad a little beyond the ink where its size is not told, also for a bare list of points", async () => {
    const supposed = { kind: "ink", widthMm: 15, heightMm: 25, points: [point] };
    expect(await read({ points: [point] })).toEqual(supposed);
    expect(await read([point])).toEqual(supposed);
    expect(await read({ widthMm: 80, points: [point] })).toEqual({ ...supposed, widthMm: 80 });
  });

  it("counts time from the first point", async () => {
    const points = [
      { ...point, t: 1_000.5 },
      { ...point, t: 1_005.5 },
    ];
    expect((await read({ ...exampleInk, points })).points.map(({ t }) => t)).toEqual([0, 5]);
  });

  it("reads an empty signature: judging it is for the pipeline", async () => {
    expect((await read({ ...exampleInk, points: [] })).points).toEqual([]);
  });

  it.each([
    { what: "NaN", json: `{"widthMm":80,"heightMm":48,"points":[{"x":NaN,"y":1,"t":0,"p":1,"down":true}]}` },
    { what: "Infinity", json: `{"widthMm":Infinity,"heightMm":48,"points":[]}` },
    { what: "a file that was cut off", json: JSON.stringify(exampleInk).slice(0, -2) },
    { what: "an empty file", json: "" },
    { what: "text", json: "signature" },
    { what: "bytes that are no text", json: Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d) },
    { what: "brackets without end", json: "[".repeat(1_000_000) },
  ])("refuses $what", async ({ json }) => {
    await expect(read(json)).rejects.toMatchObject({ code: "signature.invalid" });
  });

  it.each([
    { what: "a number as text", place: "points.0.x", points: [{ ...point, x: "NaN" }] },
    { what: "null, which JSON writes for NaN", place: "points.0.y", points: [{ ...point, y: Number.NaN }] },
    { what: "a missing time", place: "points.0.t", points: [{ x: 1, y: 1, p: 1, down: true }] },
    { what: "negative time", place: "points.0.t", points: [{ ...point, t: -1 }] },
    { what: "pressure above 1", place: "points.0.p", points: [{ ...point, p: 1.5 }] },
    { what: "down as a number", place: "points.0.down", points: [{ ...point, down: 1 }] },
    { what: "a point off the pad", place: "points.1", points: [point, { ...point, x: 81.5 }] },
    { what: "time that runs backwards", place: "points.1", points: [{ ...point, t: 5 }, point] },
    { what: "more than ten minutes", place: "points.1", points: [point, { ...point, t: 600_001 }] },
    { what: "a field nobody knows", place: "points.0", points: [{ ...point, tilt: 3 }] },
  ])("refuses $what and says where", async ({ place, points }) => {
    const refusal = read({ ...exampleInk, points });
    await expect(refusal).rejects.toMatchObject({ code: "signature.invalid" });
    await expect(refusal).rejects.toThrow(place);
  });

  it("refuses a number beyond every number", async () => {
    const json = JSON.stringify(exampleInk).replace('"x":10', '"x":1e999');
    await expect(read(json)).rejects.toMatchObject({ code: "signature.invalid" });
  });

  it("refuses more points than anybody writes", async () => {
    const points = Array.from({ length: 60_001 }, () => point);
    await expect(read({ ...exampleInk, points })).rejects.toMatchObject({ code: "signature.invalid" });
  });

  it("says the first problems only, in one line", async () => {
    const points = Array.from({ length: 100 }, () => ({ ...point, p: 9 }));
    const error = await read({ ...exampleInk, points }).catch((caught) => caught);
    expect(error.detail.problem).toMatch(/and 95 more$/);
    expect(error.detail.problem).not.toContain("\n");
  });

  it("refuses a whole signature cut at any byte", async () => {
    const json = JSON.stringify(exampleInk);
    for (let length = 0; length < json.length; length += 1) {
      await expect(read(json.slice(0, length)), `cut at ${length}`).rejects.toMatchObject({
        code: "signature.invalid",
      });
    }
  });

  it("answers any JSON with a signature or a refusal", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const error = await read(JSON.stringify(value)).then(
          () => null,
          (caught) => caught,
        );
        if (error !== null) expect(error).toBeInstanceOf(BoothError);
      }),
      { numRuns: 50 },
    );
  });
});
