import { parseArgs } from "node:util";
import { feedDecoder, soundFiles } from "./feed-decoder.ts";

/**
 * Feeds spoilt files to the WSQ decoder until the time is over: `node run-fuzz.ts [--minutes 10] [--seed text]`. A failure
 * names its seed, and `--only` feeds just that one again.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now()) },
    only: { type: "string" },
  },
});

const files = soundFiles();
const say = (line: string) => process.stdout.write(`${line}\n`);

if (values.only !== undefined) say(JSON.stringify(feedDecoder(files, values.only)));
else {
  const endMs = performance.now() + Number(values.minutes) * 60_000;
  const outcomes = new Map<string, number>();
  let slowest = { seed: "", cpuMs: 0 };
  let run = 0;
  for (; performance.now() < endMs; run += 1) {
    const seed = `${values.seed}-${run}`;
    try {
      const fed = feedDecoder(files, seed);
      const outcome = fed.outcome.replaceAll(/\d+/g, "N");
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (fed.cpuMs > slowest.cpuMs) slowest = fed;
    } catch (error) {
      say(`FAILED with --only ${seed}`);
      throw error;
    }
  }
  for (const [outcome, count] of [...outcomes].sort((a, b) => b[1] - a[1]))
    say(`${String(count).padStart(9)}  ${outcome}`);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1_000);
  say(
    `${run} files from seed ${values.seed}; slowest ${Math.round(slowest.cpuMs)} ms (${slowest.seed}); peak ${peakMb} MB`,
  );
}
