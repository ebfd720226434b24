import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../../runtime/kernel/clock.ts";
import { BoothError, isFailure } from "../../../runtime/kernel/errors.ts";
import { findUsbAddress, padUsbNumber } from "../find-usb-address.ts";
import { type ProgramEnd, runProgram } from "../run-program.ts";

/** A still camera behind gphoto2. */
export type StillCamera = {
  /** Names the device in failures. */
  readonly device: string;
  readonly clock: Clock;
  /** As `gphoto2 --auto-detect` lists it; null takes the first. */
  readonly port: string | null;
  /** The camera with this USB serial number, at whichever port it is now; the port counts without it. */
  readonly serial?: string | null;
  readonly slowFactor: number;
  /** Program and first arguments, where it is another than Debian's own. */
  readonly program?: readonly [string, ...string[]];
};

/** What a camera says of itself. */
export type StillCameraFacts = { readonly model: string; readonly serial: string; readonly firmware: string };

const summaryTimeoutMs = 8_000;
const stillTimeoutMs = 12_000;
const textMaxBytes = 262_144;
const stillMaxBytes = 64 * 1_048_576;
/** A camera that has just shown its live view is still putting its mirror away. */
const triesMax = 3;
const settleMs = 1_200;
const standardProgram: readonly [string, ...string[]] = ["gphoto2"];
const busyWords = /busy|0x2019|could not (claim|lock)/i;

/**
 * How gphoto2 is called for this camera, where it is now.
 * @throws BoothError `driver.disconnected` when no device has its serial number
 */
export async function gphotoCommand(camera: StillCamera, args: readonly string[]) {
  const [command, ...first] = camera.program ?? standardProgram;
  const port = await locatePort(camera);
  return { command, args: [...first, ...(port === null ? [] : ["--port", port]), ...args] };
}

async function locatePort({ device, port, serial = null }: StillCamera): Promise<string | null> {
  if (serial === null) return port;
  const found = await findUsbAddress(serial);
  if (found === null) throw new BoothError("driver.disconnected", { device });
  return `usb:${padUsbNumber(found.bus)},${padUsbNumber(found.device)}`;
}

/**
 * Whether the camera is still connected; does not claim it.
 * @throws BoothError as `runProgram` does
 */
export async function isStillCameraThere(camera: StillCamera, signal: AbortSignal): Promise<boolean> {
  const { device, port, serial = null, slowFactor } = camera;
  if (serial !== null) return (await findUsbAddress(serial)) !== null;
  const [command, ...first] = camera.program ?? standardProgram;
  const bounds = { timeoutMs: summaryTimeoutMs * slowFactor, signal, stdoutMaxBytes: textMaxBytes };
  const { exitCode, stdout } = await runProgram({ device, command, args: [...first, "--auto-detect"] }, bounds);
  if (exitCode !== 0) return true;
  const ports = Array.from(new TextDecoder().decode(stdout).matchAll(/\s((?:usb|ptpip|serial|disk):\S*)\s*$/gm));
  return ports.some(([, listed]) => port === null || listed === port);
}

/**
 * Asks the camera who it is, which claims it for a moment.
 * @throws BoothError `driver.disconnected` when there is none, `driver.busy` when another program holds it
 */
export async function readStillCamera(camera: StillCamera, signal: AbortSignal): Promise<StillCameraFacts> {
  const { stdout } = await ask(camera, ["--summary"], { timeoutMs: summaryTimeoutMs, signal });
  const summary = new TextDecoder().decode(stdout);
  const read = (label: string) => new RegExp(`^${label}: *(\\S.{0,80})$`, "m").exec(summary)?.[1]?.trim() ?? "unknown";
  return { model: read("Model"), serial: read("\\s*Serial Number"), firmware: read("\\s*Version") };
}

/**
 * Releases the shutter and fetches the picture at full resolution, as JPEG. It lies in a file of ours only while it is read.
 * @throws BoothError `driver.busy` when the camera stays busy, `driver.disconnected`, `driver.timeout`, `driver.malformed`
 */
export async function takeStill(camera: StillCamera, signal: AbortSignal): Promise<Uint8Array> {
  const { device, clock, slowFactor } = camera;
  const folder = await mkdtemp(join(tmpdir(), "bilik-still-"));
  const args = ["--capture-image-and-download", "--filename", join(folder, "still.%C"), "--force-overwrite"];
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        await ask(camera, args, { timeoutMs: stillTimeoutMs, signal });
        return await readStill(folder, device);
      } catch (error) {
        if (!isFailure(error, "driver.busy") || tries >= triesMax) throw error;
        await clock.sleep(settleMs * slowFactor, signal);
      }
    }
  } finally {
    // It shows somebody's face.
    await rm(folder, { recursive: true, force: true });
  }
}

async function readStill(folder: string, device: string): Promise<Uint8Array> {
  const name = (await readdir(folder)).find((file) => /\.jpe?g$/i.test(file));
  if (name === undefined)
    throw new BoothError("driver.malformed", { device, problem: "no JPEG: set the camera to it" });
  const bytes = await readFile(join(folder, name));
  if (bytes.length > stillMaxBytes)
    throw new BoothError("driver.malformed", { device, problem: "a picture too large" });
  return new Uint8Array(bytes);
}

async function ask(
  camera: StillCamera,
  args: readonly string[],
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<ProgramEnd> {
  const { device, slowFactor } = camera;
  const bounds = { timeoutMs: timeoutMs * slowFactor, signal, stdoutMaxBytes: textMaxBytes };
  const end = await runProgram({ device, ...(await gphotoCommand(camera, args)) }, bounds);
  if (end.exitCode === 0) return end;
  if (busyWords.test(end.stderr)) throw new BoothError("driver.busy", { device, operation: "another program's" });
  throw new BoothError("driver.disconnected", { device });
}
