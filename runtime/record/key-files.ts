import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import type { Identity } from "./cms/sealed-package.ts";

const pemBytesMax = 64 * 1024;

/**
 * A PEM certificate as DER.
 * @throws BoothError `file.missing` or `file.unreadable`
 */
export async function loadCertificate(path: string): Promise<Uint8Array> {
  const pem = await readPem(path);
  try {
    return new X509Certificate(pem).raw;
  } catch (cause) {
    throw new BoothError("file.unreadable", { path, problem: "not an X.509 certificate" }, { cause });
  }
}

/**
 * A PEM private key without a passphrase.
 * @throws BoothError `file.missing` or `file.unreadable`
 */
export async function loadPrivateKey(path: string): Promise<KeyObject> {
  const pem = await readPem(path);
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new BoothError("file.unreadable", { path, problem: "not a private key without passphrase" }, { cause });
  }
}

/**
 * A certificate and the private key that belongs to it.
 * @throws BoothError `file.missing`, or `file.unreadable` also when the two do not belong together
 */
export async function loadIdentity(paths: { readonly certificate: string; readonly key: string }): Promise<Identity> {
  const certificate = await loadCertificate(paths.certificate);
  const privateKey = await loadPrivateKey(paths.key);
  if (!new X509Certificate(certificate).checkPrivateKey(privateKey)) {
    throw new BoothError("file.unreadable", { path: paths.key, problem: `does not belong to ${paths.certificate}` });
  }
  return { certificate, privateKey };
}

async function readPem(path: string): Promise<Buffer> {
  try {
    const pem = await readFile(path);
    if (pem.length > pemBytesMax) throw new BoothError("file.unreadable", { path, problem: "too long for a PEM file" });
    return pem;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) throw new BoothError("file.missing", { path }, { cause: error });
    if (error instanceof BoothError) throw error;
    const problem = error instanceof Error && "code" in error ? String(error.code) : "cannot be read";
    throw new BoothError("file.unreadable", { path, problem }, { cause: error });
  }
}
