import { sha256Hex } from "../kernel/digest.ts";
import { type ArchiveFile, readArchive } from "./archive.ts";
import { parseManifest } from "./manifest.ts";
import type { Manifest } from "./manifest-schema.ts";
import { manifestName } from "./package-files.ts";
import { refusePackage } from "./refuse-package.ts";

export type PackageArchive = {
  readonly manifest: Manifest;
  /** The manifest's file and every file it lists, in the archive's order. */
  readonly files: readonly ArchiveFile[];
};

/**
 * Reads an archive whose files are those of its manifest: each there, in order, of the length and SHA-256 it states.
 * @throws BoothError `package.invalid` naming the first file that is not
 */
export function readPackage(archive: Uint8Array): PackageArchive {
  const files = readArchive(archive);
  const [first, ...others] = files;
  if (first?.name !== manifestName) return refusePackage("the archive does not begin with its manifest");
  const manifest = parseManifest(first.bytes);
  if (others.length !== manifest.files.length) {
    refusePackage(`the manifest lists ${manifest.files.length} files, the archive has ${others.length}`);
  }
  for (const [index, { name, lengthBytes, sha256 }] of manifest.files.entries()) {
    const file = others[index];
    if (file?.name !== name) return refusePackage(`the manifest lists ${name} where the archive has ${file?.name}`);
    if (file.bytes.length !== lengthBytes) refusePackage(`${name} has ${file.bytes.length} bytes, not ${lengthBytes}`);
    if (sha256Hex(file.bytes) !== sha256) refusePackage(`${name} has another SHA-256 than the manifest states`);
  }
  return { manifest, files };
}
