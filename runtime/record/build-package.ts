import { sha256Hex } from "../kernel/digest.ts";
import { type ArchiveFile, writeArchive } from "./archive.ts";
import { describeCapture, describeVisit } from "./describe-content.ts";
import { type ImageEncoding, ownEncoding } from "./image-encoding.ts";
import { serialiseManifest } from "./manifest.ts";
import type { Manifest } from "./manifest-schema.ts";
import type { PackageContent } from "./package-content.ts";
import { inPackageOrder, manifestName, packageFileName } from "./package-files.ts";
import { writeCaptureFiles } from "./write-capture-files.ts";

export type BuiltPackage = { readonly archive: Uint8Array; readonly manifest: Manifest };

/**
 * Everything of one visit as one archive, manifest first. The same content gives the same bytes.
 * @param encoding where images are encoded; pass a worker pool's, since a visit's images cost over a second of processor
 * @throws BoothError `package.invalid` when the content is not what a manifest can say (a finger twice, a time that is
 *   none, a model without a hash), `codec.invalid` when an image does not fit its stated size
 */
export async function buildPackage(
  content: PackageContent,
  encoding: ImageEncoding = ownEncoding,
): Promise<BuiltPackage> {
  const captures = await Promise.all(
    inPackageOrder(content.captures).map(async (capture) => ({
      capture,
      ...(await writeCaptureFiles(capture, encoding)),
    })),
  );
  const papers = content.papers.map((paper) => ({
    paper,
    files: paper.pages.map((bytes, index) => ({ name: packageFileName.paper(paper.id, index + 1), bytes })),
  }));
  const letters = content.letters.map(({ id, pdf }) => ({
    id,
    file: { name: packageFileName.letter(id), bytes: pdf },
  }));
  const files = [
    ...captures.flatMap((each) => each.files),
    ...papers.flatMap((each) => each.files),
    ...letters.map(({ file }) => file),
  ];

  const manifest: Manifest = {
    ...describeVisit(content),
    captures: captures.map((each) => describeCapture(each.capture, namesOf(each.files), each.compression)),
    papers: papers.map(({ paper: { id, isOriginalSighted, isCopyKept, waiver }, files }) => ({
      id,
      isOriginalSighted,
      isCopyKept,
      waiver,
      files: namesOf(files),
    })),
    letters: letters.map(({ id, file }) => ({ id, file: file.name })),
    files: files.map(({ name, bytes }) => ({ name, lengthBytes: bytes.length, sha256: sha256Hex(bytes) })),
  };
  const archive = writeArchive([{ name: manifestName, bytes: serialiseManifest(manifest) }, ...files]);
  return { archive, manifest };
}

function namesOf(files: readonly ArchiveFile[]): string[] {
  return files.map(({ name }) => name);
}
