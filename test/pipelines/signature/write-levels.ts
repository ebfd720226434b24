import { writeFile } from "node:fs/promises";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { assessSignature, defaultSignatureLimits } from "../../../pipelines/signature/assess-signature.ts";
import type { SignatureLimits } from "../../../pipelines/signature/signature-limits.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { type MeasuredPaper, measurePaper } from "./measure-paper.ts";

/**
 * Writes docs/signature.md: the limits as they are, how far signatures that should pass stay from them, and how much of the
 * ink is found on paper. `node test/pipelines/signature/write-levels.ts [SHEETS]`, a second or two a sheet.
 */
const sheets = Number(process.argv[2] ?? 120);
const signers = 300;
const limits = defaultSignatureLimits;

type Row = readonly [limit: keyof SignatureLimits, measure: string, unit: string, reason: string, about: string];

const rows: readonly Row[] = [
  ["extentMinMm", "extentMm", "mm", "too-small", "longer side of the ink, at least"],
  ["dotMaxMm", "extentMm", "mm", "dot", "longer side of what is a dot, at most"],
  ["pathMinMm", "pathMm", "mm", "too-short", "way of the pen, at least"],
  ["durationMinMs", "durationMs", "ms", "too-short", "first to last touch, at least; not asked of paper"],
  ["outsideMaxRatio", "outsideRatio", "", "out-of-area", "share of the points beyond the pad, at most"],
  ["lostMaxRatio", "lostRatio", "", "interrupted", "share of the way missing from the reports, at most"],
  ["edgePointsMax", "edgePoints", "", "cut-off", "points on the pad's or sheet's very edge, at most"],
  ["lineDeviationMaxRatio", "lineDeviationRatio", "", "line", "width over length of what is a bare line, at most"],
  ["inkContrastMin", "inkContrast", "gray levels", "too-faint", "paper against ink, at least; paper only"],
  ["resolutionMinPpi", "resolutionPpi", "ppi", "resolution-too-low", "of the scan, at least; paper only"],
];

await writeFile("docs/signature.md", await describe());

async function describe(): Promise<string> {
  const padMeasures = Array.from({ length: signers }, (_, index) => measurePad(`signer-${index}`));
  const measured: MeasuredPaper[] = [];
  for (let sheet = 0; sheet < sheets; sheet += 1) measured.push(await measurePaper(`levels-${sheet}`));
  const paperMeasures = measured.map(({ image }) => assess({ kind: "paper", image }));
  const spread = (name: string) => {
    const source = name === "inkContrast" || name === "resolutionPpi" ? paperMeasures : padMeasures;
    const values = source.map((measures) => measures[name] ?? 0);
    return [0, 0.05, 0.5, 0.95, 1].map((share) => write(quantile(values, share))).join(" | ");
  };
  const limitRows = rows.map(
    ([limit, measure, unit, reason, about]) =>
      `| ${reason} | ${about} | ${String(limits[limit])}${unit === "" ? "" : ` ${unit}`} | ${spread(measure)} |`,
  );
  const groups: readonly (readonly [string, (paper: MeasuredPaper) => boolean])[] = [
    ["all", () => true],
    ["pen and stamp of different colours, or no stamp", ({ isSameColour }) => !isSameColour],
    ["no stamp", ({ scene }) => scene.stamp === null],
    ["black pen, coloured stamp", ({ scene }) => scene.pen.colour === "black" && scene.stamp !== null],
    [
      "blue pen, red or violet stamp",
      ({ scene, isSameColour }) => scene.pen.colour === "blue" && scene.stamp !== null && !isSameColour,
    ],
    ["blue pen, blue stamp", ({ isSameColour }) => isSameColour],
    ["ruled or squared", ({ scene }) => scene.form === "lines" || scene.form === "squares"],
    ["photographed on a table", ({ scene }) => scene.tableMm > 0],
    ["pen of 0.45 mm or less", ({ scene }) => scene.pen.widthMm <= 0.45],
  ];
  const paperRows = groups.map(([name, belongs]) => {
    const ious = measured.filter(belongs).map(({ iou }) => iou);
    const found = quantile(
      measured.filter(belongs).map(({ recallRatio }) => recallRatio),
      0.5,
    );
    return `| ${name} | ${ious.length} | ${[0, 0.1, 0.5].map((share) => quantile(ious, share).toFixed(2)).join(" | ")} | ${found.toFixed(2)} |`;
  });
  return `# Signatures: limits, and what was measured

Written by \`make signature\`; simulated signatures throughout, so that the truth is known.
No figure here says how people's own signatures fare: none was measured.

## Limits

Limits are this project's own; no standard sets any. The five columns at the right are what ${signers} simulated full
signatures on a pad have (for the last two rows: the ${sheets} sheets below), from least to most, 5 and 95 of 100 between.

| reason | what is asked | limit | least | 5 % | middle | 95 % | most |
| --- | --- | --- | --- | --- | --- | --- | --- |
${limitRows.join("\n")}

\`blank\` is no ink at all, \`malformed\` numbers that no pen can have written. A bare line passes only where two people have
allowed it beforehand for somebody who cannot write; the package names them and their reason. Without that an operator may
accept it as any capture below its limit.

## On paper

${sheets} sheets, drawn at random: black or blue pen of 0.3 to 0.9 mm, plain, ruled, squared, boxed or above a printed name,
pale or toner print, half of them stamped across the ink in red, violet or blue, 200 or 300 ppi, shaded, two of five
photographed on a table with turn and perspective; stored as JPEG of quality 80. IoU is ink found and true over ink found
or true, pixel by pixel of the straightened sheet. Limits were chosen on other seeds.

| sheets | how many | least IoU | 10 % | middle | ink found, middle |
| --- | --- | --- | --- | --- | --- |
${paperRows.join("\n")}

Known limits: pen and stamp of one colour are told apart by their depth alone, and where the stamp is as dark as the pen it
stays. Ink in red or violet counts as a stamp: papers are signed in black or blue. A gray scan has no colours, so that a stamp
as deep as the pen stays. Text that the signature touches stays with it. A perfectly straight thin line that is fainter than
other ink counts as printed, and so do five or more small
letters of one height in a row: a name in block letters is no signature here.

A page of print is none either (\`print\`): more than ${limits.printRowsMax} lines of text on the sheet, more than ${limits.piecesMax} pieces of ink, ink wider than
${limits.extentMaxMm} mm, ${100 * limits.typeMaxRatio} % of it a headline or the sides of a table, or below a line of text nothing larger than ${limits.letterMinRatio} letters.
Whoever signs a whole letter or form is asked for a sheet of its own. A picture without a line of text, such as a photograph
of a face, may still pass.
`;
}

function measurePad(seed: string) {
  return { ...assess(synthesiseSignature(createRandom(seed))) };
}

function assess(sample: Parameters<typeof assessSignature>[0]): Readonly<Record<string, number>> {
  const { measures, extentMm } = assessSignature(sample, defaultSignatureLimits);
  return { ...measures, extentMm: Math.max(extentMm.width, extentMm.height) };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function write(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
