import { execFileSync, spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readEnvelope } from "../../../../runtime/record/cms/auth-enveloped-data.ts";
import { openPackage, sealPackage } from "../../../../runtime/record/cms/sealed-package.ts";
import { useDemonstrationKeys } from "./demonstration-keys.ts";

const keys = useDemonstrationKeys();
const stranger = useDemonstrationKeys();
const archive = Uint8Array.from({ length: 50_000 }, (_, index) => (index * 31) & 0xff);
const isThere = spawnSync("openssl", ["version"]).status === 0;
if (!isThere) process.stdout.write("skipped: openssl is not installed\n");

describe.skipIf(!isThere)("openssl cms", () => {
  const file = (name: string) => join(keys().folder, name);
  const at = ["-attime", String(Date.parse("2026-03-15T00:00:00Z") / 1000)];
  const form = ["-binary", "-inform", "DER"];

  beforeAll(async () => {
    await writeFile(file("package.p7"), sealPackage(archive, keys().sealing).sealed);
  });

  const decrypt = (sealed: string, { certificate, key } = keys().paths.dataCentres[0]) =>
    spawnSync("openssl", ["cms", "-decrypt", ...form, "-in", file(sealed), "-recip", certificate, "-inkey", key], {
      maxBuffer: 1e8,
    });
  const verify = (signed: Uint8Array, authority = keys().paths.authority.certificate) =>
    spawnSync("openssl", ["cms", "-verify", ...form, "-CAfile", authority, "-purpose", "any", ...at], {
      input: signed,
      maxBuffer: 1e8,
    });

  it("decrypts as either recipient and verifies against the authority, to the same bytes", () => {
    for (const recipient of keys().paths.dataCentres) {
      const decrypted = decrypt("package.p7", recipient);
      expect(decrypted.status).toBe(0);
      const verified = verify(decrypted.stdout);
      expect(verified.status).toBe(0);
      expect(verified.stdout.equals(archive)).toBe(true);
    }
  });

  it("does not open it for a stranger, nor trust it under a stranger's authority", () => {
    expect(decrypt("package.p7", stranger().paths.dataCentres[0]).status).not.toBe(0);
    const signed = decrypt("package.p7").stdout;
    expect(verify(signed, stranger().paths.authority.certificate).status).not.toBe(0);
  });

  it.each([
    ["one flipped bit of the content", (sealed: Buffer) => flip(sealed, sealed.indexOf(ciphertextOf(sealed)) + 999)],
    ["one flipped bit of the tag", (sealed: Buffer) => flip(sealed, sealed.length - 1)],
    ["a missing end", (sealed: Buffer) => sealed.subarray(0, -100)],
  ])("refuses %s", async (_, damage) => {
    await writeFile(file("damaged.p7"), damage(await readFile(file("package.p7"))));
    expect(decrypt("damaged.p7").status).not.toBe(0);
  });

  it("accepts the demonstration certificates for what they are", () => {
    const { authority, booth, dataCentres, ingest } = keys().paths;
    for (const { certificate } of [booth, ...dataCentres, ingest]) {
      execFileSync("openssl", ["verify", ...at, "-x509_strict", "-CAfile", authority.certificate, certificate], {
        stdio: "pipe",
      });
    }
  });

  it("sees the signed attributes of the profile", () => {
    const signed = decrypt("package.p7").stdout;
    const printed = spawnSync("openssl", ["cms", "-cmsout", "-print", "-noout", "-inform", "DER"], { input: signed });
    const text = printed.stdout.toString();
    for (const attribute of ["contentType", "messageDigest", "signingTime", "id-smime-aa-signingCertificateV2"]) {
      expect(text).toContain(attribute);
    }
  });

  it("writes packages that we open: signed and sealed by openssl alone", async () => {
    const { booth, dataCentres } = keys().paths;
    await writeFile(file("archive.bin"), archive);
    const signing = ["cms", "-sign", "-binary", "-nodetach", "-cades", "-md", "sha256", "-outform", "DER"];
    execFileSync("openssl", [
      ...[...signing, "-in", file("archive.bin"), "-signer", booth.certificate, "-inkey", booth.key],
      ...["-out", file("signed.p7")],
    ]);
    const recipients = dataCentres.flatMap(({ certificate }) => [
      "-recip",
      certificate,
      "-keyopt",
      "ecdh_kdf_md:sha256",
    ]);
    execFileSync("openssl", [
      ...["cms", "-encrypt", "-binary", "-outform", "DER", "-aes-256-gcm", "-aes256-wrap", "-in", file("signed.p7")],
      ...["-out", file("theirs.p7"), ...recipients],
    ]);
    const theirs = await readFile(file("theirs.p7"));
    const opened = openPackage(theirs, keys().second, { kind: "signer", certificate: keys().booth.certificate });
    expect(Buffer.from(opened.archive).equals(archive)).toBe(true);
  });
});

function ciphertextOf(sealed: Uint8Array): Uint8Array {
  return readEnvelope(sealed).ciphertext;
}

function flip(bytes: Buffer, offset: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[offset] = (flipped[offset] ?? 0) ^ 1;
  return flipped;
}
