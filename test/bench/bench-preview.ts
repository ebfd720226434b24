import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findObstacle, launchBrowser, sizes } from "../page/browser.ts";
import { attendByTouch } from "../page/visits/attend-by-touch.ts";
import { findVisitor } from "../page/visits/find-visitor.ts";
import { startBooth } from "../page/visits/start-booth.ts";
import { type Figure, median } from "./figure.ts";

const looksAt = ["photo", "irises"] as const;
/** Somebody who squints that long is looked at that long. */
const visitor = findVisitor("glasses");
const visitMaxMs = 240_000;

type Shown = { readonly target: string; readonly lateMs: number; readonly atMs: number };

/**
 * A whole booth at people's own pace, with a page: how late picture and words are on the screen, counted from when the
 * frame came from the camera, and how many frames a second come. Both processes have the clock of one machine.
 */
export async function benchPreview(): Promise<readonly Figure[]> {
  const obstacle = findObstacle();
  if (obstacle !== null) {
    console.error(`${obstacle}: the preview on the screen is skipped`);
    return [];
  }
  const dir = await mkdtemp(join(tmpdir(), "bilik-preview-"));
  const booth = await startBooth({ stateDir: join(dir, "state"), config: { simulatedPaceRatio: 1 } });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: sizes[0], hasTouch: true });
    page.setDefaultTimeout(5_000);
    await page.addInitScript({ content: noteFrames });
    await page.goto(booth.url);
    const over = new Error("looked at");
    const attending = attendByTouch(page, visitor, {
      timeoutMs: visitMaxMs,
      onGlance: async ({ screen }, at) => {
        if (screen === "data-approval") throw over;
        return at;
      },
    });
    await attending.catch((error: unknown) => {
      if (error !== over) throw error;
    });
    const shown: readonly Shown[] = await page.evaluate("shown");
    return looksAt.flatMap((screen) => describe(screen === "photo" ? "face" : "iris", shown));
  } finally {
    await browser.close();
    await booth.stop();
    await rm(dir, { recursive: true });
  }
}

/** Runs in the page before its own code: reads the header of every picture, and notes when it is on the screen. */
const noteFrames = `
  globalThis.shown = [];
  const captured = new Map();
  globalThis.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return;
        const length = new DataView(data).getUint32(0);
        const header = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
        if (header.kind === "preview") captured.set(header.sequence, header);
      });
    }
  };
  new MutationObserver(() => {
    const sequence = Number(document.querySelector("canvas[data-sequence]")?.dataset.sequence);
    const header = captured.get(sequence);
    if (header === undefined) return;
    captured.delete(sequence);
    const lateMs = Date.now() - Date.parse(header.capturedAt);
    shown.push({ target: header.target, lateMs, atMs: performance.now() });
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-sequence"] });
`;

/** @param modality beginning of the target's name */
function describe(modality: string, shown: readonly Shown[]): readonly Figure[] {
  const frames = shown.filter(({ target }) => target.startsWith(modality));
  const late = frames.map(({ lateMs }) => lateMs).sort((one, other) => one - other);
  const gaps = frames.slice(1).map(({ atMs }, index) => atMs - (frames[index]?.atMs ?? atMs));
  const runs = frames.length;
  const of = { bench: "preview", runs } as const;
  return [
    { ...of, figure: `${modality}: camera → words on the screen, half of all`, value: median(late), unit: "ms" },
    {
      ...of,
      figure: `${modality}: camera → words on the screen, 95 of 100`,
      value: late[Math.floor(0.95 * late.length)] ?? Number.NaN,
      unit: "ms",
    },
    { ...of, figure: `${modality}: frames on the screen`, value: 1_000 / median(gaps), unit: "1/s" },
  ];
}
