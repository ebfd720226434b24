import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readRecordedResident } from "../../../drivers/recording/read-recorded-resident.ts";
import { completeFiles, drawing, exampleBiodata, writeFolder } from "../recorded-folder.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

type Files = Map<string, string | Uint8Array>;

/** A complete folder, changed as the test says. */
async function prepare(change: (files: Files) => unknown = () => undefined): Promise<string> {
  const files = await completeFiles();
  await change(files);
  const folder = await writeFolder(files);
  folders.push(folder);
  return folder;
}

const withBiodata = (change: Record<string, unknown>) => (files: Files) =>
  files.set("resident.json", JSON.stringify({ ...exampleBiodata, ...change }));
const withExceptions = (exceptions: unknown) => (files: Files) =>
  files.set("exceptions.json", JSON.stringify(exceptions));

describe("readRecordedResident", () => {
  it("finds everything a complete folder holds", async () => {
    const folder = await prepare();
    const resident = await readRecordedResident(folder);
    expect(resident.biodata).toEqual(exampleBiodata);
    expect(resident.facePath).toBe(join(folder, "face.jpg"));
    expect([...resident.fingerPaths.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(resident.fingerPaths.get(10)).toBe(join(folder, "finger-10.png"));
    expect(new Set(resident.irisPaths.keys())).toEqual(new Set(["left", "right"]));
    expect(resident.signature).toEqual({ kind: "ink", path: join(folder, "signature.json") });
    expect(resident.paperPaths).toEqual(new Map([["kk", join(folder, "papers", "kk.png")]]));
    expect(resident.exceptions).toEqual([]);
  });

  it("reads names as cameras write them, skips what is hidden, and needs no papers", async () => {
    const folder = await prepare((files) => {
      files.set("FACE.JPG", files.get("face.jpg")!);
      files.delete("face.jpg");
      files.delete("papers/kk.png");
      files.set("papers/.DS_Store", "hidden");
      files.set("notes.txt", "unrelated");
    });
    const resident = await readRecordedResident(folder);
    expect(resident.facePath).toBe(join(folder, "FACE.JPG"));
    expect(resident.paperPaths.size).toBe(0);
    await rm(join(folder, "papers"), { recursive: true });
    expect((await readRecordedResident(folder)).paperPaths.size).toBe(0);
  });

  it("takes a signature on paper where there is no ink, and ink where there are both", async () => {
    const paper = await drawing(30, 20, 1).png().toBuffer();
    const onPaper = await prepare((files) => {
      files.delete("signature.json");
      files.set("signature.png", paper);
    });
    expect((await readRecordedResident(onPaper)).signature?.kind).toBe("paper");
    const both = await prepare((files) => files.set("signature.png", paper));
    expect((await readRecordedResident(both)).signature?.kind).toBe("ink");
  });

  it("accepts a biometric that is missing with its reason", async () => {
    const exceptions = [
      { modality: "fingerprint", position: 8, reason: "missing" },
      { modality: "iris", position: "left", reason: "unable" },
      { modality: "signature", reason: "unable" },
      { modality: "face", position: null, reason: "waived" },
    ];
    const folder = await prepare((files) => {
      for (const name of ["finger-08.png", "iris-left.png", "signature.json", "face.jpg"]) files.delete(name);
      withExceptions(exceptions)(files);
    });
    const resident = await readRecordedResident(folder);
    expect(resident.fingerPaths.has(8)).toBe(false);
    expect([resident.facePath, resident.signature, resident.irisPaths.get("left")]).toEqual([null, null, undefined]);
    expect(resident.exceptions).toHaveLength(4);
    expect(resident.exceptions[2]).toEqual({ modality: "signature", position: null, reason: "unable" });
  });

  it("does not use a file that an exception covers, not even to look whether it is an image", async () => {
    const folder = await prepare((files) => {
      files.set("finger-03.png", "a bandage");
      withExceptions([{ modality: "fingerprint", position: 3, reason: "bandaged" }])(files);
    });
    expect((await readRecordedResident(folder)).fingerPaths.has(3)).toBe(false);
  });

  it("names every biometric that is missing without a reason, at once", async () => {
    const folder = await prepare((files) => {
      for (const name of ["face.jpg", "finger-01.png", "finger-10.png", "iris-right.png", "signature.json"]) {
        files.delete(name);
      }
      withExceptions([{ modality: "fingerprint", position: 10, reason: "missing" }])(files);
    });
    await expect(readRecordedResident(folder)).rejects.toMatchObject({
      code: "resident.biometric-missing",
      detail: { path: folder, missing: ["face", "finger-01", "iris-right", "signature"] },
    });
  });
});

describe("readRecordedResident, given bad data", () => {
  it.each([
    { what: "a NIK of 15 digits", change: { nik: "990101450590000" }, says: "nik: must be 16 digits" },
    { what: "a NIK of 17 digits", change: { nik: "99010145059000011" }, says: "nik: must be 16 digits" },
    { what: "a NIK with a letter", change: { nik: "990101450590000O" }, says: "nik: must be 16 digits" },
    { what: "a NIK as a number", change: { nik: 1234 }, says: "nik" },
    { what: "a family card number of 3 digits", change: { nomorKk: "123" }, says: "nomorKk: must be 16 digits" },
    { what: "no name", change: { namaLengkap: " " }, says: "namaLengkap: must not be empty" },
    { what: "an unknown sex", change: { jenisKelamin: "X" }, says: "jenisKelamin" },
    { what: "a day that does not exist", change: { tanggalLahir: "1990-02-30" }, says: "tanggalLahir: must be a date" },
    { what: "an unknown nationality", change: { kewarganegaraan: "EU" }, says: "kewarganegaraan" },
    { what: "a further field that is no text", change: { hobi: { a: 1 } }, says: "hobi" },
    { what: "a missing field", change: { tempatLahir: undefined }, says: "tempatLahir" },
  ])("refuses $what and says so", async ({ change, says }) => {
    const folder = await prepare(withBiodata(change));
    const refusal = readRecordedResident(folder);
    await expect(refusal).rejects.toMatchObject({
      code: "resident.invalid",
      detail: { path: join(folder, "resident.json") },
    });
    await expect(refusal).rejects.toThrow(says);
  });

  it("reports every problem of the data at once, and repeats none of them", async () => {
    const folder = await prepare(withBiodata({ nik: "12345", jenisKelamin: "RAHASIA" }));
    const error = await readRecordedResident(folder).catch((caught) => caught);
    expect(error.message).toContain("nik");
    expect(error.message).toContain("jenisKelamin");
    expect(error.message).not.toContain("12345");
    expect(error.message).not.toContain("RAHASIA");
  });

  it.each([
    { what: "cut-off", json: `{"nik": "9901` },
    { what: "empty", json: "" },
    { what: "another kind of", json: "[]" },
  ])("refuses $what resident.json", async ({ json }) => {
    const folder = await prepare((files) => files.set("resident.json", json));
    await expect(readRecordedResident(folder)).rejects.toMatchObject({ code: "resident.invalid" });
  });

  it.each([
    {
      what: "an unknown reason",
      exceptions: [{ modality: "fingerprint", position: 8, reason: "lazy" }],
      says: "reason",
    },
    {
      what: "an eleventh finger",
      exceptions: [{ modality: "fingerprint", position: 11, reason: "missing" }],
      says: "position",
    },
    {
      what: "a finger without position",
      exceptions: [{ modality: "fingerprint", reason: "missing" }],
      says: "position",
    },
    {
      what: "a third eye",
      exceptions: [{ modality: "iris", position: "middle", reason: "missing" }],
      says: "position",
    },
    { what: "an unknown modality", exceptions: [{ modality: "voice", reason: "missing" }], says: "modality" },
    { what: "a field nobody knows", exceptions: [{ modality: "face", reason: "waived", by: "me" }], says: "by" },
    { what: "something that is no list", exceptions: {}, says: "array" },
    {
      what: "one biometric twice",
      exceptions: [
        { modality: "iris", position: "left", reason: "unable" },
        { modality: "iris", position: "left", reason: "missing" },
      ],
      says: "iris-left is listed twice",
    },
  ])("refuses $what in exceptions.json", async ({ exceptions, says }) => {
    const folder = await prepare(withExceptions(exceptions));
    const refusal = readRecordedResident(folder);
    await expect(refusal).rejects.toMatchObject({
      code: "resident.invalid",
      detail: { path: join(folder, "exceptions.json") },
    });
    await expect(refusal).rejects.toThrow(says);
  });

  it("says which file is missing or wrong: the folder, its data, a folder in place of a file", async () => {
    const folder = await prepare((files) => files.delete("resident.json"));
    await expect(readRecordedResident(join(folder, "none"))).rejects.toMatchObject({ code: "file.missing" });
    await expect(readRecordedResident(join(folder, "face.jpg"))).rejects.toMatchObject({
      code: "file.unreadable",
      detail: { problem: "it is not a folder" },
    });
    await expect(readRecordedResident(folder)).rejects.toMatchObject({
      code: "file.missing",
      detail: { path: join(folder, "resident.json") },
    });
    await mkdir(join(folder, "resident.json"));
    await expect(readRecordedResident(folder)).rejects.toMatchObject({ code: "file.unreadable" });
  });

  it.each([
    { name: "face.jpg", content: "text", code: "image.invalid" },
    { name: "finger-07.png", content: "", code: "image.invalid" },
    { name: "iris-left.png", content: "cut", code: "image.invalid" },
    { name: "papers/kk.png", content: "text", code: "image.invalid" },
    { name: "papers/akta.pdf", content: "%PDF-1.7", code: "resident.invalid" },
    { name: "signature.json", content: "{}", code: "signature.invalid" },
  ])("refuses a broken $name before anybody stands at the booth", async ({ name, content, code }) => {
    const folder = await prepare((files) => {
      const whole = files.get(name);
      files.set(name, content === "cut" && whole instanceof Uint8Array ? whole.subarray(0, -3) : content);
    });
    await expect(readRecordedResident(folder)).rejects.toMatchObject({ code });
  });

  it("does not choose between two pictures of one thing", async () => {
    const twoFormats = await prepare(async (files) => files.set("face.png", await drawing(5, 5, 3).png().toBuffer()));
    await expect(readRecordedResident(twoFormats)).rejects.toThrow("keep only one of face.png and face.jpg");
    const twoCases = await prepare();
    await writeFile(join(twoCases, "Face.jpg"), await drawing(5, 5, 3).jpeg().toBuffer());
    await expect(readRecordedResident(twoCases)).rejects.toThrow("two files named face.jpg");
  });

  it("reads the example residents", async (context) => {
    const examples = "../shared/data/residents";
    if (!existsSync(examples)) return context.skip(`${examples} is not there`);
    const whole = await readRecordedResident(join(examples, "composite-01"));
    expect([whole.fingerPaths.size, whole.irisPaths.size, whole.signature?.kind]).toEqual([10, 2, "ink"]);
    const partial = await readRecordedResident(join(examples, "composite-02"));
    expect([partial.fingerPaths.size, partial.irisPaths.size, partial.signature?.kind]).toEqual([8, 1, "paper"]);
    expect(partial.exceptions).toHaveLength(3);
  });
});
