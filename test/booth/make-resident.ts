import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { defaultFaceScene, type FaceScene } from "../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../drivers/face-camera/render-face.ts";
import { normalFinger, synthesiseFingerprint } from "../../drivers/fingerprint/synthesise-fingerprint.ts";
import { calmEyeScene } from "../../drivers/iris-camera/eye-scene.ts";
import { synthesiseEye } from "../../drivers/iris-camera/synthesise-eye.ts";
import type { RecordedException } from "../../drivers/recording/recorded-exception.ts";
import { synthesiseSignature } from "../../drivers/signature-pad/synthesise-signature.ts";
import { loadCanonicalFace } from "../../runtime/inference/load-canonical-face.ts";
import { type FingerPosition, fingerPositions } from "../../runtime/kernel/biometric.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { createRandom } from "../../runtime/kernel/random.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

export type ResidentPlan = {
  /** Decides every ridge, fibre and stroke. */
  readonly seed?: string;
  /** Fingers that are drawn; all ten without it. */
  readonly fingers?: readonly FingerPosition[];
  readonly hasRightEye?: boolean;
  readonly hasLeftEye?: boolean;
  /** What differs from a usual face. */
  readonly face?: Partial<FaceScene>;
  readonly biodata?: Readonly<Record<string, string>>;
  /** By the paper's id. */
  readonly papers?: readonly string[];
  /** Written to `exceptions.json` where given. */
  readonly exceptions?: readonly RecordedException[];
};

/** Fields of nobody: the NIK begins with 99, a region that no office has. */
export const residentBiodata = {
  nik: "9901014505900001",
  nomorKk: "9901010101150001",
  namaLengkap: "RATNA PERCOBAAN",
  jenisKelamin: "P",
  tempatLahir: "KARANG MULYA",
  tanggalLahir: "1990-05-05",
  alamat: "JL. PURA-PURA NO. 7",
  agama: "KEPERCAYAAN",
  statusPerkawinan: "BELUM KAWIN",
  pekerjaan: "PETANI",
  kewarganegaraan: "WNI",
} as const;

/** The fingers that a small resident has: a visit of a few seconds that still compares an index finger. */
export const fewFingers: readonly FingerPosition[] = [1, 2, 7];

/** `exceptions.json` for every finger that `fingers` leaves out. */
export function exceptOthers(fingers: readonly FingerPosition[]): readonly RecordedException[] {
  return fingerPositions
    .filter((position) => !fingers.includes(position))
    .map((position) => ({ modality: "fingerprint", position, reason: "missing" }));
}

/** Writes a recorded resident who belongs to nobody into a new folder, and returns its path. */
export async function makeResident(plan: ResidentPlan = {}): Promise<string> {
  const { seed = "resident", fingers = fingerPositions, papers = ["kk"], exceptions } = plan;
  const { hasRightEye = true, hasLeftEye = true } = plan;
  const folder = await makeTemporaryFolder("resident");
  const save = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
  await save("resident.json", JSON.stringify({ ...residentBiodata, ...plan.biodata }));
  if (exceptions !== undefined) await save("exceptions.json", JSON.stringify(exceptions));
  await save("signature.json", JSON.stringify(synthesiseSignature(createRandom(`${seed}/signature`))));
  for (const position of fingers) {
    await save(`finger-${String(position).padStart(2, "0")}.png`, await drawFinger(seed, position));
  }
  if (hasRightEye) await save("iris-right.png", await drawEye(seed, "right"));
  if (hasLeftEye) await save("iris-left.png", await drawEye(seed, "left"));
  await save("face.png", await drawFace(seed, plan.face));
  await mkdir(join(folder, "papers"));
  for (const paper of papers) await save(`papers/${paper}.png`, await drawPaper());
  return folder;
}

/** One impression of one of the resident's fingers, as a PNG. */
export function drawFinger(seed: string, position: FingerPosition, impression = "first"): Promise<Uint8Array> {
  const random = createRandom(`${seed}/${position}/${impression}`);
  return encodeGray(synthesiseFingerprint(random, { ...normalFinger, fingerSeed: `${seed}/${position}` }));
}

export function drawEye(seed: string, eye: "left" | "right"): Promise<Uint8Array> {
  return encodeGray(synthesiseEye(createRandom(`${seed}/${eye}`), calmEyeScene(`${seed}/${eye}`)).image);
}

/** Before the blue backdrop of an even birth year. */
export async function drawFace(seed: string, face: Partial<FaceScene> = {}): Promise<Uint8Array> {
  const scene = { ...defaultFaceScene, ...face, seed };
  const { image } = await renderFace(await loadCanonicalFace("models/build"), scene);
  const raw = { width: image.widthPx, height: image.heightPx, channels: 3 } as const;
  return sharp(image.pixels, { raw }).png({ compressionLevel: 1 }).toBuffer();
}

async function encodeGray({ widthPx, heightPx, resolutionPpi, pixels }: GrayImage): Promise<Uint8Array> {
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .withMetadata({ density: resolutionPpi })
    .png()
    .toBuffer();
}

function drawPaper(): Promise<Uint8Array> {
  return sharp({ create: { width: 400, height: 300, channels: 3, background: "#f4f1e8" } })
    .withMetadata({ density: 300 })
    .png()
    .toBuffer();
}
