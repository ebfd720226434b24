import { open } from "node:fs/promises";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import { type OpenedPackage, openPackage } from "../record/cms/sealed-package.ts";
import { loadCertificate, loadIdentity } from "../record/key-files.ts";
import type { PackageOptions } from "./package-options.ts";

const packageBytesMax = 512_000_000;

/**
 * The sealed bytes of a package file.
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`
 */
export async function readSealedFile(path: string): Promise<Uint8Array> {
  try {
    return await readBounded(path);
  } catch (error) {
    if (error instanceof BoothError) throw error;
    if (isSystemError(error, "ENOENT")) throw new BoothError("file.missing", { path }, { cause: error });
    throw unreadable(path, error instanceof Error && "code" in error ? String(error.code) : String(error), error);
  }
}

/**
 * Decrypts with the given recipient's key and checks the signature against the authority.
 * @throws BoothError as `openPackage`, `loadIdentity` and `loadCertificate` do
 */
export async function openSealed(sealed: Uint8Array, { key, cert, ca }: PackageOptions): Promise<OpenedPackage> {
  const identity = await loadIdentity({ certificate: cert, key });
  return openPackage(sealed, identity, { kind: "authority", certificate: await loadCertificate(ca) });
}

async function readBounded(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw unreadable(path, "a folder, not a file");
    if (!stats.isFile()) throw unreadable(path, "not a regular file");
    if (stats.size === 0) throw unreadable(path, "empty");
    if (stats.size > packageBytesMax) {
      throw new BoothError("file.too-large", { path, sizeBytes: stats.size, limitBytes: packageBytesMax });
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function unreadable(path: string, problem: string, cause?: unknown): BoothError<"file.unreadable"> {
  return new BoothError("file.unreadable", { path, problem }, { cause });
}
