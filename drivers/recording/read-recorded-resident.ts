import { join } from "node:path";
import { type Eye, eyes, type FingerPosition, fingerPositions } from "../../runtime/kernel/biometric.ts";
import { BoothError, isFailure } from "../../runtime/kernel/errors.ts";
import { biometricImageLimits, type ImageLimits, photoLimits } from "./image-limits.ts";
import { listOptionalFiles, listRecordedFiles, type RecordedFiles } from "./list-recorded-files.ts";
import { checkImageFile } from "./read-image-file.ts";
import { readJsonFile } from "./read-json-file.ts";
import { readSignatureFile } from "./read-signature-file.ts";
import { type RecordedBiodata, recordedBiodataSchema } from "./recorded-biodata.ts";
import { nameException, type RecordedException, recordedExceptionsSchema } from "./recorded-exception.ts";

/** A resident on disk. Each path was seen to hold a whole image of an accepted size; pixels are read when needed. */
export type RecordedResident = {
  readonly folder: string;
  readonly biodata: RecordedBiodata;
  readonly facePath: string | null;
  readonly fingerPaths: ReadonlyMap<FingerPosition, string>;
  readonly irisPaths: ReadonlyMap<Eye, string>;
  readonly signature: RecordedSignature | null;
  /** By the paper's id, e.g. `kk`. */
  readonly paperPaths: ReadonlyMap<string, string>;
  readonly exceptions: readonly RecordedException[];
};

export type RecordedSignature = { readonly kind: "ink" | "paper"; readonly path: string };

type Biometrics = Pick<RecordedResident, "facePath" | "fingerPaths" | "irisPaths" | "signature">;

const imageExtensions = ["png", "jpg", "jpeg", "tif", "tiff", "webp"] as const;
const jsonSizeMaxBytes = 1_048_576;

/**
 * Reads a recorded resident's folder: `resident.json`, `face`, `finger-01` to `finger-10`, `iris-left`, `iris-right`,
 * `signature.json` or an image of one, `papers/`, and `exceptions.json` with the reason for each biometric that is not
 * there. An exception for a file that is there means that the file is not used. A service that captures nothing needs no
 * biometrics, nor reasons for their absence.
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`, `image.invalid`, `image.size`,
 * `signature.invalid`, `resident.invalid`, `resident.biometric-missing` with all that are missing
 */
export async function readRecordedResident(
  folder: string,
  { needsBiometrics }: { readonly needsBiometrics: boolean } = { needsBiometrics: true },
): Promise<RecordedResident> {
  const files = await listRecordedFiles(folder);
  const biodata = await readBiodata(folder);
  const exceptions = await readExceptions(folder);
  const biometrics = findBiometrics(withoutExcepted(files, exceptions), folder);
  if (needsBiometrics) refuseMissing(biometrics, exceptions, folder);
  const paperPaths = await findPapers(join(folder, "papers"));
  await checkFiles(biometrics, paperPaths);
  return { folder, biodata, ...biometrics, paperPaths, exceptions };
}

async function readBiodata(folder: string): Promise<RecordedBiodata> {
  const path = join(folder, "resident.json");
  const refuse = (problem: string) => new BoothError("resident.invalid", { path, problem });
  return readJsonFile(path, recordedBiodataSchema, { limitBytes: jsonSizeMaxBytes, refuse });
}

async function readExceptions(folder: string): Promise<readonly RecordedException[]> {
  const path = join(folder, "exceptions.json");
  const refuse = (problem: string) => new BoothError("resident.invalid", { path, problem });
  try {
    return await readJsonFile(path, recordedExceptionsSchema, { limitBytes: jsonSizeMaxBytes, refuse });
  } catch (error) {
    if (isFailure(error, "file.missing")) return [];
    throw error;
  }
}

function withoutExcepted(files: RecordedFiles, exceptions: readonly RecordedException[]): RecordedFiles {
  const excepted = new Set(exceptions.map(nameException));
  return new Map([...files].filter(([stem]) => !excepted.has(stem)));
}

function findBiometrics(files: RecordedFiles, folder: string): Biometrics {
  const find = (stem: string) => findImage(files, stem, folder);
  return {
    facePath: find("face"),
    fingerPaths: collectPaths(fingerPositions, (position) => find(nameFinger(position))),
    irisPaths: collectPaths(eyes, (eye) => find(nameEye(eye))),
    signature: findSignature(files, folder),
  };
}

/** Pen points are the original; an image beside them is a picture of it. */
function findSignature(files: RecordedFiles, folder: string): RecordedSignature | null {
  const inkPath = files.get("signature")?.get("json");
  if (inkPath !== undefined) return { kind: "ink", path: inkPath };
  const paperPath = findImage(files, "signature", folder);
  return paperPath === null ? null : { kind: "paper", path: paperPath };
}

/** Two images of one thing are refused: picking one could enrol the wrong one. */
function findImage(files: RecordedFiles, stem: string, folder: string): string | null {
  const extensions = files.get(stem);
  const found = imageExtensions.filter((extension) => extensions?.has(extension));
  const [extension, second] = found;
  if (second !== undefined) {
    const names = found.map((each) => `${stem}.${each}`).join(" and ");
    throw new BoothError("resident.invalid", { path: folder, problem: `keep only one of ${names}` });
  }
  return extension === undefined ? null : (extensions?.get(extension) ?? null);
}

function refuseMissing(found: Biometrics, exceptions: readonly RecordedException[], path: string): void {
  const excused = new Set(exceptions.map(nameException));
  const absent = [
    ...(found.facePath === null ? ["face"] : []),
    ...fingerPositions.filter((position) => !found.fingerPaths.has(position)).map(nameFinger),
    ...eyes.filter((eye) => !found.irisPaths.has(eye)).map(nameEye),
    ...(found.signature === null ? ["signature"] : []),
  ];
  const missing = absent.filter((name) => !excused.has(name));
  if (missing.length > 0) throw new BoothError("resident.biometric-missing", { path, missing });
}

async function findPapers(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = await listOptionalFiles(folder);
  return collectPaths([...files.keys()], (stem) => {
    const path = findImage(files, stem, folder);
    if (path !== null) return path;
    throw new BoothError("resident.invalid", { path: folder, problem: `${stem} is not an image` });
  });
}

async function checkFiles(biometrics: Biometrics, paperPaths: ReadonlyMap<string, string>): Promise<void> {
  const { facePath, fingerPaths, irisPaths, signature } = biometrics;
  const checkAll = async (paths: Iterable<string>, limits: ImageLimits) => {
    for (const path of paths) await checkImageFile(path, limits);
  };
  await checkAll(facePath === null ? [] : [facePath], photoLimits);
  await checkAll([...fingerPaths.values(), ...irisPaths.values()], biometricImageLimits);
  await checkAll(paperPaths.values(), photoLimits);
  if (signature?.kind === "ink") await readSignatureFile(signature.path);
  if (signature?.kind === "paper") await checkImageFile(signature.path, photoLimits);
}

function collectPaths<Key>(keys: readonly Key[], find: (key: Key) => string | null): ReadonlyMap<Key, string> {
  const paths = new Map<Key, string>();
  for (const key of keys) {
    const path = find(key);
    if (path !== null) paths.set(key, path);
  }
  return paths;
}

const nameFinger = (position: FingerPosition) => nameException({ modality: "fingerprint", position });
const nameEye = (position: Eye) => nameException({ modality: "iris", position });
