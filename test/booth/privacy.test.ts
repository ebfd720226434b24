import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readGrayImage, readRgbImage } from "../../drivers/recording/read-image-file.ts";
import { parseEnrolment } from "./enrol.ts";
import { exceptOthers, fewFingers, makeResident, residentBiodata } from "./make-resident.ts";
import { type BilikResult, startBilik, untilSaid } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** By file, which of the secrets lie open in it. */
type Findings = readonly (readonly [file: string, secret: string])[];
type Secrets = ReadonlyMap<string, Buffer>;

let secrets: Secrets;
let midway: Findings;
let after: Findings;
let said: BilikResult;

beforeAll(async () => {
  const resident = await makeResident({ seed: "private", fingers: fewFingers, exceptions: exceptOthers(fewFingers) });
  const state = await makeTemporaryFolder();
  secrets = await collectSecrets(resident);
  const args = ["enrol", "--resident", resident, "--state", state, "--json", "--log", "debug"];
  const first = startBilik(args);
  await untilSaid(first, /signature/);
  first.child.kill("SIGKILL");
  const cut = await first.ended;
  midway = await search(state, secrets);
  const second = await startBilik(args).ended;
  parseEnrolment(second);
  after = await search(state, secrets);
  said = { ...second, stderr: cut.stderr + second.stderr };
}, 180_000);

describe("a booth's disk", () => {
  it("would show what lies open: each secret is found where it was put", async () => {
    const folder = await makeTemporaryFolder("open");
    for (const [name, bytes] of secrets) await writeFile(join(folder, name.replaceAll("/", "-")), bytes);
    const found = await search(folder, secrets);
    expect(new Set(found.map(([, secret]) => secret))).toEqual(new Set(secrets.keys()));
  });

  it("holds no name, no NIK and no image in the open in the middle of a visit", () => {
    expect(midway).toEqual([]);
  });

  it("holds none after the visit, the office's store included", () => {
    expect(after).toEqual([]);
  });
});

describe("a booth's words", () => {
  it("name nobody, not even in the most talkative log", () => {
    expect(said.stderr).toContain('"level":');
    const text = said.stdout + said.stderr;
    for (const value of Object.values(residentBiodata)) {
      // Values such as "P" or "WNI" tell nothing of a person, and stand in many words.
      if (value.length > 4) expect(text, value).not.toContain(value);
    }
  });
});

const recordFormats = [
  ["FAC", "030"],
  ["FIR", "020"],
  ["FMR", "030"],
  ["IIR", "020"],
  ["SDI", " 10"],
] as const;

async function collectSecrets(resident: string): Promise<Secrets> {
  const found = new Map<string, Buffer>();
  for (const field of ["nik", "nomorKk", "namaLengkap", "alamat", "tanggalLahir"] as const) {
    found.set(field, Buffer.from(residentBiodata[field]));
  }
  // Signatures of file formats, long enough that sealed bytes do not hold one by chance.
  found.set("JPEG 2000", Buffer.from("0000000c6a5020200d0a870a", "hex"));
  found.set("PNG", Buffer.from("89504e470d0a1a0a", "hex"));
  for (const [format, version] of recordFormats) found.set(format, Buffer.from(`${format}\0${version}\0`));
  const grays = (await readdir(resident)).filter((name) => /^(finger|iris)/.test(name));
  for (const name of grays) found.set(name, cutMiddle((await readGrayImage(join(resident, name))).pixels));
  found.set("face.png", cutMiddle((await readRgbImage(join(resident, "face.png"))).pixels));
  const { points } = JSON.parse(await readFile(join(resident, "signature.json"), "utf8"));
  found.set("signature.json", Buffer.from(JSON.stringify(points.slice(20, 22)).slice(1, -1)));
  return found;
}

/** Enough pixels to be of no other image, few enough to be found whatever a container cuts. */
function cutMiddle(pixels: Uint8Array): Buffer {
  const middle = Math.floor(pixels.length / 2);
  return Buffer.from(pixels.subarray(middle, middle + 48));
}

async function search(folder: string, wanted: Secrets): Promise<Findings> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const findings: (readonly [string, string])[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (const [secret, pattern] of wanted) if (bytes.includes(pattern)) findings.push([path, secret]);
  }
  return findings;
}
