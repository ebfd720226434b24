import { type DecodedJp2, decodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { readFaceRecord } from "./iso/face-record.ts";
import type { Manifest, ManifestPortraitEye } from "./manifest-schema.ts";
import { packageFileName } from "./package-files.ts";
import type { RecordCheck } from "./record-check.ts";
import { hasSimulatedMark } from "./simulated-mark.ts";
import { hasVisibleLightMark } from "./visible-light-mark.ts";

export type ToldPortraitEye = Extract<ManifestPortraitEye, { readonly kind: "kept" }>;

/** The eye that a file is, by what the manifest says. */
export function findPortraitEye({ portraitEyes = [] }: Manifest, file: string): ToldPortraitEye | undefined {
  return portraitEyes.find((each): each is ToldPortraitEye => each.kind === "kept" && each.file === file);
}

/**
 * Holds an eye's image against what the manifest says of it, and against the portrait where that is stored without loss.
 * @throws BoothError `codec.invalid`, `record.invalid`
 */
export async function checkPortraitEye(
  told: ToldPortraitEye,
  bytes: Uint8Array,
  manifest: Manifest,
  portraitBytes: Uint8Array | undefined,
): Promise<string | null> {
  const image = await decodeJp2(bytes);
  const portrait = manifest.captures.find(({ modality }) => modality === "face");
  if (portrait === undefined || portraitBytes === undefined) return "cut from a portrait that is not there";
  if (!hasVisibleLightMark(image.comments)) return "not marked as visible light from the portrait";
  if (hasSimulatedMark(image.comments) !== portrait.provenance.isSimulated) return "the portrait is marked otherwise";
  const { x, y, radius } = told.iris;
  const isInside = x - radius >= 0 && y - radius >= 0 && x + radius < image.widthPx && y + radius < image.heightPx;
  if (!isInside) return "the iris is not in the image";
  const record = readFaceRecord(portraitBytes);
  if (record.compression !== "jpeg-2000-lossless") return null;
  return isPartOf(image, await decodeJp2(record.image), told.origin) ? null : "not what the portrait shows there";
}

/** Only an eye whose iris is missing has a stand-in, and what is told of as kept is there. */
export function checkStandIns({ portraitEyes = [], missing, files }: Manifest): readonly RecordCheck[] {
  return portraitEyes.flatMap((told) => {
    const isMissing = missing.some(({ modality, position }) => modality === "iris" && position === told.eye);
    const isThere = told.kind === "not-kept" || files.some(({ name }) => name === told.file);
    const problems = [
      ...(isMissing ? [] : ["stands in for an iris that is not stated as missing"]),
      ...(isThere ? [] : ["is not in the package"]),
    ];
    return problems.map((problem) => ({ file: packageFileName.portraitEye(told.eye), what: "portrait eye", problem }));
  });
}

function isPartOf(part: DecodedJp2, whole: DecodedJp2, { x, y }: ToldPortraitEye["origin"]): boolean {
  const isWithin =
    Number.isInteger(x) &&
    Number.isInteger(y) &&
    x >= 0 &&
    y >= 0 &&
    part.channels === whole.channels &&
    x + part.widthPx <= whole.widthPx &&
    y + part.heightPx <= whole.heightPx;
  if (!isWithin) return false;
  const rowBytes = part.widthPx * part.channels;
  for (let row = 0; row < part.heightPx; row += 1) {
    const start = ((y + row) * whole.widthPx + x) * whole.channels;
    const own = part.pixels.subarray(row * rowBytes, (row + 1) * rowBytes);
    if (Buffer.compare(own, whole.pixels.subarray(start, start + rowBytes)) !== 0) return false;
  }
  return true;
}
