import { writeFile } from "node:fs/promises";
import { loadFaceModels } from "../face-rig.ts";
import { loadLevelFaces, photosMissing } from "./level-faces.ts";
import { type LevelSeries, levelSeries } from "./level-series.ts";
import { type LevelRow, measureLevels } from "./measure-levels.ts";

const reportPath = "docs/portrait.md";

const introduction = `# What is measured of a portrait

Written by \`make portrait\`; never by hand.

\`bilik score face FILE --json\` gives these measures, of the photo as it came; its score and reasons are those of the
portrait that the booth would cut from it, whose own measures are under \`portrait\`. A name that ends in \`Native\` is the value of a component of
ISO/IEC 29794-5 in that standard's own unit, computed by our own code on our own landmarks; the same name without it is
the 0–100 score, by the mapping that the standard's reference software publishes (checked on its table of 28 images by 28
components, \`test/pipelines/face/map-quality.test.ts\`). Names that end in \`Ratio\`, \`Deg\`, \`Chroma\`, \`Spread\` or
\`Blotches\`, and sharpness, are ours. Nothing here claims conformance: the unified score, occlusion, expression and head
coverings need networks that are not published for use, and are not measured.

Limits are policy: \`pipelines/face/face-limits.ts\`.

## Geometry

A portrait is cut 3 by 4 with the eyes 25 to 31 % of its width apart and 36 to 48 % of its height from the top, with room
for the crown; where no such frame lies within the photo, and the photo is not itself full frontal (head 50 to 75 % of the
width, proportions 0.74 to 0.80, eyes 30 to 50 % from the top), it has the reason \`too-near\`, \`off-centre\` or
\`off-height\`, live and in the end. The record says full frontal only of what measures so. A webcam of 640 × 480 serves
where the eyes are 90 to 111 px apart: within a fifth of the distance, as 90 px are the least and 480 the height.

## Presentation attacks

Nothing is measured of whether a living person sits before the camera: a printed face, a screen or a mask is judged like a
face. No claim is made, and none should be inferred from a good score. Networks for it can be had: \`@vladmandic/human\`,
under MIT, has two. What they were trained and tested on is not told, on photographs of real people one of them put an
eighth below its own limit, and the other took drawn heads for live ones; nothing is known of attacks on them. An advice
like that would mislead an officer, so that it is not built in, not even switched off. What stands against it in a booth is
the officer who sees the resident come and sit, the fingerprints and the eyes that are taken from the same person, and the
certified devices. Error rates by ISO/IEC 30107-3 need attacks on this very booth.

## Backdrop

The colour is judged by the patches of the person mask's backdrop above the shoulders, each by its hue and by the ratios of
its channels in linear light: both stay as they are in shade. \`test/pipelines/face/backdrop-suite.test.ts\` puts drawn
people of all skin tones, and a photographed one, before 300 backdrops (shade, slope, folds, wrong cloths, their near
neighbours, busy rooms): no wrong one may be accepted, and two in a hundred right ones refused at most. The ranges of the
cloths were developed on the seed \`dev\`; the test draws another. Cloths are drawn under white light with a warm or cool
cast of 8 %; a booth whose lamp or camera is further off is calibrated by a gray card
([devices.md](devices.md#colours-of-the-face-camera)): in \`test/pipelines/face/backdrop-casts.test.ts\` people before 60
backdrops are lit by 3,000 K and by 7,500 K, and a calibrated camera must judge them as in neutral light, with no wrong cloth
accepted.

Orange is the difficult one. Saddle brown in full light is the orange of a cloth in a third of it, pixel for pixel; chocolate
is one that leans to red, in seven tenths. So an orange counts only from four tenths of the light on, and one that leans to
red (a hue angle below 57°) only in nearly all of it: choose a cloth of 59° or more, about sRGB 234, 126, 28, and light
it as well as the face. Ochre (204, 119, 34) is such an orange in three quarters of the light, and passes.

## How each measure follows the change that drives it

Each row is one face, made worse in nine levels. \`test/pipelines/face/levels/measure-levels.test.ts\` demands that every
level moves the measure the right way.

The photograph is a NASA portrait in the public domain, as it is and cut out before a cloth, warped by its landmarks where
lids, lips, irises or the head are to move (by half the angle that is named, for a turn or tilt, and onto the head's own
outline, so that less is read than was turned); the others are drawings with known truth
(\`drivers/face-camera/render-face.ts\`), which show that code is right, not how well a network does on people.

The pose of drawn people, six skins with and without scarf and glasses in ten poses each, is right to 0.6–1.4° in yaw,
0.7–1.7° in pitch and 0.2–0.5° in roll on average (\`test/pipelines/face/assess-face.test.ts\` prints each). Two things in
the fit were chosen on such drawings: five points under hair or cloth are left out, and depth is taken for 5 % more than the
network says. On the photograph the pitch reads 9.6° down, and what it truly is nobody knows. A cloth over the chin
reads as a chin held 4 to 5° too low; a scarf that leaves the chin's line free does not.

What the tables also show:
- A look aside is read up to 10° off the truth on drawings, 3° on average, and most where it goes far; a look up or down up
  to 13° off, and not beyond some 14°: further down the lids hide the iris. The factors behind both were
  chosen on such drawings, and nothing is known of real eyes. So the limits of 15° and 20° tell a look away from a look
  ahead, and no more.
- The lids' network may take eyes that are less than half open for shut.
- Haze, which is white, takes the contrast of dark skin sooner than that of fair skin; the limit leaves room for that.
`;

/** Measures every series and writes the tables of levels. */
async function main(): Promise<void> {
  const models = await loadFaceModels();
  const faces = await loadLevelFaces(models);
  const parts = [introduction];
  if (photosMissing.length > 0) parts.push(`No photograph was at hand (${photosMissing.join(", ")}).\n`);
  for (const series of levelSeries) {
    process.stdout.write(`${series.change}\n`);
    parts.push(formatSeries(series, await measureLevels(series, faces, models)));
  }
  await writeFile(reportPath, parts.join("\n"));
}

function formatSeries({ change, levels }: LevelSeries, rows: readonly LevelRow[]): string {
  const title = `### ${change.charAt(0).toUpperCase()}${change.slice(1)}`;
  const header = ["measure", "face", ...levels.map(String)];
  const rule = header.map((_, column) => (column < 2 ? "---" : "---:"));
  const ordered = [...rows].sort((a, b) => a.measure.localeCompare(b.measure));
  const body = ordered.map(({ measure, direction, face, values }) => [
    `\`${measure}\` ${direction === "up" ? "↑" : "↓"}`,
    face,
    ...values.map(formatValue),
  ]);
  return [title, "", ...[header, rule, ...body].map((cells) => `| ${cells.join(" | ")} |`), ""].join("\n");
}

function formatValue(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

await main();
