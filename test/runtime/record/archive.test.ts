import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { type ArchiveFile, readArchive, writeArchive } from "../../../runtime/record/archive.ts";
import { fromHex, withBytes } from "./iso/hex.ts";

const text = (content: string) => new TextEncoder().encode(content);
const files: readonly ArchiveFile[] = [
  { name: "manifest.json", bytes: text("{}") },
  { name: "papers/kk-01.jpg", bytes: Uint8Array.of(0xff, 0xd8) },
  { name: "face.fac", bytes: new Uint8Array(0) },
];

const names = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}\.[a-z0-9]{2,4}$/);
const anyFiles = fc.uniqueArray(fc.record({ name: names, bytes: fc.uint8Array({ maxLength: 200 }) }), {
  selector: ({ name }) => name,
  maxLength: 8,
});

describe("archive", () => {
  it("is a stored ZIP with a fixed time, byte for byte", () => {
    expect(writeArchive([{ name: "a.txt", bytes: text("hi") }])).toEqual(
      fromHex(
        "504b0304 0a00 0000 0000 00002100 ac2a93d8 02000000 02000000 0500 0000 612e747874 6869",
        "504b0102 0a00 0a00 0000 0000 00002100 ac2a93d8 02000000 02000000 0500 0000",
        "0000 0000 0000 00000000 00000000 612e747874",
        "504b0506 0000 0000 0100 0100 33000000 25000000 0000",
      ),
    );
  });

  it("gives back any files in their order", () => {
    fc.assert(
      fc.property(anyFiles, (drawn) => {
        expect(readArchive(writeArchive(drawn))).toEqual(drawn);
      }),
    );
  });

  it("refuses an archive torn at any byte, or with a byte too many", () => {
    const whole = writeArchive(files);
    for (let lengthBytes = 0; lengthBytes < whole.length; lengthBytes += 1) {
      expect(() => readArchive(whole.subarray(0, lengthBytes))).toThrow("package.invalid");
    }
    expect(() => readArchive(Buffer.concat([whole, Uint8Array.of(0)]))).toThrow("package.invalid");
    expect(() => readArchive(Buffer.concat([Uint8Array.of(0), whole]))).toThrow("package.invalid");
  });

  it("refuses every single changed byte: there is one archive for one content", () => {
    const whole = writeArchive(files);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (offset, flip) => {
        const changed = withBytes(whole, offset, (whole[offset] ?? 0) ^ flip);
        expect(() => readArchive(changed)).toThrow(BoothError);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    "../escape.txt",
    "/absolute.txt",
    "a/../b.txt",
    "a\\b.txt",
    "C:evil.txt",
    "Capital.txt",
    "no-extension",
    "a/b/c.txt",
    "",
    `${"x".repeat(200)}.txt`,
  ])("does not write the name %j", (name) => {
    expect(() => writeArchive([{ name, bytes: text("x") }])).toThrow(/package.invalid.*file name/);
  });

  it.each(["../escap.txt", "/absolut.txt", "a/../bbb.txt", "UPPER-ca.txt"])("does not read the name %j", (name) => {
    const sound = Buffer.from(writeArchive([{ name: "plain-na.txt", bytes: text("x") }])).toString("latin1");
    const renamed = Buffer.from(sound.replaceAll("plain-na.txt", name), "latin1");
    expect(() => readArchive(renamed)).toThrow(/package.invalid.*file name/);
  });

  it("refuses the same name twice, and a compressed file", () => {
    const twice = { name: "a.txt", bytes: text("x") };
    expect(() => writeArchive([twice, twice])).toThrow(/twice/);
    expect(() => readArchive(withBytes(writeArchive([twice]), 8, 8))).toThrow(/compressed/);
  });

  it("names the damage when a file does not match its checksum", () => {
    expect(() => readArchive(withBytes(writeArchive(files), 43, 0x20))).toThrow(/CRC-32/);
  });
});

describe("read by other programs", () => {
  it.each([
    ["unzip", ["-t"]],
    ["python3", ["-c", "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)"]],
  ])("%s finds no error", async (program, args) => {
    const folder = await mkdtemp(join(tmpdir(), "bilik-archive-"));
    try {
      const path = join(folder, "a.zip");
      await writeFile(path, writeArchive(files));
      execFileSync(program, [...args, path], { stdio: "pipe" });
    } catch (error) {
      if ((error as { code?: string }).code !== "ENOENT") throw error;
      process.stdout.write(`skipped: ${program} is not installed\n`);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
