import type { EncodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import type { ArchiveFile } from "./archive.ts";
import type { ManifestPortraitEye } from "./manifest-schema.ts";
import { packageFileName } from "./package-files.ts";
import type { KeptPortraitEye, PortraitEye } from "./portrait-eye.ts";
import { visibleLightMark } from "./visible-light-mark.ts";

export type PortraitEyeFiles = {
  readonly files: readonly ArchiveFile[];
  readonly told: readonly ManifestPortraitEye[];
};

/**
 * Each kept eye as a plain JPEG 2000 image, lossless, marked in itself as visible light; and what the manifest says of all.
 * No record of ISO/IEC 19794-6:2011: its header has no field for the light, and whoever reads one takes it for near infrared.
 */
export async function writePortraitEyes(eyes: readonly PortraitEye[], encodeJp2: EncodeJp2): Promise<PortraitEyeFiles> {
  const inOrder = eyes.toSorted((a, b) => Number(a.eye === "left") - Number(b.eye === "left"));
  const written = await Promise.all(
    inOrder.map(async (eye) => {
      if (eye.kind === "not-kept") return { files: [], told: describeRefusal(eye) };
      const name = packageFileName.portraitEye(eye.eye);
      return { files: [{ name, bytes: await encode(eye, encodeJp2) }], told: describeKept(eye, name) };
    }),
  );
  return { files: written.flatMap(({ files }) => files), told: written.map(({ told }) => told) };
}

function encode({ image, provenance }: KeptPortraitEye, encodeJp2: EncodeJp2): Promise<Uint8Array> {
  const { widthPx, heightPx, pixels } = image;
  const comment = visibleLightMark(provenance);
  return encodeJp2({ widthPx, heightPx, pixels, channels: 3, resolutionPpi: null, comment });
}

function describeKept({ eye, iris, origin }: KeptPortraitEye, file: string): ManifestPortraitEye {
  const { x, y, radius } = iris;
  const place = { iris: { x, y, radius }, origin: { x: origin.x, y: origin.y } };
  return { kind: "kept", eye, light: "visible", source: "portrait", file, ...place };
}

function describeRefusal({ eye, reason }: Extract<PortraitEye, { readonly kind: "not-kept" }>): ManifestPortraitEye {
  const { code, value, limit } = reason;
  return { kind: "not-kept", eye, reason: { code, value, limit } };
}
