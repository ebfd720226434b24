import { plainSlap } from "../../drivers/fingerprint/slap-scene.ts";
import { growSlapSkins } from "../../drivers/fingerprint/synthesise-slap.ts";
import { defaultSlapLimits, segmentSlap } from "../../pipelines/fingerprint/slap/segment-slap.ts";
import { drawTrial, SlapTally } from "../pipelines/fingerprint/slap/slap-trial.ts";
import { measureAnchor } from "./anchor.ts";
import { type Figure, median, timeRuns } from "./figure.ts";

/** The slaps of this seed were never looked at while the segmentation was made. */
const seed = "unseen";
const slapsCount = 500;
const timedCount = 25;

/** 500 hard synthetic slaps of 1600×1500 pixels at 500 ppi, one thread. Prints what went wrong, slap by slap. */
export async function benchSlap(): Promise<readonly Figure[]> {
  const skins = growSlapSkins(seed, 12);
  const tally = new SlapTally();
  const timed: ReturnType<typeof drawTrial>[] = [];
  for (let index = 0; index < slapsCount; index += 1) {
    const trial = drawTrial(seed, index, skins, plainSlap.platen);
    tally.add(String(index), trial.slap, trial.wish);
    if (index < timedCount) timed.push(trial);
  }
  for (const mistake of tally.mistakes) console.error(`slap ${mistake}`);
  const relate = await measureAnchor();
  const spent = await timeRuns({ runs: 4 * timedCount, warmUps: timedCount }, (run) => {
    const trial = timed[(run + timedCount) % timedCount];
    if (trial !== undefined) segmentSlap(trial.slap.image, trial.wish, defaultSlapLimits);
  });
  const share = (figure: string, count: number, of: number): Figure => ({
    bench: "slap",
    figure,
    value: count / of,
    unit: "ratio",
    runs: of,
  });
  const { slaps, swapped } = tally;
  return [
    share("right: number, positions, boxes (IoU ≥ 0.5), hand right or unsure", slaps - tally.grossMistakes, slaps),
    share("right with every box at IoU ≥ 0.6", slaps - tally.mistakes.length, slaps),
    share("other hand in the place of the one asked for: caught", tally.swapsCaught, swapped),
    share("right hand called wrong", tally.falseAlarms, slaps),
    share("hand not told", tally.unsure, slaps),
    {
      bench: "slap",
      figure: "segment a slap, 1600×1500",
      value: median(spent),
      unit: "ms",
      runs: spent.length,
      ratio: relate(median(spent)),
    },
  ];
}
