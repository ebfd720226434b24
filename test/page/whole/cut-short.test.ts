import { describe, expect, it } from "vitest";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { readJournalLines } from "../../booth/journal-lines.ts";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "../visits/attend-by-touch.ts";
import { findVisitor } from "../visits/find-visitor.ts";
import { doHarm, harms } from "../visits/harm.ts";
import { judgeStep, readSettledSteps } from "../visits/judge-step.ts";
import { readDoneVisit } from "../visits/read-outcome.ts";
import { sendIn, useBooth } from "../visits/use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`no visit is cut short everywhere: ${obstacle}\n`);

const backMaxMs = 10_000;

describe.skipIf(obstacle !== null)("a visit that is harmed at every act", () => {
  const { booth, openPage } = useBooth();

  it.each(harms)("%s: the same step is back within ten seconds, and nothing accepted is lost", async (harm) => {
    const page = await openPage();
    await sendIn(page, "good");
    const harmed = new Map<string, number>();
    const { receiptNumber, end } = await attendByTouch(page, findVisitor("good"), {
      timeoutMs: 280_000,
      onGlance: async ({ screen }, at) => {
        const act = screen === "wait" ? await at.locator("main p").first().textContent() : screen;
        // What the resident said there is said again, as nobody had witnessed it yet.
        const name = act === words.waits["data-witness"] ? "data-confirmation" : (act ?? screen);
        if (harmed.has(name) || screen === "attract" || screen === "thanks") return at;
        const { stateDir } = booth();
        const events = await readSettledSteps(stateDir);
        const held = await readJournalLines(stateDir);
        const after = await doHarm(harm, at, booth());
        harmed.set(name, after.backMs);
        expect((await readJournalLines(stateDir)).slice(0, held.length)).toEqual(held);
        expect(await judgeStep({ screen, events }, after.page, stateDir), name).toBeNull();
        expect(after.backMs, name).toBeLessThanOrEqual(backMaxMs);
        return after.page;
      },
    });
    expect(end).toBe("thanks");
    process.stdout.write(`${harm}: ${[...harmed].map(([name, ms]) => `${name} ${Math.round(ms)} ms`).join(", ")}\n`);
    const { deeds } = await readDoneVisit(booth().stateDir, receiptNumber);
    const targets = deeds.flatMap((deed) => (deed.kind === "captured" && deed.capture.passed ? [deed.target] : []));
    expect([...targets].sort()).toEqual([...new Set(targets)].sort());
    expect(targets).toHaveLength(14);
  });
});
