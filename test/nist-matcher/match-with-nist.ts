import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { GrayImage } from "../../runtime/kernel/image.ts";

export type ImagePair = readonly [first: number, second: number];

/** Whether Debian's libfprint and gjs are installed: the first holds NIST's matcher, the second speaks to it. */
export const hasNistMatcher = canImport();
export const nistSkipReason = "NIST's matcher is not installed (Debian: gjs, gir1.2-fprint-2.0)";

const script = join(import.meta.dirname, "compare-prints.js");

/**
 * Scores pairs of images at 500 ppi with mindtct and bozorth3: about 0 for two fingers, 40 and more for one. An image of too
 * few minutiae scores 0 with everything. Tens of milliseconds a pair, and at most three minutes, when libfprint takes its
 * reader for overheated.
 * @throws Error when not every pair was compared
 */
export async function matchWithNist(images: readonly GrayImage[], pairs: readonly ImagePair[]): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), "nist-matcher-"));
  try {
    return await comparePairs(join(folder, "reader.sock"), images, pairs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function comparePairs(socket: string, images: readonly GrayImage[], pairs: readonly ImagePair[]) {
  const names = pairs.map((pair) => pair.join(","));
  const child = spawn("gjs", [script, String(images.length), ...names], {
    env: { ...process.env, FP_VIRTUAL_IMAGE: socket, G_MESSAGES_DEBUG: "libfprint-print" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const scores: number[] = [];
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const [, image] = /^image (\d+)$/.exec(line) ?? [];
      if (image !== undefined) showImage(socket, images[Number(image)]);
      if (line.startsWith("pair ")) scores.push(0);
      const [, score] = /score (\d+)\/\d+$/.exec(line) ?? [];
      if (score !== undefined && scores.length > 0) scores.push(Math.max(scores.pop() ?? 0, Number(score)));
    }
  } finally {
    child.kill();
  }
  if (scores.length !== pairs.length)
    throw new Error(`NIST's matcher compared ${scores.length} of ${pairs.length} pairs`);
  return scores;
}

/** libfprint's own form: width and height as 32-bit integers of the machine, then the pixels. */
function showImage(socket: string, image: GrayImage | undefined): void {
  if (image === undefined) throw new Error("NIST's matcher asked for an image that there is not");
  const header = new Uint8Array(Int32Array.of(image.widthPx, image.heightPx).buffer);
  const link = connect(socket, () => {
    link.write(header);
    link.end(image.pixels);
  });
  // The reader hangs up once it has the image.
  link.on("error", () => link.destroy());
}

function canImport(): boolean {
  try {
    execFileSync("gjs", ["-c", "imports.gi.versions.FPrint = '2.0'; imports.gi.FPrint;"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
