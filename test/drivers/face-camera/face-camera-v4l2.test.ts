import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createFaceCameraV4l2 } from "../../../drivers/face-camera/face-camera-v4l2.ts";
import { createIrisCameraV4l2 } from "../../../drivers/iris-camera/iris-camera-v4l2.ts";
import { createPendingWork } from "../../../drivers/transport/pending-work.ts";
import type { VideoSource } from "../../../drivers/transport/video/video-source.ts";
import { watchVideo } from "../../../drivers/transport/video/watch-video.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import type { Device } from "../../../runtime/kernel/device.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { absentAtFirst, fromSecondOpening, pulledAfterOneFrame } from "../bench-steps.ts";
import { type CameraStandIn, installCamera } from "../camera-stand-in.ts";
import { take, takeOne } from "../frame-source-contract.ts";
import { testFaceCameraContract } from "./face-camera-contract.ts";

const clock = createSystemClock();
const signal = new AbortController().signal;
const request = { target: "portrait", timeoutMs: 20_000, signal } as const;
const controls = { exposure: null, whiteBalanceK: null, focus: null };
const card: VideoSource = { kind: "lavfi", graph: "testsrc2=size=320x240:rate=15" };
const hasFfmpeg = isInstalled("ffmpeg");
const why = hasFfmpeg ? "" : " (skipped: ffmpeg is not installed)";
const create = (source: VideoSource = card) => createFaceCameraV4l2({ clock, source, controls, slowFactor: 2 });
let dir = "";

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "bilik-video-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.skipIf(!hasFfmpeg)(`a camera through ffmpeg${why}`, () => {
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

  it("shows a picture to the pixel, again and again", async () => {
    const path = join(dir, "face.jpg");
    const picture = sharp({ create: { width: 96, height: 64, channels: 3, background: { r: 180, g: 20, b: 30 } } });
    writeFileSync(path, await picture.jpeg().toBuffer());
    const wanted = new Uint8Array(await sharp(path).removeAlpha().raw().toBuffer());
    const camera = create({ kind: "still", path, framesPerSecond: 10 });
    await camera.open();
    const frames = await take(camera, request, 3);
    for (const { image } of frames) expect(Buffer.compare(Buffer.from(image.pixels), Buffer.from(wanted))).toBe(0);
    await camera.close();
  });

  it("moves, and gives the newest frame to somebody slow", async () => {
    const camera = create();
    await camera.open();
    const seen: Uint8Array[] = [];
    for await (const { image } of camera.frames(request)) {
      seen.push(image.pixels);
      if (seen.length === 3) break;
      await clock.sleep(300);
    }
    expect(Buffer.compare(Buffer.from(seen[1] ?? []), Buffer.from(seen[2] ?? []))).not.toBe(0);
    await camera.close();
  });

  it("is gone, with its program, when it is closed while somebody is busy with a picture", async () => {
    const graph = "testsrc2=size=326x244:rate=15";
    const camera = create({ kind: "lavfi", graph });
    await camera.open();
    const look = camera.frames(request)[Symbol.asyncIterator]();
    await look.next();
    await camera.close();
    expect(execFileSync("ps", ["-eo", "args"]).toString()).not.toContain(graph);
    await expect(look.next()).rejects.toMatchObject({ code: "driver.disconnected" });
  });

  it("shows a picture once, however irregularly the camera sends them", async () => {
    const graph = "testsrc2=size=160x120:rate=15,select='not(mod(n,5))'";
    const camera = create({ kind: "lavfi", graph });
    await camera.open();
    const frames = await take(camera, request, 4);
    const pictures = frames.map(({ image }) => Buffer.from(image.pixels).toString("latin1"));
    expect(new Set(pictures).size).toBe(4);
    await camera.close();
  });

  it("is gone, with its program, when nobody looks any more", async () => {
    const graph = "testsrc2=size=322x242:rate=15";
    const camera = create({ kind: "lavfi", graph });
    await camera.open();
    await takeOne(camera, request);
    const running = execFileSync("ps", ["-eo", "args"]).toString();
    expect(running).not.toContain(graph);
    await camera.close();
  });

  it("is not there at a path where no camera is", async () => {
    const v4l2 = { kind: "v4l2", widthPx: 640, heightPx: 480, framesPerSecond: 15, format: "mjpeg" } as const;
    const camera = create({ ...v4l2, path: "/dev/no-such-video" });
    await expect(camera.open()).rejects.toMatchObject({ code: "driver.disconnected" });
    expect(camera.provenance()).toMatchObject({ model: "no-such-video", isSimulated: false });
  });

  it("serves an eye as well, in grey", async () => {
    const source = { clock, source: card, controls, slowFactor: 2 };
    const camera = createIrisCameraV4l2({ ...source, resolutionPpi: 640, isMirrored: true });
    await camera.open();
    const { image, isMirrored } = await takeOne(camera, { target: "left", timeoutMs: 20_000, signal });
    expect(image).toMatchObject({ widthPx: 320, heightPx: 240, resolutionPpi: 640 });
    expect(isMirrored).toBe(true);
    expect(image.pixels).toHaveLength(320 * 240);
    await camera.close();
  });
});

describe("a camera through a stand-in for ffmpeg", () => {
  let camera: CameraStandIn;
  beforeAll(async () => {
    camera = await installCamera("v4l2");
  });
  afterAll(() => camera.programs.remove());
  afterEach(() => camera.insert());
  const here = (slowFactor = 1) => createFaceCameraV4l2({ clock, source: camera.source, controls, slowFactor });
  const settle = <T>(work: Promise<T>) => work;
  const pullFrom = (device: Device) => async () => {
    camera.pull();
    await waitUntil("the loss is noticed", () => device.health().state === "lost");
  };

  testFaceCameraContract({
    target: "portrait",
    isSimulated: false,
    working: () => ({ device: here(), settle }),
    plugged: () => {
      const device = here();
      return { device, settle, pull: pullFrom(device), insert: camera.insert };
    },
    lateComer: () => ({ device: absentAtFirst(here(), camera), settle }),
    mute: () => {
      camera.programs.setMode("mute");
      return { device: fromSecondOpening(here(0.1), camera.insert), settle };
    },
    // A camera shows whatever stands before it.
    absent: null,
    faulty: (fault) => {
      const device = here();
      if (fault === "unplug") return { device: pulledAfterOneFrame(device, camera), settle };
      // The first opening proves that it works; what follows does not.
      const frames: typeof device.frames = (request) => {
        if (openings === 1) camera.programs.setMode(modes[fault]);
        return device.frames(request);
      };
      let openings = 0;
      const open = async () => {
        openings += 1;
        if (openings > 1) camera.insert();
        await device.open();
      };
      return { device: { ...device, open, frames }, settle };
    },
  });
});

const modes = {
  ...{ stall: "stall", garbage: "garbage", truncated: "cut", "wrong-geometry": "wrong-geometry", held: "busy" },
} as const;

describe("a program that shows pictures", () => {
  const program = { device: "camera", clock, skipFrames: 0, endTimeoutMs: 1_500, running: createPendingWork() };
  const watch = (script: string, stallMs = 400) => {
    const command = { command: "sh", args: ["-c", script], framing: "parts" } as const;
    return watchVideo({ ...program, command, stallMs }, signal)[Symbol.asyncIterator]();
  };

  it("that ends well has lost its camera all the same", async () => {
    await expect(watch("exit 0", 5_000).next()).rejects.toMatchObject({ code: "driver.disconnected" });
  });

  it("that stalls counts as lost after a while", async () => {
    await expect(watch("sleep 30").next()).rejects.toMatchObject({ code: "driver.disconnected" });
  });

  it("that writes anything else is malformed, or lost", async () => {
    const outcome = await watch(
      "printf -- '--frame\\r\\nContent-type: image/jpeg\\r\\nContent-length: 999999999\\r\\n\\r\\n'; sleep 5",
      3_000,
    )
      .next()
      .catch((error) => error.code);
    expect(outcome).toBe("driver.malformed");
  });

  it("that is not installed is a camera that is not there", async () => {
    const command = { command: "no-such-program", args: [], framing: "parts" } as const;
    const frames = watchVideo({ ...program, command, stallMs: 3_000 }, signal);
    await expect(frames.next()).rejects.toMatchObject({ code: "driver.disconnected" });
  });
});

function isInstalled(command: string): boolean {
  try {
    execFileSync("which", [command], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
