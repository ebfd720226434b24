import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Language, languages } from "../../wire/languages.ts";
import { type Clip, listClips } from "./clips.ts";

const run = promisify(execFile);
const repository = join(import.meta.dirname, "../../../..");
const recordingsFolder = join(import.meta.dirname, "recordings");
const outFolder = join(import.meta.dirname, "../build/voice");
/** Rendered clips by what they were made of, so that a changed sentence alone is spoken anew. */
const cacheFolder = join(repository, ".setup/voice");

type Voice = { readonly name: string; readonly wordsPerMinute: number };
/** Javanese has no voice of its own: the Indonesian one reads it, and its letters are those that this voice knows. */
const voices: Readonly<Record<Language, Voice>> = {
  id: { name: "id", wordsPerMinute: 145 },
  en: { name: "en-gb", wordsPerMinute: 150 },
  jv: { name: "id", wordsPerMinute: 135 },
};

const recordingExtensions = ["wav", "flac", "ogg", "opus", "mp3", "m4a"] as const;
/** Speech in one channel, small enough for a booth's disk and line. */
const encoding = ["-ac", "1", "-ar", "24000", "-c:a", "libopus", "-b:a", "16k", "-application", "voip"];
/** People speak at many loudnesses, the voice at one: theirs are brought to it (EBU R 128). */
const evenLoudness = ["-af", "loudnorm=I=-18:TP=-2"];
const runTimeoutMs = 30_000;
const wavMaxBytes = 64_000_000;
const workersMax = 2;

/** Makes every clip of every language; leaves the page silent, and says so, where the tools are not there. */
async function buildVoice(): Promise<void> {
  const missing = await findMissing(["espeak-ng", "ffmpeg"]);
  if (missing.length > 0) {
    tell(`voice: no clips made, as ${missing.join(" and ")} cannot be run; the page shows captions without sound`);
    return;
  }
  await mkdir(cacheFolder, { recursive: true });
  await rm(outFolder, { recursive: true, force: true });
  for (const language of languages) await buildLanguage(language);
}

async function buildLanguage(language: Language): Promise<void> {
  const folder = join(outFolder, language);
  await mkdir(folder, { recursive: true });
  const recordings = await listRecordings(language);
  const queue = [...listClips(language)];
  const counts = { clips: queue.length, recorded: 0 };
  const work = async () => {
    for (let clip = queue.pop(); clip !== undefined; clip = queue.pop()) {
      const recording = recordings.get(clip.name) ?? null;
      if (recording !== null) counts.recorded += 1;
      const made = recording === null ? await speakClip(language, clip) : await encodeRecording(recording);
      await copyFile(made, join(folder, `${clip.name}.ogg`));
    }
  };
  await Promise.all(Array.from({ length: workersMax }, work));
  tell(`voice: ${language}: ${counts.clips} clips, ${counts.recorded} of them recorded by people`);
}

/** Recordings by people, by the name of the clip; other files in the folder are named and left alone. */
async function listRecordings(language: Language): Promise<ReadonlyMap<string, string>> {
  const folder = join(recordingsFolder, language);
  const known = new Set(listClips(language).map(({ name }) => name));
  const found = new Map<string, string>();
  for (const file of await readFolder(folder)) {
    const dot = file.lastIndexOf(".");
    const name = file.slice(0, dot);
    const isSound = recordingExtensions.some((extension) => file.slice(dot + 1).toLowerCase() === extension);
    if (isSound && known.has(name)) found.set(name, join(folder, file));
    else tell(`voice: ${language}/${file} is no clip's name, see docs/kiosk-voice.md`);
  }
  return found;
}

async function readFolder(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith(".")).sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

async function speakClip(language: Language, { text }: Clip): Promise<string> {
  const { name, wordsPerMinute } = voices[language];
  const spoken = language === "jv" ? text.normalize("NFD").replace(/\p{M}/gu, "") : text;
  return keepInCache(["espeak-ng", name, String(wordsPerMinute), spoken], encoding, async () => {
    const { stdout } = await run("espeak-ng", ["-v", name, "-s", String(wordsPerMinute), "--stdout", "--", spoken], {
      encoding: "buffer",
      timeout: runTimeoutMs,
      maxBuffer: wavMaxBytes,
    });
    return stdout;
  });
}

async function encodeRecording(path: string): Promise<string> {
  const sound = await readFile(path);
  return keepInCache(
    ["recording", createHash("sha256").update(sound).digest("hex")],
    [...evenLoudness, ...encoding],
    async () => sound,
  );
}

/** The encoded clip of what `makeSound` yields; made only where the same has not been made before. */
async function keepInCache(
  parts: readonly string[],
  coding: readonly string[],
  makeSound: () => Promise<Buffer>,
): Promise<string> {
  const key = createHash("sha256")
    .update(JSON.stringify([...parts, ...coding]))
    .digest("hex");
  const path = join(cacheFolder, `${key}.ogg`);
  if (existsSync(path)) return path;
  const soundPath = `${path}.in`;
  const asidePath = `${path}.part.ogg`;
  await writeFile(soundPath, await makeSound());
  // Nothing about the maker or the moment goes into the file: the same words give the same bytes.
  const options = ["-v", "error", "-y", "-i", soundPath, "-map_metadata", "-1", "-fflags", "+bitexact"];
  await run("ffmpeg", [...options, ...coding, "-flags:a", "+bitexact", asidePath], { timeout: runTimeoutMs });
  await rename(asidePath, path);
  await rm(soundPath);
  return path;
}

async function findMissing(programs: readonly string[]): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const program of programs) {
    try {
      await run(program, [program === "ffmpeg" ? "-version" : "--version"], { timeout: runTimeoutMs });
    } catch {
      missing.push(program);
    }
  }
  return missing;
}

/** The sheet for whoever reads the sentences into a microphone. */
function listSheet(language: Language): void {
  for (const { name, text } of listClips(language)) tell(`${language}/${name}\t${text}`);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [flag, wanted] = process.argv.slice(2);
if (flag === "--list")
  for (const language of languages.filter((each) => each === (wanted ?? each))) listSheet(language);
else await buildVoice();
