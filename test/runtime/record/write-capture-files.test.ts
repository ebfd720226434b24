import { expect, it } from "vitest";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { readInk } from "../../../pipelines/signature/read-ink.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { ownEncoding } from "../../../runtime/record/image-encoding.ts";
import { packageFileName } from "../../../runtime/record/package-files.ts";
import { writeCaptureFiles } from "../../../runtime/record/write-capture-files.ts";
import { readByTable } from "./iso/read-by-table.ts";
import { live, signatureCapture } from "./sample-content.ts";

it("the signature's record holds the series its pictures are drawn from, the points as they came lie beside it", async () => {
  const written = synthesiseSignature(createRandom("spiked"));
  const spikeAt = written.points.findIndex(({ down }, index) => down && index > 40);
  const points = written.points.map((point, index) => (index === spikeAt ? { ...point, x: 1, y: 1 } : point));
  const ink = { ...written, points };
  const { strokes, spikes } = readInk(ink);
  expect(spikes).toBe(1);

  const { files } = await writeCaptureFiles({ ...signatureCapture(live), ink }, ownEncoding);
  const bytesOf = (name: string) => files.find((file) => file.name === name)!.bytes;
  const record = bytesOf(packageFileName.signature);
  const series = readByTable(record);
  expect(series.end).toBe(record.length);
  const inked = series.points.filter(({ tip }) => tip === 1);
  expect(inked).toHaveLength(strokes.flat().length);
  for (const [index, { x, y, t, p }] of strokes.flat().entries()) {
    const { xMm, yMm, tMs, force } = inked[index]!;
    expect(Math.abs(xMm - x)).toBeLessThanOrEqual(0.0101);
    expect(Math.abs(yMm - (ink.heightMm - y))).toBeLessThanOrEqual(0.0101);
    expect(Math.abs(tMs - t)).toBeLessThanOrEqual(0.51);
    expect(force).toBe(Math.round(p * 4095));
  }
  // The pen is up between any two strokes.
  const lifts = series.points.filter(({ tip }, index) => tip === 0 && series.points[index - 1]?.tip === 1);
  expect(lifts).toHaveLength(strokes.length - 1);

  expect(JSON.parse(new TextDecoder().decode(bytesOf(packageFileName.signatureInk)))).toEqual(ink);
});
