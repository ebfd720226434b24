/// <reference lib="dom" />
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { en } from "../../../runtime/kiosk/page/words/en.ts";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "./attend-by-touch.ts";
import { findVisitor } from "./find-visitor.ts";
import { lastVisitDeeds, readDoneVisit } from "./read-outcome.ts";
import { button, closeDesk, openDesk, tapCalmly, tapIfThere, typeDigits } from "./touch.ts";
import { onceMore, useBooth } from "./use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`slow and wrong hands are not tried: ${obstacle}\n`);

const timing = {
  ...{ beforeVisitMs: 9_000, dataEntryMs: 10_000, inVisitMs: 9_000, afterVisitMs: 3_000 },
  ...{ warningMs: 5_000, officerMs: 4_000 },
};
const letter = {
  service: "izin-keramaian",
  papers: new Set(["formulir-desa", "ktp", "kk", "surat-undangan"]),
} as const;

describe.skipIf(obstacle !== null)("slow and wrong hands", { timeout: 120_000, retry: onceMore }, () => {
  const { booth, openPage } = useBooth({ config: { kiosk: { timing } } });
  const screenIs = (page: Page, kind: string) => page.locator(`.page[data-screen="${kind}"]`).waitFor();
  const main = (page: Page) => page.locator("main");

  it("that touch everything twice, on two pages, skip nothing and do nothing twice", async () => {
    const [page, other] = [await openPage(), await openPage()];
    await doubleTap(page, main(page).getByRole("button").first());
    await screenIs(page, "language");
    // The same button on both pages at once.
    const onBoth = async (find: (one: Page) => Locator, next: string) => {
      await Promise.all([page, other].map((one) => tapIfThere(find(one))));
      await Promise.all([screenIs(page, next), screenIs(other, next)]);
    };
    await screenIs(other, "language");
    await onBoth((one) => button(main(one), words.name), "service");
    await onBoth((one) => button(main(one), words.services["izin-keramaian"].title), "notice");
    await doubleTap(page, button(main(page), words.chrome.agree));
    await screenIs(page, "identify");
    await other.context().close();
    const { end, receiptNumber } = await attendByTouch(page, findVisitor("good", letter));
    expect(end).toBe("thanks");
    const { deeds } = await readDoneVisit(booth().stateDir, receiptNumber);
    for (const kind of ["papers-confirmed", "letter-verified", "letter-validated", "handed-over"]) {
      expect(
        deeds.filter((deed) => deed.kind === kind),
        kind,
      ).toHaveLength(1);
    }
    await button(main(page), words.chrome.done).tap();
    await screenIs(page, "attract");
  });

  it("go back all the way, and change the language in the midst of it", async () => {
    const page = await openPage();
    await tapCalmly(main(page).getByRole("button").first());
    await tapCalmly(button(main(page), words.name));
    await tapCalmly(button(main(page), words.services["surat-pengantar"].title));
    await tapCalmly(main(page).getByRole("button", { name: words.letterKinds.kk }));
    await tapCalmly(button(page, "EN"));
    await page.getByRole("heading", { name: en.screens.notice.title }).waitFor();
    await tapCalmly(button(main(page), en.chrome.agree));
    for (const kind of ["identify", "notice", "letter-kind", "service", "language", "attract"]) {
      await screenIs(page, kind);
      if (kind !== "attract") await tapCalmly(button(page, en.chrome.back));
    }
  });

  it("that are away are asked once, may have more time, and are forgotten", async () => {
    const page = await openPage();
    await tapCalmly(main(page).getByRole("button").first());
    await screenIs(page, "language");
    const question = page.locator("dialog.time-out");
    await question.waitFor({ timeout: 20_000 });
    await tapCalmly(button(question, words.chrome.extend));
    await question.waitFor({ state: "detached" });
    await screenIs(page, "language");
    await page.locator('.page[data-screen="attract"]').waitFor({ timeout: 20_000 });
  });

  it("that leave a number half typed are asked, may finish it, and leave none of it behind", async () => {
    const page = await openPage();
    await tapCalmly(main(page).getByRole("button").first());
    await screenIs(page, "language");
    await tapCalmly(button(main(page), words.name));
    await screenIs(page, "service");
    await tapCalmly(button(main(page), words.services["izin-keramaian"].title));
    await screenIs(page, "notice");
    await tapCalmly(button(main(page), words.chrome.agree));
    await screenIs(page, "identify");
    const [half, rest] = ["99010141", "01900777"];
    await typeDigits(main(page), half);
    const question = page.locator("dialog.time-out");
    await question.waitFor({ timeout: 20_000 });
    await tapCalmly(button(question, words.chrome.extend));
    await question.waitFor({ state: "detached" });
    // What was typed is still there: the rest completes it, and no register knows it.
    await typeDigits(main(page), rest);
    await tapCalmly(button(main(page), words.chrome.next));
    await page.locator('.page[data-screen="wait"]').getByText(words.waits["data-entry"]).waitFor();
    await question.waitFor({ timeout: 20_000 });
    await tapCalmly(button(question, words.chrome.extend));
    await question.waitFor({ state: "detached" });
    await question.waitFor({ timeout: 20_000 });
    await page.locator('.page[data-screen="attract"]').waitFor({ timeout: 20_000 });
    const left = await page.evaluate(
      () => document.documentElement.outerHTML + JSON.stringify({ ...sessionStorage, ...localStorage }),
    );
    expect(left).not.toContain(half);
    expect(left).not.toContain(rest);
  });

  it("that come back with the same number find their visit where it was; an officer's side locks by itself", async () => {
    const page = await openPage();
    const visitor = findVisitor("good", letter);
    const halfway = new Error("halfway");
    const leaving = attendByTouch(page, visitor, {
      onGlance: async ({ screen }, at) => {
        if (
          screen === "papers" &&
          (await at
            .locator("main .paper")
            .getByText(/halaman/)
            .count()) > 0
        )
          throw halfway;
        return at;
      },
    });
    await expect(leaving).rejects.toBe(halfway);
    await openDesk(page);
    await page.locator("dialog.desk .lock-screen").waitFor({ timeout: 20_000 });
    await closeDesk(page);
    await page.getByRole("button", { name: words.chrome.leave, exact: true }).tap();
    await button(page.locator("dialog.dialog"), words.chrome.leave).tap();
    await screenIs(page, "attract");
    const { end, receiptNumber } = await attendByTouch(page, visitor);
    expect(end).toBe("thanks");
    const { deeds } = await readDoneVisit(booth().stateDir, receiptNumber);
    expect(deeds.filter(({ kind }) => kind === "opened")).toHaveLength(1);
    expect(deeds.filter(({ kind }) => kind === "suspended" || kind === "resumed")).toHaveLength(2);
    const scanned = deeds.flatMap((deed) => (deed.kind === "scan-requested" ? [deed.paper] : []));
    // What had been read is not read again; what was on the scanner when they left is.
    expect(scanned.filter((paper) => paper === scanned[0])).toHaveLength(1);
    expect(await lastVisitDeeds(booth().stateDir)).toEqual(deeds);
    // Nobody touches the farewell.
    await page.locator('.page[data-screen="attract"]').waitFor({ timeout: 20_000 });
  });
});

/** Two touches at the same place, as fast as impatient people are, wherever the first one led. */
async function doubleTap(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error("nothing to touch there");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.touchscreen.tap(x, y);
  await page.waitForTimeout(120);
  await page.touchscreen.tap(x, y);
}
