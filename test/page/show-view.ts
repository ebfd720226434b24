import type { Page } from "playwright-core";
import type { StillHeader } from "../../runtime/kiosk/wire/runtime-message.ts";
import { drawFrame, frameSize } from "./drawn-frames.ts";
import type { FakeRuntime } from "./fake-runtime.ts";
import type { NamedView } from "./views.ts";

const still = (name: StillHeader["name"]): StillHeader => ({ kind: "still", name, ...frameSize });

/** Shows a view with the pictures that belong to it, on a page that has forgotten the one before, and opens what is to be opened. */
export async function showView(page: Page, runtime: FakeRuntime, named: NamedView): Promise<void> {
  const { name, view } = named;
  const frames = {
    face: await drawFrame("face"),
    eye: await drawFrame("eye"),
    signature: await drawFrame("signature"),
  };
  await runtime.setAway(false);
  runtime.send({ kind: "wipe" });
  runtime.show(view);
  const preview = {
    kind: "preview",
    capturedAt: "2026-01-05T01:00:00.000Z",
    sequence: 1,
    ...frameSize,
    limit: 60,
  } as const;
  if (name === "photo") {
    const outline = { x: 236, y: 100, width: 168, height: 250 };
    const well = { score: 84, passed: true, advice: null, steadyRatio: 0.6, outline };
    runtime.sendPicture({ ...preview, target: "face", ...well }, frames.face);
  }
  if (name === "photo-again") {
    const outline = { x: 236, y: 100, width: 168, height: 250 };
    const amiss = { score: 38, passed: false, advice: { code: "yaw", side: 1 }, steadyRatio: 0, outline } as const;
    runtime.sendPicture({ ...preview, target: "face", ...amiss }, frames.face);
  }
  if (name === "irises") {
    const outline = { x: 202, y: 122, width: 236, height: 236 };
    const amiss = { score: 41, passed: false, advice: { code: "too-near", side: 0 }, steadyRatio: 0, outline } as const;
    runtime.sendPicture({ ...preview, target: "iris-left", ...amiss }, frames.eye);
  }
  if (name === "photo-approval" || name === "data-approval") runtime.sendPicture(still("face"), frames.face);
  if (name === "data-approval") runtime.sendPicture(still("signature"), frames.signature);
  await open(page, runtime, named);
}

/** Touches what belongs to the view, so that what lies over the screen is there. */
async function open(page: Page, runtime: FakeRuntime, { view, touches = [], answer, isAway = false }: NamedView) {
  runtime.answerWith(answer ?? { kind: "done" });
  if (touches.length > 0) await page.locator(`.page[data-screen="${view.screen.kind}"]`).waitFor();
  for (const touch of touches) await page.locator(touch).last().click();
  if (answer !== undefined) await page.locator("[role=alert]").first().waitFor();
  if (!isAway) return;
  await page.locator(".page").waitFor();
  await runtime.setAway(true);
  await page.locator(".restoring").waitFor();
}
