import { existsSync } from "node:fs";
import { defaultFaceScene, type FaceScene } from "../../../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../../../drivers/face-camera/render-face.ts";
import type { FaceGeometry } from "../../../../pipelines/face/face-geometry.ts";
import type { FaceModels } from "../../../../pipelines/face/face-models.ts";
import type { Landmark } from "../../../../pipelines/face/find-landmarks.ts";
import { seeFaces } from "../../../../pipelines/face/see-faces.ts";
import { segmentPerson, segmentSidePx } from "../../../../pipelines/face/segment-person.ts";
import { buildPyramid } from "../../../../pipelines/image/image-pyramid.ts";
import type { CanonicalFace } from "../../../../runtime/kernel/canonical-face.ts";
import type { RgbImage } from "../../../../runtime/kernel/image.ts";
import { readPhoto } from "../face-rig.ts";
import { reduce } from "./change-image.ts";

/** A face that is made worse level by level, and where its parts are in the picture as it came. */
export type LevelFace = {
  readonly name: string;
  readonly image: RgbImage;
  readonly landmarks: readonly Landmark[];
  readonly geometry: FaceGeometry;
  readonly isBackdrop: (x: number, y: number) => boolean;
  /** Whether what is behind the person is one even cloth. */
  readonly hasCloth: boolean;
  readonly triangles: CanonicalFace["triangles"];
  /** Draws the scene again with a change; `null` for a photograph. */
  readonly redraw: ((change: Partial<FaceScene>) => Promise<RgbImage>) | null;
};

const size = { widthPx: 480, heightPx: 640 } as const;
const scenes: Readonly<Record<string, Partial<FaceScene>>> = {
  "drawn, fair": { skin: "fair", seed: "fair" },
  "drawn, tan, head scarf": { skin: "tan", hasHeadScarf: true, seed: "scarf" },
  "drawn, dark": { skin: "dark", seed: "dark" },
};

const photos: Readonly<Record<string, string>> = {
  photographed: "../shared/data/portrait/astronaut.png",
  "photographed, cut out": "../shared/data/residents/composite-01/face.png",
};

/** Photographs that are not there: their faces are left out. */
export const photosMissing: readonly string[] = Object.values(photos).filter((path) => !existsSync(path));

export async function loadLevelFaces(models: FaceModels): Promise<readonly LevelFace[]> {
  const faces: LevelFace[] = [];
  for (const [name, path] of Object.entries(photos)) {
    if (!existsSync(path)) continue;
    const photo = await readPhoto(path);
    const image = photo.widthPx > 600 ? await reduce(photo, size.widthPx / photo.widthPx) : photo;
    faces.push(await lookAt({ name, image, redraw: null, hasCloth: name.endsWith("cut out") }, models));
  }
  for (const [name, scene] of Object.entries(scenes)) {
    const redraw = async (change: Partial<FaceScene>) =>
      (await renderFace(models.canonicalFace, { ...defaultFaceScene, ...size, ...scene, ...change })).image;
    faces.push(await lookAt({ name, image: await redraw({}), redraw, hasCloth: true }, models));
  }
  return faces;
}

async function lookAt(
  { name, image, redraw, hasCloth }: Pick<LevelFace, "name" | "image" | "redraw" | "hasCloth">,
  models: FaceModels,
): Promise<LevelFace> {
  const pyramid = buildPyramid(image);
  const [face] = await seeFaces(pyramid, models);
  if (face === undefined) throw new Error(`no face in ${name}`);
  const mask = await segmentPerson(pyramid, models.segment);
  const cell = (place: number, lengthPx: number) => Math.floor((place / lengthPx) * segmentSidePx);
  return {
    name,
    image,
    landmarks: face.landmarks,
    geometry: face.geometry,
    isBackdrop: (x, y) => mask.isBackdrop[cell(y, image.heightPx) * segmentSidePx + cell(x, image.widthPx)] === 1,
    hasCloth,
    triangles: models.canonicalFace.triangles,
    redraw,
  };
}
