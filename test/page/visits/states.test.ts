import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, statfs, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { en } from "../../../runtime/kiosk/page/words/en.ts";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { startEmbeddedBroker } from "../../../runtime/transfer/embedded-broker.ts";
import { findClosedPort, writeConfig } from "../../booth/configuration.ts";
import { startBilik, stopBilik, untilSaid } from "../../booth/run-bilik.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { findViolations } from "../audit-page.ts";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "./attend-by-touch.ts";
import { findVisitor } from "./find-visitor.ts";
import { lastVisitDeeds, readDoneVisit } from "./read-outcome.ts";
import { expectAtDesk, noticedMaxMs, picture, untilOver, untilTold } from "./told-states.ts";
import { button, closeDesk, deskOf, tapCalmly, tapUntil } from "./touch.ts";
import { onceMore, useBooth } from "./use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`no state of the booth is brought about: ${obstacle}\n`);

const letter = {
  service: "izin-keramaian",
  papers: new Set(["formulir-desa", "ktp", "kk", "surat-undangan"]),
} as const;

async function visitForLetter(page: Page): Promise<string | null> {
  const { end, receiptNumber } = await attendByTouch(page, findVisitor("good", letter));
  expect(end).toBe("thanks");
  await button(page.locator("main"), words.chrome.done).tap();
  await page.locator('.page[data-screen="attract"]').waitFor();
  return receiptNumber;
}

/** The booth serves whoever comes, as far as the choice of what they came for. */
async function beginAndGoBack(page: Page): Promise<void> {
  const screenIs = (kind: string) => page.locator(`.page[data-screen="${kind}"]`).waitFor();
  await tapCalmly(page.locator("main").getByRole("button").first());
  await tapCalmly(button(page.locator("main"), words.name));
  await screenIs("service");
  await tapCalmly(button(page, words.chrome.back));
  await tapCalmly(button(page, words.chrome.back));
  await screenIs("attract");
}

describe.skipIf(obstacle !== null)("an office that cannot be reached", { timeout: 180_000, retry: onceMore }, () => {
  let broker: Awaited<ReturnType<typeof startEmbeddedBroker>>;
  let port = 0;
  const config: Record<string, unknown> = { kiosk: { demo: "on" } };
  beforeAll(async () => {
    port = await findClosedPort();
    broker = await startEmbeddedBroker({ host: "127.0.0.1", port });
    config["broker"] = { url: broker.url };
  });
  const { booth, openPage } = useBooth({ config });
  afterAll(() => broker.stop());

  it("stops nobody: the visit goes on to its receipt number, and is delivered once the office is back", async () => {
    const page = await openPage();
    await expect.poll(() => page.locator(".conditions").count()).toBe(0);
    await broker.stop();
    await untilTold(page, "office-offline");
    const { end, receiptNumber } = await attendByTouch(page, findVisitor("good", letter), {
      onGlance: async ({ screen }, at) => {
        if (screen === "papers") await expectAtDesk(at, "office-offline");
        return at;
      },
    });
    expect(end).toBe("thanks");
    await untilTold(page, "office-offline");
    broker = await startEmbeddedBroker({ host: "127.0.0.1", port });
    const { url } = broker;
    const office = startBilik([
      "office",
      "--config",
      await writeConfig({ broker: { url } }),
      "--state",
      booth().stateDir,
    ]);
    await untilSaid(office, /Kantor siap/);
    await untilOver(page, "office-offline");
    const { deeds } = await readDoneVisit(booth().stateDir, receiptNumber);
    expect(deeds.at(-1)?.kind).toBe("receipted");
    await stopBilik(office);
  });
});

describe.skipIf(obstacle !== null)(
  "a machine that is not as it should be",
  { timeout: 240_000, retry: onceMore },
  () => {
    const config: Record<string, unknown> = {};
    let suppliesDir = "";
    let filler = "";
    /** More than others on this disk come and go with in a minute. */
    const slackBytes = 4_000_000_000;
    beforeAll(async () => {
      suppliesDir = await makeTemporaryFolder("supplies");
      await mkdir(join(suppliesDir, "ups"));
      await writeFile(join(suppliesDir, "ups", "status"), "Full\n");
      filler = join(suppliesDir, "filler");
      config["power"] = { suppliesDir };
      config["storage"] = { freeSpaceMinBytes: Math.max(0, (await freeBytes(suppliesDir)) - slackBytes) };
    });
    const { booth, openPage } = useBooth({ config });
    afterAll(() => rm(filler, { force: true }));

    it("tells of a nearly full disk, takes no new visit then, and takes one once there is room", async () => {
      const page = await openPage();
      execFileSync("fallocate", ["--length", String(2 * slackBytes), filler]);
      await untilTold(page, "disk-low");
      const refused = new Error("refused");
      const problem = page.locator(".identify .problem");
      const asking = attendByTouch(page, findVisitor("good", letter), {
        onGlance: async ({ screen }, at) => {
          if (screen !== "identify" || (await problem.textContent()) === "") return at;
          throw refused;
        },
      });
      await expect(asking).rejects.toBe(refused);
      expect(await problem.textContent()).toContain(words.identifyProblems["no-room"]);
      await picture(page, "disk-low-refused");
      await rm(filler);
      await untilOver(page, "disk-low");
      await visitForLetter(page);
    });

    it("tells of power from the battery and of newer software that waits, and serves on", async () => {
      const page = await openPage();
      const marker = join(booth().stateDir, "update-pending");
      await writeFile(join(suppliesDir, "ups", "status"), "Discharging\n");
      await writeFile(marker, "");
      await untilTold(page, "on-battery");
      await untilTold(page, "update-pending");
      await beginAndGoBack(page);
      await writeFile(join(suppliesDir, "ups", "status"), "Charging\n");
      await rm(marker);
      await untilOver(page, "on-battery");
      await untilOver(page, "update-pending");
    });

    it("tells of a clock that shows less than has been written, and serves on", async () => {
      const page = await openPage();
      await booth().kill();
      const tomorrow = new Date(Date.now() + 86_400_000);
      const journal = join(booth().stateDir, "booth/journal");
      const [segment = ""] = await readdir(journal);
      await utimes(join(journal, segment), tomorrow, tomorrow);
      await booth().startAgain();
      await untilTold(page, "clock-untrusted");
      await beginAndGoBack(page);
    });

    it("in which a runtime that was killed is back on the same step within two seconds of its start", async () => {
      const page = await openPage();
      const halfway = new Error("halfway");
      const visiting = attendByTouch(page, findVisitor("good", letter), {
        onGlance: async ({ screen }, at) => {
          if (screen === "papers") throw halfway;
          return at;
        },
      });
      await expect(visiting).rejects.toBe(halfway);
      await closeDesk(page);
      await booth().kill();
      await page.locator(".restoring").waitFor();
      await picture(page, "runtime-lost");
      expect(await findViolations(page)).toEqual([]);
      await booth().startAgain();
      const startMs = performance.now();
      await page.locator(".restoring").waitFor({ state: "detached" });
      expect(performance.now() - startMs).toBeLessThanOrEqual(2_000);
      expect(await page.locator(".page").getAttribute("data-screen")).toBe("papers");
      expect((await lastVisitDeeds(booth().stateDir)).some(({ kind }) => kind === "suspended")).toBe(false);
    });

    it("goes into safe mode over a damaged journal, lets nobody begin, and says where to go instead", async () => {
      const page = await openPage();
      await booth().kill();
      await damage(join(booth().stateDir, "booth/journal"));
      await booth().startAgain();
      const screen = page.locator('.page[data-screen="out-of-service"]');
      await screen.waitFor({ timeout: noticedMaxMs });
      expect(await screen.textContent()).toContain(words.screens["out-of-service"].guide);
      expect(await findViolations(page)).toEqual([]);
      expect(await page.locator("main").getByRole("button").count()).toBe(0);
      const shows = async (guide: string) => (await screen.textContent())?.includes(guide) === true;
      await tapUntil(button(page, "EN"), () => shows(en.screens["out-of-service"].guide));
      expect(await page.locator(".objection").count()).toBe(0);
      await tapUntil(button(page, "ID"), () => shows(words.screens["out-of-service"].guide));
      await tapUntil(button(page, words.desk.open), () => deskOf(page).isVisible());
      await expect.poll(() => deskOf(page).textContent()).toContain(words.conditions["safe-mode"].operator);
      await closeDesk(page);
      await picture(page, "safe-mode");
    });
  },
);

async function freeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

/** Eight bytes in the middle of the first segment. */
async function damage(journal: string): Promise<void> {
  const [segment = ""] = await readdir(journal);
  const path = join(journal, segment);
  const bytes = await readFile(path);
  const middle = Math.floor(bytes.length / 2);
  // Not turned over: a second try is to find it damaged as well.
  bytes.fill(0xff, middle, middle + 8);
  await writeFile(path, bytes);
}
