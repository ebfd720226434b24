import sharp from "sharp";
import { describe, expect, it, onTestFinished } from "vitest";
import { createFaceCameraPage } from "../../../../drivers/face-camera/face-camera-page.ts";
import { createPageCamera } from "../../../../drivers/face-camera/page-camera.ts";
import { createPageInk, type PageInkPoint } from "../../../../drivers/signature-pad/page-ink.ts";
import type { SignatureSample } from "../../../../drivers/signature-pad/signature-pad-driver.ts";
import { createTouchPad } from "../../../../drivers/signature-pad/signature-pad-touch.ts";
import { createSystemClock } from "../../../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../../../runtime/kernel/logger.ts";
import type { PageMessage } from "../../../../runtime/kiosk/wire/page-message.ts";
import { take, takeOne } from "../../../drivers/frame-source-contract.ts";
import { startKiosk } from "../kiosk-rig.ts";
import { wirePage } from "./wired-page.ts";

const clock = createSystemClock();
const look = { target: "portrait", timeoutMs: 5_000, signal: new AbortController().signal } as const;
const signing = { ...look, target: "signature" } as const;
const grey = async (level: number) => {
  const background = { r: level, g: level, b: level };
  const drawn = sharp({ create: { width: 32, height: 24, channels: 3, background } });
  return new Uint8Array(await drawn.jpeg().toBuffer());
};
const [dark, bright] = [await grey(40), await grey(220)];
const shades = (frames: readonly { readonly image: { readonly pixels: Uint8Array } }[]) =>
  new Set(frames.map(({ image }) => ((image.pixels[0] ?? 0) < 128 ? "dark" : "bright")));

/** A kiosk on a real socket, whose camera and pad are those of its pages. */
async function setUp() {
  const camera = createPageCamera();
  const ink = createPageInk();
  const warned: unknown[] = [];
  const logger = { ...createSilentLogger(), warn: (_event: string, fields?: object) => void warned.push(fields) };
  const { port } = await startKiosk({ page: { camera, ink }, logger });
  const face = createFaceCameraPage({ clock, camera });
  const pad = createTouchPad({ clock, ink, finishAfterMs: 60_000 });
  onTestFinished(() => Promise.all([face.close(), pad.close()]).then(() => undefined));
  return { port, camera, ink, face, pad, warned };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe("two pages with a camera", () => {
  it("never film at once: the one that came first does, and what the other sends all the same is refused", async () => {
    const { port, camera, face, warned } = await setUp();
    const first = await wirePage(port, { makePicture: () => dark });
    await until(() => camera.state() === "ready");
    const second = await wirePage(port, { makePicture: () => bright });
    await face.open();
    const frames = [];
    for await (const frame of face.frames(look)) {
      frames.push(frame);
      expect(second.wants().camera).toBe(false);
      second.sendFrame(bright, frames.length);
      if (frames.length === 12) break;
    }
    expect(shades(frames)).toEqual(new Set(["dark"]));
    expect(first.taken.length).toBeGreaterThanOrEqual(11);
    expect(second.taken).toEqual([]);
    expect(warned).toEqual([{ problem: "other-page-lends", refusals: 0 }]);
  });

  it("hand over when the first goes in the midst of a look, which ends as if its cable had been pulled", async () => {
    const { port, camera, face } = await setUp();
    const first = await wirePage(port, { makePicture: () => dark });
    await until(() => camera.state() === "ready");
    const second = await wirePage(port, { makePicture: () => bright });
    await face.open();
    const seen: { readonly image: { readonly pixels: Uint8Array } }[] = [];
    const looking = async () => {
      for await (const frame of face.frames(look)) {
        seen.push(frame);
        if (seen.length === 4) first.close();
      }
    };
    await expect(looking()).rejects.toMatchObject({ code: "driver.disconnected" });
    expect(shades(seen)).toEqual(new Set(["dark"]));
    await face.open();
    expect(shades(await take(face, look, 4))).toEqual(new Set(["bright"]));
    expect(second.taken.length).toBeGreaterThanOrEqual(3);
  });

  it("follow the resident from one to the other, but not in the midst of a look", async () => {
    const { port, camera, face } = await setUp();
    const first = await wirePage(port, { makePicture: () => dark });
    await until(() => camera.state() === "ready");
    const second = await wirePage(port, { makePicture: () => bright });
    await face.open();
    const frames = [];
    for await (const frame of face.frames(look)) {
      frames.push(frame);
      if (frames.length === 2) second.say({ kind: "touch", isAtDesk: false });
      if (frames.length === 10) break;
    }
    expect(shades(frames)).toEqual(new Set(["dark"]));
    expect(shades(await take(face, look, 4))).toEqual(new Set(["bright"]));
    expect(face.health()).toEqual({ state: "ready", lastFailure: null });
    // An officer at the desk of the first page is not who is to be photographed.
    first.say({ kind: "touch", isAtDesk: true });
    expect(shades(await take(face, look, 4))).toEqual(new Set(["bright"]));
  });

  it("of which one has none, or loses it, are as many as have one", async () => {
    const { port, camera, face } = await setUp();
    const without = await wirePage(port, {});
    without.say({ kind: "camera", state: "refused" });
    await until(() => camera.state() === "refused");
    await expect(face.open()).rejects.toMatchObject({ detail: { reported: "page:refused" } });
    const owner = await wirePage(port, { makePicture: () => bright });
    await until(() => camera.state() === "ready");
    without.say({ kind: "camera", state: "absent" });
    without.say({ kind: "touch", isAtDesk: false });
    await face.open();
    expect(shades(await take(face, look, 3))).toEqual(new Set(["bright"]));
    owner.say({ kind: "camera", state: "lost" });
    await until(() => camera.state() === "lost");
    expect(face.health().state).toBe("lost");
  });
});

describe("two pages that can be signed on", () => {
  const size = { widthMm: 100, heightMm: 50 } as const;
  const stroke = (fromMm: number, atMs: number): PageInkPoint[] =>
    Array.from({ length: 12 }, (_, step) => [fromMm + step, 20, atMs + step * 10, 0.5, step < 11 ? 1 : 0]);
  const draw = (fromMm: number, atMs = 0): PageMessage => ({
    ...{ kind: "ink", ...size, next: "more" },
    points: stroke(fromMm, atMs).map((point) => [...point]),
  });
  const end = (next: "done" | "clear"): PageMessage => ({ kind: "ink", ...size, points: [], next });
  const xs = (sample: SignatureSample) =>
    sample.kind === "ink" ? sample.points.flatMap(({ x, down }) => (down ? [x] : [])) : [];

  async function twoPages() {
    const rig = await setUp();
    const pages = [await wirePage(rig.port, {}), await wirePage(rig.port, {})] as const;
    await until(rig.ink.isThere);
    await rig.pad.open();
    const signed = takeOne(rig.pad, signing);
    await until(() => pages.every((page) => page.wants().ink));
    return { ...rig, pages, signed };
  }

  it("make one signature, of the page on which it was begun", async () => {
    const { pages, signed, warned } = await twoPages();
    pages[0].say(draw(10));
    pages[0].say(draw(30, 500));
    // What comes through one socket is in order, what comes through two is not.
    await new Promise((resolve) => setTimeout(resolve, 50));
    pages[1].say(draw(70));
    pages[1].say(end("done"));
    await until(() => warned.length === 1);
    pages[0].say(end("done"));
    const drawn = xs(await signed);
    expect(drawn).toHaveLength(22);
    expect(Math.max(...drawn)).toBeLessThan(50);
  });

  it("let the other one begin when it was cleared", async () => {
    const { pages, signed } = await twoPages();
    pages[0].say(draw(10));
    pages[0].say(end("clear"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    pages[1].say(draw(70));
    pages[1].say(end("done"));
    expect(Math.min(...xs(await signed))).toBeGreaterThanOrEqual(70);
  });

  it("lose half a signature with its page, and take a whole one on the other", async () => {
    const { pages, signed, pad, ink } = await twoPages();
    pages[0].say(draw(10));
    await new Promise((resolve) => setTimeout(resolve, 50));
    pages[0].close();
    await expect(signed).rejects.toMatchObject({ code: "driver.disconnected" });
    expect(ink.isThere()).toBe(true);
    await pad.open();
    const again = takeOne(pad, signing);
    await until(() => pages[1].wants().ink);
    await new Promise((resolve) => setTimeout(resolve, 50));
    pages[1].say(draw(70));
    pages[1].say(end("done"));
    expect(Math.min(...xs(await again))).toBeGreaterThanOrEqual(70);
  });
});
