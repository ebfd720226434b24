import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { BoothError, isSystemError } from "../kernel/errors.ts";

/** One image of one finger. */
export type Impression = { readonly path: string; readonly finger: string; readonly impression: number };

/** More would take days to compare. */
const impressionsMax = 20_000;
const imagePattern = /\.(png|jpe?g|bmp|tiff?|wsq|jp2)$/i;
const namePattern = /^(.+)_(\d{1,6})\.[^.]+$/;

/**
 * The images of a folder named `<finger>_<impression>.<ending>`, by finger and impression. Files that are no images by
 * their name are passed over.
 * @throws BoothError `command.usage` when an image is named otherwise, two are the same impression, or nothing can be
 * compared
 * @throws BoothError `file.missing`, `file.unreadable`
 */
export async function listImpressions(folder: string): Promise<readonly Impression[]> {
  const names = (await readFolder(folder)).filter((name) => imagePattern.test(name) && !name.startsWith("."));
  if (names.length > impressionsMax) throw usage(`${folder}: ${names.length} images, at most ${impressionsMax}`);
  const impressions = names.map((name) => parseName(folder, name));
  impressions.sort((a, b) => compareFingers(a.finger, b.finger) || a.impression - b.impression);
  for (const [index, { finger, impression, path }] of impressions.entries()) {
    const next = impressions[index + 1];
    if (next?.finger !== finger || next.impression !== impression) continue;
    throw usage(`${path} and ${next.path} are the same impression`);
  }
  const fingers = new Set(impressions.map(({ finger }) => finger));
  if (fingers.size < 2) throw usage(`${folder}: at least two fingers are needed, named <finger>_<impression>.png`);
  if (fingers.size === impressions.length) {
    throw usage(`${folder}: no finger has a second impression, so nothing can be a genuine match`);
  }
  return impressions;
}

async function readFolder(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (isSystemError(error, "ENOENT")) throw new BoothError("file.missing", { path: folder }, { cause: error });
    const problem = error instanceof Error ? error.message : "unreadable";
    throw new BoothError("file.unreadable", { path: folder, problem }, { cause: error });
  }
}

function parseName(folder: string, name: string): Impression {
  const [, finger, impression] = namePattern.exec(name) ?? [];
  if (finger === undefined || impression === undefined) {
    throw usage(`${join(folder, name)} is not named <finger>_<impression>, such as 101_3.png`);
  }
  return { path: join(folder, name), finger, impression: Number(impression) };
}

const numerical = new Intl.Collator("en", { numeric: true });

/** 2 before 10; the same order on every machine, and never equal unless the same. */
function compareFingers(first: string, second: string): number {
  if (first === second) return 0;
  return numerical.compare(first, second) || (first < second ? -1 : 1);
}

function usage(problem: string): BoothError {
  return new BoothError("command.usage", { problem });
}
