import { X509Certificate } from "node:crypto";
import { readTextFile } from "../config/read-config.ts";
import { BoothError } from "../kernel/errors.ts";

const certificatesMax = 32;
const fileMaxBytes = 1_048_576;

/**
 * The certificates in a PEM file.
 * @throws BoothError `file.missing`, `file.unreadable`
 */
export async function readAuthorities(path: string): Promise<readonly X509Certificate[]> {
  const blocks = (await readPem(path)).match(certificateBlock) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (error) {
    throw new BoothError("file.unreadable", { path, problem: "a certificate in it is damaged" }, { cause: error });
  }
}

/**
 * A file that holds PEM certificates, as text.
 * @throws BoothError `file.missing`, `file.unreadable`
 */
export async function readPem(path: string): Promise<string> {
  const text = await readTextFile(path);
  const count = text.length > fileMaxBytes ? 0 : (text.match(certificateBlock)?.length ?? 0);
  if (count >= 1 && count <= certificatesMax) return text;
  throw new BoothError("file.unreadable", { path, problem: `it holds ${count} PEM certificates` });
}

const certificateBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
