import { generateKeyPairSync } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadCertificate, loadIdentity, loadPrivateKey } from "../../../runtime/record/key-files.ts";
import { useDemonstrationKeys } from "./cms/demonstration-keys.ts";

const keys = useDemonstrationKeys();

it("loads a certificate with the key that belongs to it", async () => {
  const { certificate, privateKey } = await loadIdentity(keys().paths.booth);
  expect(certificate).toEqual(await loadCertificate(keys().paths.booth.certificate));
  expect(privateKey.asymmetricKeyType).toBe("ec");
});

it("refuses a key that belongs to another certificate, naming both files", async () => {
  const { booth, ingest } = keys().paths;
  const mixed = loadIdentity({ certificate: booth.certificate, key: ingest.key });
  await expect(mixed).rejects.toMatchObject({ code: "file.unreadable", detail: { path: ingest.key } });
  await expect(mixed).rejects.toThrow(booth.certificate);
});

it("says what is wrong with a file: missing, a folder, no PEM, a locked key, too long", async () => {
  const file = (name: string) => join(keys().folder, name);
  await mkdir(file("folder"));
  await writeFile(file("text.crt"), "hello");
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const locked = privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" });
  await writeFile(file("locked.key"), locked);
  await writeFile(file("long.crt"), "x".repeat(70_000));
  const missing = file("none.crt");
  await expect(loadCertificate(missing)).rejects.toMatchObject({ code: "file.missing", detail: { path: missing } });
  for (const name of ["folder", "text.crt", "long.crt"]) {
    await expect(loadCertificate(file(name))).rejects.toMatchObject({ code: "file.unreadable" });
  }
  for (const name of ["text.crt", "locked.key"]) {
    await expect(loadPrivateKey(file(name))).rejects.toMatchObject({ code: "file.unreadable" });
  }
});
