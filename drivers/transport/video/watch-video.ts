import { type ChildProcess, spawn } from "node:child_process";
import type { Clock } from "../../../runtime/kernel/clock.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createMjpegParser } from "../mjpeg-parser.ts";
import { createNewestSlot } from "../newest-slot.ts";
import type { PendingWork } from "../pending-work.ts";
import { waitWithin } from "../wait-within.ts";
import { createJpegSplitter } from "./jpeg-splitter.ts";
import type { VideoCommand } from "./video-source.ts";

/** Unless the machine is slower than any booth's. */
export const standardEndMs = 1_500;

export type VideoProgram = {
  /** Names the device in failures. */
  readonly device: string;
  readonly clock: Clock;
  readonly command: VideoCommand;
  /** Longest silence between two frames: cameras stall without an error. */
  readonly stallMs: number;
  /** The first frames are dark until the exposure has settled. */
  readonly skipFrames: number;
  /** How long a killed program may take to be gone, and its camera with it free. */
  readonly endTimeoutMs: number;
  /** Knows of the program until it is gone. */
  readonly running: PendingWork;
};

const complaintMaxChars = 4_096;
/** As the kernel says it through ffmpeg, and as gphoto2 says it of a camera that a desktop has claimed. */
const isHeld = /resource busy|could not claim|could not lock/i;

/**
 * The newest JPEG image each time, as long as somebody asks. However it ends, the program is gone afterwards, and the
 * camera free. Its exit code means nothing: ffmpeg ends with 0 when the camera is pulled out.
 * @throws BoothError `driver.disconnected` when the pictures end or stall, `driver.malformed` when they make no sense,
 *   `driver.busy` when another program has the camera
 * @throws the signal's reason when aborted
 */
export async function* watchVideo(program: VideoProgram, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const { device, clock, stallMs } = program;
  const { command, args, framing } = program.command;
  signal.throwIfAborted();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C" } });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
  void program.running.run(() => ended);
  // Whoever looks may be busy with the last picture when the camera is closed.
  const kill = () => child.kill("SIGKILL");
  signal.addEventListener("abort", kill, { once: true });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint = `${complaint}${chunk.toString("latin1")}`.slice(-complaintMaxChars);
  });
  const newest = createNewestSlot<Uint8Array>();
  const parser = framing === "parts" ? createMjpegParser() : createJpegSplitter();
  let skipped = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    for (const image of parser.push(chunk)) {
      skipped += 1;
      if (skipped > program.skipFrames) newest.put(image);
    }
    if (parser.state() !== "streaming") newest.end();
  });
  void ended.then(newest.end);
  const whenLate = () => new BoothError("driver.disconnected", { device });
  try {
    for (;;) {
      const image = await waitWithin(newest.take(), { clock, timeoutMs: stallMs, signal, whenLate });
      if (image === null && parser.state() !== "streaming")
        throw new BoothError("driver.malformed", { device, problem: "no images" });
      if (image === null && isHeld.test(complaint))
        throw new BoothError("driver.busy", { device, operation: "another program's" });
      if (image === null) throw whenLate();
      yield image;
    }
  } finally {
    signal.removeEventListener("abort", kill);
    await end(child, ended, program);
  }
}

type Ending = Pick<VideoProgram, "clock" | "endTimeoutMs">;

async function end(child: ChildProcess, ended: Promise<void>, { clock, endTimeoutMs }: Ending): Promise<void> {
  child.kill("SIGKILL");
  const { signal } = new AbortController();
  const late = new Error("late");
  await waitWithin(ended, { clock, timeoutMs: endTimeoutMs, signal, whenLate: () => late }).catch((error: unknown) => {
    if (error !== late) throw error;
  });
}
