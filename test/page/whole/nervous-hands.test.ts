import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ResidentId } from "../../../runtime/demo/scripted-resident.ts";
import type { VisitDeed } from "../../../runtime/visit/visit-event.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { findObstacle, launchBrowser, sizes } from "../browser.ts";
import { attendByTouch } from "../visits/attend-by-touch.ts";
import { findVisitor } from "../visits/find-visitor.ts";
import { readDoneVisit } from "../visits/read-outcome.ts";
import type { Visitor } from "../visits/residents-touch.ts";
import { type RealBooth, startBooth } from "../visits/start-booth.ts";
import { touchNervously } from "../visits/touch.ts";
import { sendIn } from "../visits/use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`nobody touches everything twice: ${obstacle}\n`);

/** A doubled touch, and one that comes when a slow page has not yet shown what the first one did. */
const againAfterMs = [90, 220];
/** How late the page hears of what has changed. */
const lateMs = 250;

/**
 * Everything that people did in a visit, in order; what the machine did meanwhile may come between in any order. Whether
 * somebody takes a step up before they do the first thing in it, or scans a paper that lies there, depends on who is
 * quicker, and is left out.
 */
function listActs(deeds: readonly VisitDeed[]): readonly string[] {
  return deeds.flatMap((deed) => {
    if (!("by" in deed) || deed.kind === "step-taken" || deed.kind === "scan-requested") return [];
    const about = "target" in deed ? deed.target : "paper" in deed ? deed.paper : "";
    return [`${deed.kind} ${about} ${deed.by.role}`];
  });
}

describe.skipIf(obstacle !== null)("hands that touch every button again and again", { timeout: 300_000 }, () => {
  let booth: RealBooth;
  let browser: Browser;
  beforeAll(async () => {
    const stateDir = join(await makeTemporaryFolder("nervous"), "state");
    [booth, browser] = await Promise.all([startBooth({ stateDir }), launchBrowser()]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await booth.stop();
  });

  const openPage = async (isLate: boolean): Promise<Page> => {
    const context = await browser.newContext({ viewport: sizes[0], hasTouch: true, reducedMotion: "reduce" });
    const page = await context.newPage();
    page.setDefaultTimeout(3_000);
    // What comes from the runtime comes late, in its order; what the page says goes at once.
    if (isLate) {
      await page.routeWebSocket(/\/socket/, (toPage) => {
        const toRuntime = toPage.connectToServer();
        toRuntime.onMessage((message) => {
          setTimeout(() => toPage.send(message), lateMs);
        });
      });
    }
    await page.goto(booth.url, { timeout: 20_000 });
    await page.locator(".page").waitFor({ timeout: 10_000 });
    return page;
  };
  const visit = async (id: ResidentId, errand: Partial<Visitor>, { isNervous = false, isLate = false } = {}) => {
    const page = await openPage(isLate);
    await sendIn(page, id);
    if (isNervous) touchNervously(page, againAfterMs);
    const { end, receiptNumber } = await attendByTouch(page, findVisitor(id, errand), { timeoutMs: 120_000 });
    expect(end).toBe("thanks");
    await page.context().close();
    return listActs((await readDoneVisit(booth.stateDir, receiptNumber)).deeds);
  };

  it("skip nothing and do nothing twice in a recording", async () => {
    const calm = await visit("good", {});
    expect(calm.length).toBeGreaterThan(10);
    expect(await visit("whole-hands", {}, { isNervous: true })).toEqual(calm);
  });

  it("nor in a letter, on a page that hears late of what has changed", async () => {
    const letter = {
      service: "izin-keramaian",
      papers: new Set(["formulir-desa", "ktp", "kk", "surat-undangan"]),
    } as const;
    const calm = await visit("data-differ", letter);
    expect(await visit("dry-fingers", letter, { isNervous: true, isLate: true })).toEqual(calm);
  });
});
