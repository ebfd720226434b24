import { photographPage } from "../../drivers/document-scanner/photograph-page.ts";
import { makeNumber } from "../../drivers/document-scanner/sheet-numbers.ts";
import { synthesisePage } from "../../drivers/document-scanner/synthesise-page.ts";
import type { Pipelines } from "../../runtime/capture/pipelines.ts";
import { createRandom } from "../../runtime/kernel/random.ts";

export type NumberTrial = {
  readonly kind: "scan" | "photograph";
  /** Of five on the sheet: read exactly, and sixteen digits that are not on it. */
  readonly right: number;
  readonly wrong: number;
  readonly count: number;
  readonly elapsedMs: number;
};

const numbersCount = 5;

/** A family card of made-up numbers, scanned at 150 to 300 ppi or photographed; how many of its numbers are read. */
export async function tryNumbers(
  pipelines: Pick<Pipelines, "shapePage" | "readNumbers">,
  seed: string,
  number: number,
): Promise<NumberTrial> {
  const random = createRandom(`${seed}/numbers/${number}`);
  const numbers = Array.from({ length: numbersCount }, () => makeNumber(random));
  const isPhotograph = number % 2 === 1;
  const resolutionPpi = isPhotograph ? 220 : random.pick([150, 200, 300]);
  const flat = { resolutionPpi, numbers, seed: `${seed}/${number}` };
  const sheet = await synthesisePage(
    "kk",
    isPhotograph
      ? { ...flat, noiseLevels: 0, shadeRatio: 0 }
      : { ...flat, skewDeg: random.between(-2, 2), noiseLevels: 3 },
  );
  const view = {
    ...{ seed: `${seed}/${number}`, widthPx: 3_264, heightPx: 2_448, coverRatio: 0.84 },
    ...{ tiltDeg: random.between(0, 18), tiltFromDeg: random.between(0, 360), turnDeg: random.between(-10, 10) },
    ...{ shadowRatio: random.between(0, 0.4), blurPx: random.between(0, 1) },
  };
  const seen = isPhotograph ? (await photographPage(sheet, view)).image : sheet;
  const startMs = performance.now();
  const { image } = await pipelines.shapePage(seen);
  const read = await pipelines.readNumbers(image);
  const elapsedMs = performance.now() - startMs;
  const right = read.numbers.filter(({ digits }) => numbers.includes(digits)).length;
  const kind = isPhotograph ? "photograph" : "scan";
  return { kind, right, wrong: read.numbers.length - right, count: numbersCount, elapsedMs };
}
