import { spawnSync } from "node:child_process";
import { languages } from "../../runtime/kiosk/wire/languages.ts";
import { doubleText, findOverflow, findSmallTargets, findViolations, settle } from "./audit-page.ts";
import { findObstacle, launchBrowser, openPage, sizes } from "./browser.ts";
import { deskViews } from "./desk-views.ts";
import { everyView, varyView } from "./every-view.ts";
import { startFakeRuntime } from "./fake-runtime.ts";
import { showView } from "./show-view.ts";
import { takePictures } from "./take-pictures.ts";
import type { NamedView } from "./views.ts";

/**
 * `make page`: every screen and state, and every side of the officers' desk, in every language, size and comfort, with what axe, the targets and the edges say
 * of it; then a picture of each; then every whole visit. Exits with 1 when anything is amiss.
 */
const obstacle = findObstacle();
if (obstacle !== null) {
  console.log(`page: skipped, ${obstacle}`);
  process.exit(0);
}

const pictures = new URL("../../docs/kiosk/", import.meta.url);
const comforts = [
  { name: "as it comes", isInReach: false, isHighContrast: false },
  { name: "in reach", isInReach: true, isHighContrast: false },
  { name: "high contrast", isInReach: false, isHighContrast: true },
] as const;

const faults: string[] = [];
const problems: string[] = [];
const runtime = await startFakeRuntime();
const browser = await launchBrowser();
const page = await openPage(browser, runtime, sizes[0], problems);
const allViews = [...everyView, ...deskViews];
let looks = 0;

async function show(named: NamedView): Promise<void> {
  await showView(page, runtime, named);
  await settle(page);
}

for (const size of sizes) {
  await page.setViewportSize(size);
  for (const language of languages) {
    for (const { name: comfortName, ...change } of comforts) {
      for (const named of allViews) {
        const comfort = { ...named.view.comfort, ...change };
        await show(varyView(named, { language, comfort }));
        const found = [
          ...(await findSmallTargets(page)),
          ...(await findOverflow(page)),
          ...(await findViolations(page)),
        ];
        faults.push(...found.map((fault) => `${named.name}, ${size.name}, ${language}, ${comfortName}: ${fault}`));
        looks += 1;
      }
    }
    await doubleText(page, true);
    for (const named of allViews) {
      await show(varyView(named, { language }));
      const found = await findOverflow(page);
      faults.push(...found.map((fault) => `${named.name}, ${size.name}, ${language}, text twice as large: ${fault}`));
      looks += 1;
    }
    await doubleText(page, false);
  }
}

const files = await takePictures(page, runtime, pictures);
await browser.close();
await runtime.close();

faults.push(...problems, ...runtime.violations);
for (const fault of faults) console.log(`page: ${fault}`);
console.log(`page: looked ${looks} times at ${allViews.length} screens and states, ${faults.length} faults`);
console.log(`page: ${files.length} pictures in docs/kiosk`);
process.exitCode = faults.length === 0 ? 0 : 1;

// Whole visits on the real runtime, in a browser: minutes, and none of the pages above.
const visits = spawnSync("vitest", ["run", "--config", "test/page/whole/vitest.config.ts"], { stdio: "inherit" });
if (visits.status !== 0) process.exitCode = 1;
