import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openJournal } from "../../runtime/journal/open-journal.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../runtime/kernel/logger.ts";
import { type Figure, median, timeRuns } from "./figure.ts";

const runs = 300;
const groupSize = 64;
const body = { visitId: "00000000-0000-4000-8000-000000000000", note: "x".repeat(240) };

/** One durable journal entry, against a bare append with fdatasync on the same disk; and 64 of them together. */
export async function benchJournal(): Promise<readonly Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), "bilik-bench-"));
  const journal = await openJournal({
    dir: join(dir, "journal"),
    clock: createSystemClock(),
    logger: createSilentLogger(),
  });
  const bare = await open(join(dir, "bare"), "a");
  const line = Buffer.alloc(400, "x");
  try {
    const bareMs = median(
      await timeRuns({ runs, warmUps: 20 }, async () => {
        await bare.write(line);
        await bare.datasync();
      }),
    );
    const oneMs = median(await timeRuns({ runs, warmUps: 20 }, () => journal.append("bench", body)));
    const groupMs = median(
      await timeRuns({ runs: 30, warmUps: 3 }, () =>
        Promise.all(Array.from({ length: groupSize }, () => journal.append("bench", body))),
      ),
    );
    return [
      {
        bench: "journal",
        figure: "one entry, durable",
        value: oneMs,
        unit: "ms",
        runs,
        ratio: { to: "append + fdatasync", value: oneMs / bareMs },
      },
      {
        bench: "journal",
        figure: `entries a second in groups of ${groupSize}`,
        value: (1000 * groupSize) / groupMs,
        unit: "1/s",
        runs: 30,
      },
    ];
  } finally {
    await bare.close();
    await journal.close();
    await rm(dir, { recursive: true });
  }
}
