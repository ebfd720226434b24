import { describe, expect, it } from "vitest";
import { readJournalLines } from "../../booth/journal-lines.ts";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "./attend-by-touch.ts";
import { findVisitor } from "./find-visitor.ts";
import { doHarm, harms } from "./harm.ts";
import { judgeStep, readSettledSteps } from "./judge-step.ts";
import { readDoneVisit } from "./read-outcome.ts";
import { onceMore, sendIn, useBooth } from "./use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`no visit is cut short: ${obstacle}\n`);

const backMaxMs = 10_000;

describe.skipIf(obstacle !== null)(
  "a visit that is cut short at every screen",
  { timeout: 300_000, retry: onceMore },
  () => {
    const { booth, openPage } = useBooth();

    it("goes on at the same one within ten seconds, loses nothing, and captures nothing twice", async () => {
      const page = await openPage();
      await sendIn(page, "good");
      const done: string[] = [];
      const tooSlow: string[] = [];
      const { receiptNumber, end } = await attendByTouch(page, findVisitor("good"), {
        timeoutMs: 240_000,
        onGlance: async ({ screen }, at) => {
          if (done.includes(screen) || screen === "attract") return at;
          const harm = harms[done.length % harms.length];
          if (harm === undefined || screen === "thanks") return at;
          done.push(screen);
          const { stateDir } = booth();
          const events = await readSettledSteps(stateDir);
          const held = await readJournalLines(stateDir);
          const after = await doHarm(harm, at, booth());
          const holds = await readJournalLines(stateDir);
          expect(holds.slice(0, held.length)).toEqual(held);
          expect(await judgeStep({ screen, events }, after.page, stateDir), `${harm} at ${screen}`).toBeNull();
          if (after.backMs > backMaxMs) tooSlow.push(`${screen} ${harm} ${Math.round(after.backMs)}`);
          return after.page;
        },
      });
      expect(end).toBe("thanks");
      expect(tooSlow).toEqual([]);
      expect(done).toEqual(expect.arrayContaining(["papers", "photo", "fingers", "irises", "data-approval", "wait"]));
      const { deeds, manifest } = await readDoneVisit(booth().stateDir, receiptNumber);
      const targets = deeds.flatMap((deed) => (deed.kind === "captured" ? [deed.target] : []));
      expect(targets).toHaveLength(14);
      expect(new Set(targets).size).toBe(14);
      expect(manifest.captures.every(({ attempts }) => attempts === 1)).toBe(true);
    });
  },
);
