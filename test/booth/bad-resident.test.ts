import { existsSync } from "node:fs";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { enrol, inspectManifest, storedPackages } from "./enrol.ts";
import { exceptOthers, makeResident } from "./make-resident.ts";
import { expectFailedVisit, expectRefusal } from "./refusal.ts";
import { runBilik } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const timeoutMs = 180_000;
const fingers = [2] as const;
let good: string;

beforeAll(async () => {
  good = await makeResident({ seed: "good", fingers, exceptions: exceptOthers(fingers) });
}, timeoutMs);

/** The good resident's folder with one thing changed. */
async function spoil(change: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = await makeTemporaryFolder("spoilt");
  await cp(good, folder, { recursive: true });
  await change(folder);
  return folder;
}

const put = (name: string, content: string | Uint8Array) => (folder: string) => writeFile(join(folder, name), content);

async function changeJson(folder: string, name: string, change: (content: Record<string, unknown>) => unknown) {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, "utf8")))));
}

const spoilings: readonly (readonly [what: string, change: (folder: string) => Promise<unknown>, named: string])[] = [
  ["a broken resident.json", put("resident.json", '{"nik": "9901'), "resident.json"],
  ["an empty resident.json", put("resident.json", ""), "resident.json"],
  ["no resident.json", (folder) => rm(join(folder, "resident.json")), "resident.json"],
  [
    "a NIK of 15 digits",
    (folder) => changeJson(folder, "resident.json", (biodata) => ({ ...biodata, nik: "990101450590000" })),
    "nik",
  ],
  ["an exceptions.json that is no list", put("exceptions.json", '{"finger-03": "missing"}'), "exceptions.json"],
  [
    "a reason that does not exist",
    put("exceptions.json", '[{"modality": "fingerprint", "position": 1, "reason": "no time"}]'),
    "exceptions.json",
  ],
  [
    "an image that was cut off",
    async (folder) => {
      const whole = await readFile(join(folder, "finger-02.png"));
      await writeFile(join(folder, "finger-02.png"), whole.subarray(0, whole.length / 2));
    },
    "finger-02.png",
  ],
  ["a text file with an image's name", put("iris-left.png", "this is no eye\n"), "iris-left.png"],
  ["an empty image file", put("face.png", ""), "face.png"],
  ["a picture of 20,000 × 20,000 pixels", put("face.png", hugePng()), "20000×20000"],
  [
    "a point of the signature that is no number",
    async (folder) => {
      const text = await readFile(join(folder, "signature.json"), "utf8");
      await writeFile(join(folder, "signature.json"), text.replace(/"x":[\d.]+/, '"x":NaN'));
    },
    "signature.json",
  ],
  [
    "a point of the signature that is null",
    (folder) =>
      changeJson(folder, "signature.json", (ink) => ({ ...ink, points: [{ x: null, y: 1, t: 0, p: 1, down: true }] })),
    "signature.json",
  ],
  ["a paper that is no image", put("papers/kk.png", "%PDF-1.7"), "kk.png"],
];

describe("bilik enrol refuses in one line, and writes nothing", () => {
  it.each(spoilings)("%s", { timeout: timeoutMs }, async (_, change, named) => {
    const state = join(await makeTemporaryFolder(), "state");
    const line = expectRefusal(await runBilik("enrol", "--resident", await spoil(change), "--state", state));
    expect(line).toContain(named);
    expect(existsSync(state)).toBe(false);
  });

  it("a folder that is not there", async () => {
    const state = join(await makeTemporaryFolder(), "state");
    const line = expectRefusal(await runBilik("enrol", "--resident", "/no/such/folder", "--state", state));
    expect(line).toContain("/no/such/folder");
    expect(existsSync(state)).toBe(false);
  });

  it("a file in the place of the folder", async () => {
    const state = join(await makeTemporaryFolder(), "state");
    const file = join(good, "resident.json");
    expect(expectRefusal(await runBilik("enrol", "--resident", file, "--state", state))).toContain(file);
    expect(existsSync(state)).toBe(false);
  });

  it("never quotes the resident's data, whatever is wrong with them", async () => {
    const resident = await spoil((folder) =>
      changeJson(folder, "resident.json", (biodata) => ({ ...biodata, nik: "990101450590000", jenisKelamin: "X" })),
    );
    const line = expectRefusal(await runBilik("enrol", "--resident", resident, "--state", "/nowhere"));
    for (const value of ["990101450590000", "RATNA"]) expect(line).not.toContain(value);
  });
});

describe("a biometric that is there and shows nothing", () => {
  it("is excepted with a reason after all attempts, and the visit ends", { timeout: timeoutMs }, async () => {
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#808080" } })
      .png()
      .toBuffer();
    const blank = await sharp({ create: { width: 300, height: 300, channels: 3, background: "#ffffff" } })
      .png()
      .toBuffer();
    const resident = await spoil(async (folder) => {
      for (const name of ["face.png", "finger-02.png", "iris-left.png"]) await writeFile(join(folder, name), dot);
      await writeFile(join(folder, "iris-right.png"), blank);
      await changeJson(folder, "signature.json", (ink) => ({ ...ink, points: [] }));
    });
    const state = await makeTemporaryFolder();
    const summary = await enrol(resident, state);
    const unable = summary.captures.filter(({ exception }) => exception === "unable");
    expect(unable.map(({ modality, position }) => [modality, position])).toEqual(
      expect.arrayContaining([
        ["face", null],
        ["fingerprint", 2],
        ["signature", null],
        ["iris", "right"],
        ["iris", "left"],
      ]),
    );
    const manifest = await inspectManifest(state, summary.packageId);
    expect(manifest.captures).toEqual([]);
    expect(manifest.missing).toHaveLength(14);
  });
});

describe("a resident who is too young", () => {
  it("is sent home with the reason, and leaves nothing readable behind", { timeout: timeoutMs }, async () => {
    const bornAt = `${new Date().getUTCFullYear() - 12}-01-02`;
    const resident = await spoil((folder) =>
      changeJson(folder, "resident.json", (biodata) => ({ ...biodata, tanggalLahir: bornAt })),
    );
    const state = await makeTemporaryFolder();
    const line = expectFailedVisit(await runBilik("enrol", "--resident", resident, "--state", state));
    expect(line).toMatch(/16 tahun/);
    expect(await storedPackages(state)).toEqual([]);
    const kept = await readdir(join(state, "booth/vault"), { recursive: true });
    expect(kept.filter((name) => /\.key$|blobs\//.test(name))).toEqual([]);
    expect(kept.some((name) => name.endsWith(".destroyed"))).toBe(true);
    const again = await runBilik("enrol", "--resident", resident, "--state", state);
    expect(expectFailedVisit(again)).not.toBe(line);
  });
});

/** A sound PNG of 20,000 × 20,000 white-and-black pixels: 400 megapixels in less than 100 kB. */
function hugePng(): Uint8Array {
  const side = 20_000;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(side * (1 + side / 8));
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 1 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([frame, body, check]);
}
