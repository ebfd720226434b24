import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCameraScanner } from "../../../drivers/document-scanner/document-scanner-camera.ts";
import type { FaceCameraFrame } from "../../../drivers/face-camera/face-camera-driver.ts";
import { createFaceCameraGphoto2, type Gphoto2Options } from "../../../drivers/face-camera/face-camera-gphoto2.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { testDocumentScannerContract } from "../document-scanner/document-scanner-contract.ts";
import { takeOne } from "../frame-source-contract.ts";
import { testFaceCameraContract } from "./face-camera-contract.ts";

const clock = createSystemClock();
const fake = fileURLToPath(new URL("../fake-gphoto2.mjs", import.meta.url));
const request = { target: "portrait", timeoutMs: 15_000, signal: new AbortController().signal } as const;
const still = { widthPx: 600, heightPx: 400 };
let dir = "";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 180, g: 20, b: 30 } } })
    .jpeg()
    .toBuffer();
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "bilik-gphoto-"));
  writeFileSync(join(dir, "view.jpg"), await picture(96, 64));
  writeFileSync(join(dir, "still.jpg"), await picture(still.widthPx, still.heightPx));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const setMode = (mode: string) => writeFileSync(join(dir, "mode"), mode);
const calls = () => readFileSync(join(dir, "calls"), "utf8").trim().split("\n");
const program = () => [process.execPath, fake, dir] as const;
const create = (change: Partial<Gphoto2Options> = {}) =>
  createFaceCameraGphoto2({ clock, port: null, viewMs: 0, slowFactor: 1, program: [...program()], ...change });
const leftovers = () => readdirSync(tmpdir()).filter((entry) => entry.startsWith("bilik-still-"));

async function look(device: ReturnType<typeof create>): Promise<readonly FaceCameraFrame[]> {
  const frames: FaceCameraFrame[] = [];
  for await (const frame of device.frames(request)) {
    frames.push(frame);
    if (frame.isView !== true) return frames;
  }
  return frames;
}

describe("a still camera through gphoto2", () => {
  testFaceCameraContract({
    target: "portrait",
    isSimulated: true,
    working: () => ({ device: create(), settle: (work) => work }),
    plugged: null,
    lateComer: null,
    mute: null,
    absent: null,
    faulty: null,
  });

  it("guides by its live view, and counts its picture at full resolution", async () => {
    const device = create({ viewMs: 400, port: "usb:001,004" });
    await device.open();
    expect(device.provenance()).toMatchObject({ model: "Canon EOS 200D", serial: "EMU-200D", firmware: "3-1.0.3" });
    const frames = await look(device);
    const views = frames.filter(({ isView }) => isView === true);
    expect(views.length).toBeGreaterThan(0);
    expect(views[0]?.image).toMatchObject({ widthPx: 96, heightPx: 64 });
    expect(frames.at(-1)?.image).toMatchObject(still);
    expect(calls().every((call) => call.startsWith("--port usb:001,004 "))).toBe(true);
    expect(leftovers()).toEqual([]);
    await device.close();
  });

  it("takes its picture without a live view where there is none", async () => {
    setMode("no-view");
    const device = create({ viewMs: 400 });
    await device.open();
    expect((await look(device)).map(({ isView }) => isView)).toEqual([undefined]);
    await device.close();
  });

  it("is asked again while it puts its mirror away", async () => {
    const device = create();
    await device.open();
    setMode("busy-once");
    expect((await takeOne(device, request))?.image).toMatchObject(still);
    expect(calls().filter((call) => call.includes("--capture-image-and-download"))).toHaveLength(2);
    await device.close();
  });

  it.each([
    ["gone", "driver.disconnected"],
    ["raw", "driver.malformed"],
  ])("that is %s gives %s, and leaves no picture behind", async (mode, code) => {
    const device = create();
    await device.open();
    setMode(mode);
    await expect(takeOne(device, request)).rejects.toMatchObject({ code });
    expect(leftovers()).toEqual([]);
    await device.close();
  });

  it("that another program holds is busy, and one that is gone absent", async () => {
    setMode("held");
    await expect(create().open()).rejects.toMatchObject({ code: "driver.busy" });
    setMode("gone");
    await expect(create().open()).rejects.toMatchObject({ code: "driver.disconnected" });
  });

  it("that hangs is killed when nobody waits any more", async () => {
    const device = create();
    await device.open();
    setMode("hang");
    await expect(takeOne(device, { ...request, timeoutMs: 700 })).rejects.toMatchObject({ code: "driver.timeout" });
    expect(execFileSync("ps", ["-eo", "args"]).toString()).not.toContain(dir);
    await device.close();
  });

  const hasGphoto = isInstalled("gphoto2");
  it.skipIf(!hasGphoto)(
    `is absent for the real gphoto2 where there is none${hasGphoto ? "" : " (skipped: gphoto2 is not installed)"}`,
    async () => {
      const device = createFaceCameraGphoto2({ clock, port: "usb:250,250", viewMs: 0, slowFactor: 1 });
      await expect(device.open()).rejects.toMatchObject({ code: "driver.disconnected" });
    },
  );
});

describe("a still camera over a table, as a scanner", () => {
  testDocumentScannerContract({
    target: "kk",
    flow: "once",
    isSimulated: true,
    working: () => ({
      device: createCameraScanner({
        ...{ clock, resolutionPpi: 200, slowFactor: 1 },
        page: { kind: "still", camera: { port: null, program: [...program()] } },
      }),
      settle: (work) => work,
    }),
    plugged: null,
    lateComer: null,
    mute: null,
    absent: null,
    faulty: null,
  });
});

const hasFfmpeg = isInstalled("ffmpeg");
describe.skipIf(!hasFfmpeg)(
  `a video camera over a table, as a scanner${hasFfmpeg ? "" : " (skipped: ffmpeg is not installed)"}`,
  () => {
    const scanner = () =>
      createCameraScanner({
        ...{ clock, resolutionPpi: 200, slowFactor: 2 },
        page: {
          kind: "video",
          source: { kind: "lavfi", graph: "testsrc2=size=640x480:rate=15" },
          controls: { exposure: null, whiteBalanceK: null, focus: null },
        },
      });

    testDocumentScannerContract({
      target: "kk",
      flow: "once",
      isSimulated: true,
      working: () => ({ device: scanner(), settle: (work) => work }),
      plugged: null,
      lateComer: null,
      mute: null,
      absent: null,
      faulty: null,
    });

    it("gives one page at the resolution that was measured", async () => {
      const device = scanner();
      await device.open();
      const pages: { readonly image: object }[] = [];
      for await (const page of device.frames({ ...request, target: "kk" })) pages.push(page);
      expect(pages).toHaveLength(1);
      expect(pages[0]?.image).toMatchObject({ widthPx: 640, heightPx: 480, resolutionPpi: 200 });
      expect(device.provenance().serial).toBe("EMU-PAGE-CAMERA");
      await device.close();
    });
  },
);

function isInstalled(command: string): boolean {
  try {
    execFileSync("which", [command], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
