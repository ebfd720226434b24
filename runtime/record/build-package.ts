import { sha256Hex } from "../kernel/digest.ts";
import { type ArchiveFile, writeArchive } from "./archive.ts";
import { describeCapture, describeVisit } from "./describe-content.ts";
import { frameCapture } from "./frame-iris.ts";
import { type ImageEncoding, ownEncoding } from "./image-encoding.ts";
import { serialiseManifest } from "./manifest.ts";
import type { Manifest } from "./manifest-schema.ts";
import type { PackageContent } from "./package-content.ts";
import { inPackageOrder, manifestName, packageFileName } from "./package-files.ts";
import { isPdf } from "./page-pdf.ts";
import { writeCaptureFiles } from "./write-capture-files.ts";
import { writePortraitEyes } from "./write-portrait-eyes.ts";

export type BuiltPackage = { readonly archive: Uint8Array; readonly manifest: Manifest };

/** All files of a package but its manifest, in their order, and what the manifest will say beside their hashes. */
export type PackageDraft = { readonly facts: Omit<Manifest, "files">; readonly files: readonly ArchiveFile[] };

/**
 * Everything of one visit as one archive, manifest first. The same content gives the same bytes.
 * @throws BoothError as `draftPackage` and `assemblePackage`
 */
export async function buildPackage(
  content: PackageContent,
  encoding: ImageEncoding = ownEncoding,
): Promise<BuiltPackage> {
  return assemblePackage(await draftPackage(content, encoding));
}

/**
 * Hashes the files and puts them behind their manifest.
 * @throws BoothError `package.invalid` when the content is not what a manifest can say (a finger twice, a time that is
 *   none, a model without a hash)
 */
export function assemblePackage({ facts, files }: PackageDraft): BuiltPackage {
  const manifest: Manifest = {
    ...facts,
    files: files.map(({ name, bytes }) => ({ name, lengthBytes: bytes.length, sha256: sha256Hex(bytes) })),
  };
  return { archive: writeArchive([{ name: manifestName, bytes: serialiseManifest(manifest) }, ...files]), manifest };
}

/**
 * Writes every record of a visit.
 * @param encoding where images are encoded; pass a worker pool's, since a visit's images cost over a second of processor
 * @throws BoothError `codec.invalid` when an image does not fit its stated size
 */
export async function draftPackage(content: PackageContent, encoding: ImageEncoding): Promise<PackageDraft> {
  const captures = await Promise.all(
    inPackageOrder(content.captures)
      .map((capture) => frameCapture(capture, encoding.irisImages))
      .map(async (capture) => ({ capture, ...(await writeCaptureFiles(capture, encoding)) })),
  );
  const portraitEyes = await writePortraitEyes(content.portraitEyes, encoding.encodeJp2);
  const papers = content.papers.map((paper) => ({
    paper,
    files: paper.pages.map((bytes, index) => ({
      name: packageFileName.paper(paper.id, index + 1, isPdf(bytes) ? "pdf" : "jpg"),
      bytes,
    })),
  }));
  const letters = content.letters.map(({ id, pdf }) => ({
    id,
    file: { name: packageFileName.letter(id), bytes: pdf },
  }));
  const files = [
    ...captures.flatMap((each) => each.files),
    ...portraitEyes.files,
    ...papers.flatMap((each) => each.files),
    ...letters.map(({ file }) => file),
  ];

  const facts = {
    ...describeVisit(content),
    captures: captures.map((each) => describeCapture(each.capture, namesOf(each.files), each.compression)),
    ...(portraitEyes.told.length === 0 ? {} : { portraitEyes: [...portraitEyes.told] }),
    papers: papers.map(({ paper: { id, isOriginalSighted, isCopyKept, waiver }, files }) => ({
      id,
      isOriginalSighted,
      isCopyKept,
      waiver,
      files: namesOf(files),
    })),
    letters: letters.map(({ id, file }) => ({ id, file: file.name })),
  };
  return { facts, files };
}

function namesOf(files: readonly ArchiveFile[]): string[] {
  return files.map(({ name }) => name);
}
