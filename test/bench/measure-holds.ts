import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import type { VisitChange } from "../../runtime/visit/visit-desk.ts";
import { watchLoop } from "../watch-loop.ts";
import { runVisit, stageOf } from "./bench-visit.ts";
import type { Figure } from "./figure.ts";

const runs = 3;
const still = { width: 3_000, height: 4_000 } as const;

/**
 * How long one piece of work ever holds the booth's own thread in a whole visit with a portrait of 12 megapixels, by
 * stage; the most of all runs. Until the package is sealed: what comes after is the office's work too, which here is in
 * the same process.
 */
export async function measureHolds(residentDir: string): Promise<readonly Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), "bilik-bench-hold-"));
  try {
    await cp(residentDir, dir, { recursive: true, filter: (path) => !/face\.(png|jpg)$/.test(path) });
    await sharp(join(residentDir, "face.png"))
      .resize({ ...still, fit: "fill" })
      .jpeg({ quality: 95 })
      .toFile(join(dir, "face.jpg"));
    const holds = new Map<string, number>();
    for (let run = 0; run < runs; run += 1) {
      const watch = watchStages();
      await runVisit(dir, watch.note);
      for (const [stage, heldMs] of watch.read()) holds.set(stage, Math.max(holds.get(stage) ?? 0, heldMs));
    }
    return [...holds].map(([stage, value]) => ({
      ...({ bench: "hold", unit: "ms", runs } as const),
      figure: `event loop held at most, processor time of its thread: ${stage}`,
      value,
    }));
  } finally {
    await rm(dir, { recursive: true });
  }
}

function watchStages() {
  const holds = new Map<string, number>();
  let loop: ReturnType<typeof watchLoop> | null = null;
  let isSealed = false;
  const keep = (stage: string, heldMs: number) => holds.set(stage, Math.max(holds.get(stage) ?? 0, heldMs));
  return {
    note: ({ event: { deed } }: VisitChange) => {
      const held = loop?.stop();
      if (held !== undefined && !isSealed) {
        keep(stageOf(deed), held.longestHoldMs);
        keep("whole visit, opened → package sealed", held.longestHoldMs);
      }
      isSealed ||= deed.kind === "package-sealed";
      loop = isSealed ? null : watchLoop();
    },
    read: () => holds,
  };
}
