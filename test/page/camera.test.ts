import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { findObstacle } from "./browser.ts";
import { findView } from "./every-view.ts";
import type { FakeRuntime } from "./fake-runtime.ts";
import { useKioskPage } from "./open-kiosk-page.ts";
import { waitFor } from "./wait-for.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`the page's camera is not tried: ${obstacle}\n`);

const wanting = () => ({ ...findView("photo"), wants: { camera: true, ink: false } });
const statesOf = ({ messages }: FakeRuntime) =>
  messages.flatMap((message) => (message.kind === "camera" ? [message.state] : []));

describe.skipIf(obstacle !== null)("a camera that the page lends", () => {
  const open = useKioskPage(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);

  it("gives frames of at most 1280 px, in order, at up to 15 a second, while it is wanted", async () => {
    const { page, runtime } = await open();
    runtime.show(wanting());
    await waitFor("a camera", () => statesOf(runtime).includes("ready"));
    await waitFor("the first frame", () => runtime.frames.length > 0);
    const startMs = performance.now();
    const before = runtime.frames.length;
    await waitFor("frames", () => runtime.frames.length - before >= 20, 10_000);
    const perSecond = (runtime.frames.length - before) / ((performance.now() - startMs) / 1_000);
    expect(perSecond).toBeLessThanOrEqual(16);
    expect(runtime.frames.map(({ sequence }) => sequence)).toEqual(runtime.frames.map((_, index) => index));
    const { format, width } = await sharp(runtime.frames.at(-1)?.picture).metadata();
    expect(format).toBe("jpeg");
    expect(width).toBeLessThanOrEqual(1_280);

    runtime.show({ ...wanting(), wants: { camera: false, ink: false } });
    await page.waitForTimeout(300);
    const after = runtime.frames.length;
    await page.waitForTimeout(500);
    expect(runtime.frames.length).toBe(after);
  });

  it("waits with the next frame until the last one was taken in", async () => {
    const { page, runtime } = await open();
    runtime.takeFrames(false);
    runtime.show(wanting());
    await waitFor("a frame", () => runtime.frames.length === 1);
    await page.waitForTimeout(800);
    expect(runtime.frames).toHaveLength(1);
    runtime.takeFrames(true);
    runtime.send({ kind: "camera-taken", sequence: 0 });
    await waitFor("the next frame", () => runtime.frames.length >= 3);
  });
});

describe.skipIf(obstacle !== null)("a PC without a camera, or one that nobody may use", () => {
  const open = useKioskPage();

  it("says so, and the page goes on", async () => {
    const { page, runtime } = await open();
    runtime.show(wanting());
    await waitFor("a state", () => statesOf(runtime).length > 0);
    expect(["absent", "refused"]).toContain(statesOf(runtime)[0]);
    expect(await page.getByRole("heading", { name: "Foto wajah" }).isVisible()).toBe(true);
  });
});
