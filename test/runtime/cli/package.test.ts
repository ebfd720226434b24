import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packageVerb } from "../../../runtime/cli/package.ts";
import type { Language, Terminal } from "../../../runtime/cli/verb.ts";
import { writeArchive } from "../../../runtime/record/archive.ts";
import { buildPackage } from "../../../runtime/record/build-package.ts";
import { sealPackage } from "../../../runtime/record/cms/sealed-package.ts";
import { readPackage } from "../../../runtime/record/read-package.ts";
import { useDemonstrationKeys } from "../record/cms/demonstration-keys.ts";
import { sampleContent } from "../record/sample-content.ts";

const keys = useDemonstrationKeys();
const stranger = useDemonstrationKeys();
const path = (name: string) => join(keys().folder, name);
let packageId = "";
let archive: Uint8Array = new Uint8Array();

beforeAll(async () => {
  archive = (await buildPackage(sampleContent())).archive;
  packageId = await writeSealed("visit.p7", archive);
});

async function writeSealed(name: string, content: Uint8Array, signer = keys().booth): Promise<string> {
  const { sealed, packageId: id } = sealPackage(content, { ...keys().sealing, signer });
  await writeFile(path(name), sealed);
  return id;
}

async function run(args: readonly string[], language: Language = "en") {
  const lines: string[] = [];
  const terminal: Terminal = {
    print: (line) => void lines.push(line),
    remark: () => undefined,
    isInteractive: false,
    language,
    stop: new AbortController().signal,
  };
  const exitCode = await packageVerb.run(args, terminal);
  return { exitCode, lines, text: lines.join("\n") };
}

function keyOptions({ paths } = keys(), index: 0 | 1 = 0): string[] {
  const { certificate, key } = paths.dataCentres[index];
  return ["--key", key, "--cert", certificate, "--ca", keys().paths.authority.certificate];
}

describe("package inspect", () => {
  it("says without a key how large it is and who may open it, and that the signer is hidden inside", async () => {
    const { text } = await run(["inspect", path("visit.p7")]);
    expect(text).toContain(packageId);
    expect(text.match(/^recipient .*serial/gm)).toHaveLength(2);
    expect(text).toMatch(/signer +inside the seal/);
    expect(text).not.toContain("ktp-el");
    expect((await run(["inspect", path("visit.p7")], "id")).text).toContain("perlu kunci penerima");
  });

  it("shows steps, captures and files with a key, and masks the person", async () => {
    const { text } = await run(["inspect", path("visit.p7"), ...keyOptions(keys(), 1)]);
    expect(text).toMatch(/signer +.*CN=bilik-01/);
    expect(text).toContain("SIMULATED");
    expect(text).toMatch(/rekam-data +600 s +312 s +15 s +operator-1/);
    expect(text).toMatch(/fingerprint +7 +71\.5 +2/);
    expect(text).toMatch(/iris +left +- +- +bandaged/);
    expect(text).toMatch(/namaLengkap +•••$/m);
    expect(text).not.toMatch(/GABUNGAN|9901014505900001/);
  });

  it("shows the person only when asked to", async () => {
    const { text } = await run(["inspect", path("visit.p7"), ...keyOptions(), "--show-biodata"]);
    expect(text).toMatch(/namaLengkap +CONTOH GABUNGAN/);
  });

  it("gives one JSON object, masked as well", async () => {
    const outside = JSON.parse((await run(["inspect", path("visit.p7"), "--json"])).text);
    expect(outside).toMatchObject({ packageId, recipients: [expect.any(String), expect.any(String)] });
    expect(outside.manifest).toBeUndefined();
    const inside = JSON.parse((await run(["inspect", path("visit.p7"), "--json", ...keyOptions()])).text);
    expect(inside.manifest).toMatchObject({ service: "ktp-el", biodata: { nik: "•••" } });
  });
});

describe("package verify", () => {
  it("prints one line a check and ends with 0 when all of it is sound", async () => {
    const { exitCode, lines } = await run(["verify", path("visit.p7"), ...keyOptions()]);
    expect(exitCode).toBe(0);
    expect(lines.every((line) => line.startsWith("sound"))).toBe(true);
    expect(lines.map((line) => line.split(/ +|: /)[1])).toEqual([
      ...["envelope", "seal", "signature", "files", "booth"],
      ...["finger-02.fir", "finger-02.fmr", "finger-07.fir", "finger-07.fmr", "face.fac", "iris-right.iir"],
      ...["signature.sdi", "signature-ink.json", "signature.jp2", "signature.svg"],
      ...["papers/kk-01.jpg", "letters/surat-hasil-perekaman.pdf"],
    ]);
  });

  it("ends with 1 when the booth that signed is not the booth inside", async () => {
    await writeSealed("foreign.p7", (await buildPackage(sampleContent({ boothId: "bilik-99" }))).archive);
    const { exitCode, text } = await run(["verify", path("foreign.p7"), ...keyOptions()]);
    expect(exitCode).toBe(1);
    expect(text).toContain("FAILS  booth: bilik-99: signed by bilik-01, the manifest says bilik-99");
  });

  it("ends with 1 when a record is not sound, and says which", async () => {
    const content = sampleContent({ papers: [{ ...sampleContent().papers[0]!, pages: [Uint8Array.of(1, 2, 3)] }] });
    await writeSealed("paper.p7", (await buildPackage(content)).archive);
    const { exitCode, text } = await run(["verify", path("paper.p7"), ...keyOptions(), "--json"]);
    expect(exitCode).toBe(1);
    const { isSound, checks } = JSON.parse(text);
    expect(isSound).toBe(false);
    expect(checks.filter(({ problem }: { problem: string | null }) => problem !== null)).toEqual([
      { check: "papers/kk-01.jpg", finding: "jpg", problem: "another beginning" },
    ]);
  });

  it("throws what keeps it from looking further: a changed bit, a foreign signer, an archive that is none", async () => {
    const flipped = await readFile(path("visit.p7"));
    flipped[5_000] = (flipped[5_000] ?? 0) ^ 1;
    await writeFile(path("flipped.p7"), flipped);
    await expect(run(["verify", path("flipped.p7"), ...keyOptions()])).rejects.toMatchObject({
      code: "package.invalid",
    });
    await writeSealed("stranger.p7", archive, stranger().booth);
    await expect(run(["verify", path("stranger.p7"), ...keyOptions()])).rejects.toMatchObject({
      code: "package.signature",
    });
    await writeSealed("text.p7", new TextEncoder().encode("hello"));
    await expect(run(["verify", path("text.p7"), ...keyOptions()])).rejects.toMatchObject({ code: "package.invalid" });
  });
});

describe("package open", () => {
  it("writes every file, for the owner alone, and nothing beside them", async () => {
    const out = path("opened");
    await run(["open", path("visit.p7"), "--out", out, ...keyOptions()]);
    for (const { name, bytes } of readPackage(archive).files) {
      expect(Buffer.compare(await readFile(join(out, name)), bytes)).toBe(0);
      expect((await stat(join(out, name))).mode & 0o777).toBe(0o600);
    }
    expect((await readdir(keys().folder)).filter((name) => name.startsWith("opened"))).toEqual(["opened"]);
  });

  it("fills an empty folder and refuses one with anything in it", async () => {
    const out = path("given");
    await mkdir(out);
    expect((await run(["open", path("visit.p7"), "--out", out, ...keyOptions(), "--json"])).exitCode).toBe(0);
    const again = run(["open", path("visit.p7"), "--out", out, ...keyOptions()]);
    await expect(again).rejects.toMatchObject({ code: "command.usage" });
  });

  it("writes nothing at all when the package cannot be trusted or read", async () => {
    const { manifest, files } = readPackage(archive);
    await writeSealed("torn.p7", writeArchive(files.slice(0, manifest.files.length)));
    const opening = run(["open", path("torn.p7"), "--out", path("nothing"), ...keyOptions()]);
    await expect(opening).rejects.toMatchObject({ code: "package.invalid" });
    const foreign = run(["open", path("visit.p7"), "--out", path("nothing"), ...keyOptions(stranger())]);
    await expect(foreign).rejects.toMatchObject({ code: "package.not-recipient" });
    expect((await readdir(keys().folder)).filter((name) => name.startsWith("nothing"))).toEqual([]);
  });

  it("says so when a file is in the way", async () => {
    await writeFile(path("in-the-way"), "x");
    const opening = run(["open", path("visit.p7"), "--out", path("in-the-way"), ...keyOptions()]);
    await expect(opening).rejects.toMatchObject({ code: "file.unreadable" });
    const below = run(["open", path("visit.p7"), "--out", path("in-the-way/below"), ...keyOptions()]);
    await expect(below).rejects.toMatchObject({ code: "file.unreadable" });
  });
});

describe("what does not fit", () => {
  it.each([
    [[]],
    [["burn", "x"]],
    [["inspect"]],
    [["inspect", "a", "b"]],
    [["open", "a"]],
    [["verify", "a", "--nonsense"]],
  ])("refuses %j as usage", async (args) => {
    await expect(run(args)).rejects.toMatchObject({ code: "command.usage" });
  });

  it("refuses a file that is missing, empty, a folder, cut or no package", async () => {
    await writeFile(path("empty.p7"), "");
    await writeFile(path("noise.p7"), "no package at all");
    await writeFile(path("cut.p7"), (await readFile(path("visit.p7"))).subarray(0, 4_000));
    for (const action of ["inspect", "verify"]) {
      const attempt = (name: string) => run([action, path(name), ...keyOptions()]);
      await expect(attempt("none.p7")).rejects.toMatchObject({ code: "file.missing" });
      await expect(attempt("empty.p7")).rejects.toMatchObject({
        code: "file.unreadable",
        detail: { problem: "empty" },
      });
      await expect(attempt("keys")).rejects.toMatchObject({ code: "file.unreadable" });
      await expect(attempt("cut.p7")).rejects.toMatchObject({ code: "package.invalid" });
      await expect(attempt("noise.p7")).rejects.toMatchObject({ code: "package.invalid" });
    }
  });

  it("refuses a key file that is missing or belongs to another certificate", async () => {
    const missing = run(["verify", path("visit.p7"), "--key", path("none.key")]);
    await expect(missing).rejects.toMatchObject({ code: "file.missing" });
    const { dataCentres, ingest } = keys().paths;
    const mixed = run(["verify", path("visit.p7"), "--key", ingest.key, "--cert", dataCentres[0].certificate]);
    await expect(mixed).rejects.toMatchObject({ code: "file.unreadable" });
  });
});
