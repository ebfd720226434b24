import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { PageImage } from "../../runtime/kernel/image.ts";
import { findPageFault } from "../transport/find-frame-fault.ts";
import { findUsbAddress, padUsbNumber } from "../transport/find-usb-address.ts";
import { createFrameSession } from "../transport/frame-session.ts";
import { runProgram } from "../transport/run-program.ts";
import type { DocumentScannerDriver, ScanTarget } from "./document-scanner-driver.ts";
import { readSaneStatus, type ScannerTrouble } from "./sane-status.ts";

export type SaneOptions = {
  readonly clock: Clock;
  /** SANE's name of the scanner, e.g. `airscan:e0:Canon`. */
  readonly scanner: string;
  /** USB serial number: the numbers in a name such as `epson2:libusb:001:004` are then looked up each time. */
  readonly serial?: string | null;
  readonly resolutionPpi: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** SANE's name of a sheet feeder; null scans the glass. */
  readonly feeder: string | null;
  /** Longest scan of one page or, from a feeder, of one stack. */
  readonly scanTimeoutMs: number;
  readonly slowFactor: number;
  /** From 0 to 100, as the scanner tells it. */
  readonly onProgress?: (percent: number) => void;
  /** Where SANE finds its backends, for a configuration of one's own. */
  readonly configDir?: string;
  /** Options of the backend that go to it as they are. */
  readonly extraArgs?: readonly string[];
};

const name = "document-scanner-sane";
const pagesMax = 20;
const pageMaxPixels = 60_000_000;
/** Metres have no whole number of dots an inch. */
const resolutionSlackRatio = 0.02;
const listTimeoutMs = 15_000;
const listMaxBytes = 262_144;

/** A flatbed or sheet feeder by SANE's `scanimage`, always under a kill timer. A page's file lives only while it is read. */
export function createSaneScanner(options: SaneOptions): DocumentScannerDriver {
  const { clock, slowFactor } = options;
  const provenance = describe(options);
  return createFrameSession<ScanTarget, { readonly image: PageImage }>({
    name,
    clock,
    provenance,
    openTimeoutMs: listTimeoutMs * slowFactor,
    findFault: ({ image }) => findPageFault(image),
    open: async (signal) => {
      // The opening's own time comes first; this one is for a program that does not die of it.
      const bounds = { timeoutMs: 2 * listTimeoutMs * slowFactor, signal, stdoutMaxBytes: listMaxBytes };
      // Asking for its options claims the scanner for a moment, and tells whether it answers.
      const { exitCode, stderr } = await runProgram(
        scanimage(options, ["-A", "-d", await locateScanner(options)]),
        bounds,
      );
      if (exitCode !== 0) throw trouble(readSaneStatus(exitCode, stderr) === "busy" ? "busy" : "gone");
      return provenance;
    },
    close: async () => undefined,
    look: (_paper, signal) => scanPages(options, signal),
  }).source;
}

async function* scanPages(options: SaneOptions, signal: AbortSignal): AsyncGenerator<{ readonly image: PageImage }> {
  const folder = await mkdtemp(join(tmpdir(), "bilik-scan-"));
  try {
    await scan(options, folder, signal);
    const pages = (await readdir(folder)).filter((file) => file.endsWith(".png")).sort();
    if (pages.length === 0) throw trouble("no-documents");
    for (const page of pages.slice(0, pagesMax)) {
      signal.throwIfAborted();
      const path = join(folder, page);
      const image = await decodePage(await readFile(path), options.resolutionPpi);
      await rm(path);
      yield { image };
    }
  } finally {
    // The pages name people.
    await rm(folder, { recursive: true, force: true });
  }
}

async function scan(options: SaneOptions, folder: string, signal: AbortSignal): Promise<void> {
  const { feeder, resolutionPpi, widthMm, heightMm, scanTimeoutMs, slowFactor, onProgress } = options;
  const area = ["-l", "0", "-t", "0", "-x", String(widthMm), "-y", String(heightMm)];
  const source = feeder === null ? ["--batch-count=1"] : ["--source", feeder, `--batch-count=${pagesMax}`];
  const { extraArgs = [] } = options;
  const format = ["--mode", "Color", "--resolution", String(resolutionPpi), "--format=png", "-p"];
  const scanner = await locateScanner(options);
  const args = ["-d", scanner, ...format, ...area, `--batch=${join(folder, "page-%02d.png")}`, ...source, ...extraArgs];
  const { exitCode, stderr } = await runProgram(scanimage(options, args), {
    timeoutMs: scanTimeoutMs * slowFactor,
    signal,
    stdoutMaxBytes: listMaxBytes,
    onErrorLine: (line) => {
      const percent = /^Progress: (\d+(?:\.\d+)?)%/.exec(line)?.[1];
      if (percent !== undefined) onProgress?.(Number(percent));
    },
  });
  const found = readSaneStatus(exitCode, stderr);
  // A feeder ends by running out of paper; whether it had any, the pages tell.
  if (found !== null && !(found === "no-documents" && feeder !== null)) throw trouble(found);
}

/** @throws BoothError `driver.disconnected` when no device has the serial number */
async function locateScanner({ scanner, serial = null }: SaneOptions): Promise<string> {
  if (serial === null) return scanner;
  const found = await findUsbAddress(serial);
  if (found === null) throw new BoothError("driver.disconnected", { device: name });
  return scanner.replace(/libusb:\d{3}:\d{3}/, `libusb:${padUsbNumber(found.bus)}:${padUsbNumber(found.device)}`);
}

function scanimage({ configDir }: SaneOptions, args: readonly string[]) {
  const env = configDir === undefined ? {} : { SANE_CONFIG_DIR: configDir };
  return { device: name, command: "scanimage", args, env };
}

function trouble(found: ScannerTrouble): BoothError {
  switch (found) {
    case "busy":
      return new BoothError("driver.busy", { device: name, operation: "another program's" });
    case "gone":
      return new BoothError("driver.disconnected", { device: name });
    case "no-documents":
      return new BoothError("driver.no-biometric", { device: name, target: "page" });
    case "jammed":
    case "cover-open":
    case "refused":
      return new BoothError("driver.malformed", { device: name, problem: found });
    default:
      return found satisfies never;
  }
}

async function decodePage(png: Uint8Array, resolutionPpi: number): Promise<PageImage> {
  try {
    const { data, info } = await sharp(png, { limitInputPixels: pageMaxPixels, failOn: "warning" })
      .removeAlpha()
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    requireResolution((await sharp(png).metadata()).density, resolutionPpi);
    return { widthPx: info.width, heightPx: info.height, resolutionPpi, pixels: new Uint8Array(data) };
  } catch (cause) {
    if (cause instanceof BoothError) throw cause;
    throw new BoothError("driver.malformed", { device: name, problem: "a page that is no image" }, { cause });
  }
}

/** A scanner without the resolution that was asked for takes the nearest it has, and says so in the file alone. */
function requireResolution(statedPpi: number | undefined, wantedPpi: number): void {
  if (statedPpi === undefined || Math.abs(statedPpi - wantedPpi) <= wantedPpi * resolutionSlackRatio) return;
  const problem = `a page at ${Math.round(statedPpi)} ppi where ${wantedPpi} were asked for`;
  throw new BoothError("driver.malformed", { device: name, problem });
}

/** SANE's own `test` backend draws patterns: what comes from it is simulated. */
function describe({ scanner, resolutionPpi }: SaneOptions): Provenance {
  const isSimulated = /^test(:|$)/.test(scanner);
  return {
    driver: name,
    model: scanner,
    serial: isSimulated ? "EMU-SANE-TEST" : scanner,
    firmware: "unknown",
    hardwareId: null,
    nativePpi: resolutionPpi,
    bitDepth: 8,
    isCertified: false,
    isSimulated,
  };
}
