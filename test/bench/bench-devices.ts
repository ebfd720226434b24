import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import sharp from "sharp";
import { createFaceCameraV4l2 } from "../../drivers/face-camera/face-camera-v4l2.ts";
import { defaultFaceScene } from "../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../drivers/face-camera/render-face.ts";
import type { FaceTrack } from "../../pipelines/face/guidance/face-track.ts";
import { createPipelinePool } from "../../runtime/capture/pipeline-pool.ts";
import { loadCanonicalFace } from "../../runtime/inference/load-canonical-face.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { installPrograms } from "../drivers/fake-programs.ts";
import { hasSocat, skipWithoutSocat } from "../drivers/transport/pty.ts";
import type { Figure } from "./figure.ts";

const idleMs = 20_000;
const settleMs = 4_000;
const devicesCount = 7;
const previewFramesPerSecond = 15;
const previewMs = 20_000;

/** What a booth costs while nobody is in it, and while somebody is looked at. Percent of one core, of its own process. */
export async function benchDevices(modelsDir: string): Promise<readonly Figure[]> {
  const idle = hasSocat ? await measureIdle() : [];
  if (!hasSocat) console.error(`${skipWithoutSocat}: the idle booth is skipped`);
  return [...idle, ...(await measurePreview(modelsDir))];
}

/** A camera that is only looked for while nobody stands before it, a scanner and a printer. */
const standIns = {
  ffmpeg: 'while [ -e "$dir/video0" ]; do cat "$dir/picture"; sleep 0.05; done',
  "v4l2-ctl": "exit 1",
  scanimage: "exit 0",
  lpstat: 'case "$*" in *-p*) echo "printer Kantor is idle.";; *-v*) echo "device for Kantor: cups-pdf:/";; esac',
};

async function measureIdle(): Promise<readonly Figure[]> {
  const stateDir = await mkdtemp(join(tmpdir(), "bilik-bench-"));
  const programs = installPrograms(standIns, { picture: await makePicture(), video0: Buffer.alloc(0) });
  const equipment = spawn(process.execPath, ["test/bench/emulated-equipment.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const wired = JSON.parse(await readLine(equipment, /^\{/));
  const camera = { driver: "v4l2", path: join(programs.dir, "video0"), widthPx: 160, heightPx: 120 };
  const devices = {
    ...{ ...wired, faceCamera: camera, documentScanner: { driver: "sane", scanner: "test:0" } },
    printer: { driver: "cups", queue: "Kantor" },
  };
  const config = join(stateDir, "booth.json");
  await writeFile(config, JSON.stringify({ stateDir, kiosk: { port: 0 }, logLevel: "info", devices }));
  const booth = spawn(
    process.execPath,
    ["--import", "./test/bench/tell-cpu.ts", "--max-semi-space-size=4", "runtime/main.ts", "booth", "--config", config],
    { stdio: ["ignore", "pipe", "pipe", "ipc"] },
  );
  const ended = once(booth, "exit");
  try {
    await waitForDevices(booth);
    await delay(settleMs);
    const percent = await measureCpu(() => askCpuMs(booth), idleMs);
    const figure = `idle booth, ${devicesCount} devices open, of one core over ${idleMs / 1_000} s`;
    return [{ bench: "devices", figure, value: percent, unit: "%", runs: 1 }];
  } finally {
    booth.kill("SIGTERM");
    await ended;
    equipment.stdin?.end();
    await once(equipment, "exit");
    programs.remove();
    await rm(stateDir, { recursive: true });
  }
}

async function measureCpu(readCpuMs: () => number | Promise<number>, durationMs: number): Promise<number> {
  const [startMs, usedMs] = [performance.now(), await readCpuMs()];
  await delay(durationMs);
  const spentMs = (await readCpuMs()) - usedMs;
  return (100 * spentMs) / (performance.now() - startMs);
}

async function askCpuMs(booth: ChildProcess): Promise<number> {
  const answer = once(booth, "message");
  booth.send("cpu");
  const [cpuMs] = await answer;
  return Number(cpuMs);
}

async function waitForDevices(booth: ChildProcess): Promise<void> {
  const ready = new Set<string>();
  for (const stream of [booth.stdout, booth.stderr]) {
    if (stream === null) continue;
    createInterface(stream).on("line", (line) => {
      const role = /"role":"(\w+)"/.exec(line)?.[1];
      if (line.includes("device.ready") && role !== undefined) ready.add(role);
    });
  }
  for (let waits = 0; ready.size < devicesCount; waits += 1) {
    if (waits > 600 || booth.exitCode !== null) throw new RangeError(`only ${[...ready].join(", ")} are ready`);
    await delay(100);
  }
}

async function readLine(child: ChildProcess, pattern: RegExp): Promise<string> {
  if (child.stdout === null) throw new RangeError("a child without an output");
  for await (const line of createInterface(child.stdout)) if (pattern.test(line)) return line;
  throw new RangeError("the emulators ended before they were ready");
}

async function makePicture(): Promise<Uint8Array> {
  const blank = sharp({ create: { width: 160, height: 120, channels: 3, background: { r: 90, g: 90, b: 90 } } });
  const jpeg = await blank.jpeg().toBuffer();
  const head = `--frame\r\nContent-type: image/jpeg\r\nContent-length: ${jpeg.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), jpeg, Buffer.from("\r\n")]);
}

/** Every frame of a live camera decoded and guided by, as while somebody is being photographed. */
async function measurePreview(modelsDir: string): Promise<readonly Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), "bilik-bench-"));
  const path = join(dir, "face.jpg");
  const { image } = await renderFace(await loadCanonicalFace(modelsDir), defaultFaceScene);
  const raw = { width: image.widthPx, height: image.heightPx, channels: 3 } as const;
  await writeFile(path, await sharp(image.pixels, { raw }).resize(1_280, 720, { fit: "contain" }).jpeg().toBuffer());
  const clock = createSystemClock();
  const limits = { fingerprintScoreMin: 40, irisScoreMin: 60 };
  const pipelines = createPipelinePool({ workers: 1, modelsDir, limits });
  const camera = createFaceCameraV4l2({
    ...{ clock, controls: { exposure: null, whiteBalanceK: null, focus: null }, slowFactor: 1 },
    source: { kind: "still", path, framesPerSecond: previewFramesPerSecond },
  });
  await pipelines.warmUp();
  await camera.open();
  const ending = new AbortController();
  let frames = 0;
  let track: FaceTrack | null = null;
  const looking = (async () => {
    for await (const { image: seen } of camera.frames({
      target: "portrait",
      timeoutMs: 10_000,
      signal: ending.signal,
    })) {
      const live = { image: seen, atMs: clock.monotonicMs(), track };
      ({ track } = await pipelines.guideFace(live, null));
      frames += 1;
    }
  })().catch((error: unknown) => {
    if (!ending.signal.aborted) throw error;
  });
  await delay(settleMs);
  const before = frames;
  const startMs = performance.now();
  const percent = await measureCpu(() => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  }, previewMs);
  const framesPerSecond = ((frames - before) * 1_000) / (performance.now() - startMs);
  ending.abort();
  await looking;
  await camera.close();
  await pipelines.close();
  await rm(dir, { recursive: true });
  const name = `preview of 1280×720 at ${previewFramesPerSecond} a second, decoded and guided by`;
  return [
    { bench: "devices", figure: `${name}: of one core`, value: percent, unit: "%", runs: 1 },
    { bench: "devices", figure: `${name}: frames guided by`, value: framesPerSecond, unit: "1/s", runs: 1 },
  ];
}
