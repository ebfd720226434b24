import { existsSync } from "node:fs";
import sharp from "sharp";
import { defaultFaceScene, type FaceScene, type SkinTone } from "../../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../../drivers/face-camera/render-face.ts";
import type { BackdropColour } from "../../../runtime/kernel/biometric.ts";
import type { CanonicalFace } from "../../../runtime/kernel/canonical-face.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { createRandom, type Random } from "../../../runtime/kernel/random.ts";

/** A person before a backdrop, the colour that was asked for, and whether it is there. */
export type BackdropScene = {
  readonly name: string;
  readonly image: RgbImage;
  readonly requested: BackdropColour;
  readonly isRight: boolean;
};

type Colour = readonly [red: number, green: number, blue: number];
type Person = { readonly image: RgbImage; readonly isPerson: Uint8Array };

const size = { widthPx: 360, heightPx: 480 } as const;
const colours: readonly [BackdropColour, ...BackdropColour[]] = ["red", "blue", "orange"];

/** Cloths as they are sold: no two reds are the same. Coded sRGB levels. */
const cloths: Readonly<Record<BackdropColour, readonly [Colour, ...Colour[]]>> = {
  red: [
    [196, 22, 32],
    [178, 30, 36],
    [214, 30, 30],
    [255, 0, 0],
    [220, 20, 60],
  ],
  blue: [
    [26, 88, 178],
    [40, 100, 190],
    [20, 66, 150],
    [0, 0, 255],
    [0, 0, 200],
    [20, 40, 180],
    [65, 105, 225],
  ],
  orange: [
    [238, 128, 24],
    [234, 126, 28],
    [244, 140, 30],
    [255, 140, 0],
  ],
};
/** An orange in a third of the light is a brown: the booth's is lit to half at least. */
const lightMin: Readonly<Record<BackdropColour, number>> = { red: 0.3, blue: 0.3, orange: 0.5 };
/**
 * What is nearest to the right colours: browns, red-oranges, violets. Exactly these, as a little away from them other
 * ones are that nobody could tell from the right ones.
 */
const nearCloths: readonly [Colour, ...Colour[]] = [
  [139, 69, 19],
  [210, 105, 30],
  [160, 82, 45],
  [120, 72, 24],
  [92, 51, 14],
  [205, 133, 63],
  [183, 65, 14],
  [204, 85, 0],
  [230, 80, 30],
  [255, 69, 0],
  [226, 88, 34],
  [255, 99, 71],
  [178, 74, 54],
  [205, 150, 20],
  [255, 191, 0],
  [75, 0, 130],
  [138, 43, 226],
  [102, 51, 153],
  [90, 40, 200],
  [106, 90, 205],
  [128, 0, 128],
  [70, 130, 180],
];
/** What hangs on walls: whites, grays, curtains, wood, and neighbours of the right colours. */
const otherCloths: readonly [Colour, ...Colour[]] = [
  [236, 236, 232],
  [128, 128, 128],
  [40, 40, 42],
  [40, 130, 70],
  [120, 60, 140],
  [150, 110, 70],
  [232, 210, 60],
  [90, 190, 190],
  [230, 150, 170],
  [152, 84, 54],
  [222, 184, 140],
  [20, 120, 130],
  [96, 60, 170],
  [240, 196, 40],
  [150, 175, 205],
  [200, 60, 130],
];

/** So many scenes in equal parts: the right cloth in shade, slope and folds; a wrong cloth in the same; a busy room. */
export async function* makeBackdropScenes(
  canonicalFace: CanonicalFace,
  seed: string,
  count: number,
): AsyncGenerator<BackdropScene> {
  const random = createRandom(seed);
  const drawn = await drawPersons(canonicalFace, random.fork("persons"));
  const photographed = existsSync(photoPath) ? [await cutPhoto()] : [];
  const [someone, ...others] = [...photographed, ...photographed, ...drawn];
  if (someone === undefined) return;
  for (let index = 0; index < count; index += 1) {
    const part = random.fork(`scene-${index}`);
    const requested = part.pick(colours);
    const kind = kinds[index % kinds.length] ?? "right";
    const backdrop =
      kind === "busy room" ? drawRoom(part) : drawCloth(part, pickCloth(part, kind, requested), lightMin[requested]);
    yield {
      name: `${index}: ${kind}, ${requested} asked for`,
      image: addNoise(putBefore(part.pick([someone, ...others]), backdrop), part),
      requested,
      isRight: kind === "right",
    };
  }
}

const kinds = ["right", "wrong cloth", "right", "busy room", "right", "near cloth"] as const;

function pickCloth(random: Random, kind: (typeof kinds)[number], requested: BackdropColour): Colour {
  if (kind === "near cloth") return random.pick(nearCloths);
  const wrong: readonly [Colour, ...Colour[]] = [
    ...otherCloths,
    ...colours.filter((colour) => colour !== requested).flatMap((colour) => cloths[colour]),
  ];
  const cloth = random.pick(kind === "right" ? cloths[requested] : wrong);
  const jitter = () => (random.next() - 0.5) * 12;
  return [cloth[0] + jitter(), cloth[1] + jitter(), cloth[2] + jitter()];
}

/** Lit from anywhere, sloping and hanging in folds; the camera's white is a little off. */
function drawCloth(random: Random, cloth: Colour, levelMin: number): Float32Array {
  const level = levelMin + (1 - levelMin) * random.next();
  const [slopeX, slopeY] = [random.next() - 0.5, random.next() - 0.5];
  const [foldDepth, foldWidthPx] = [0.14 * random.next(), 30 + 60 * random.next()];
  const lean = random.next() - 0.5;
  const warmth = 0.92 + 0.16 * random.next();
  return paint((x, y) => {
    const slope = 1 + 0.5 * slopeX * (x / size.widthPx - 0.5) + 0.5 * slopeY * (y / size.heightPx - 0.5);
    const fold = 1 + foldDepth * Math.sin((2 * Math.PI * (x + lean * y)) / foldWidthPx);
    const light = level * slope * fold;
    return [
      toCoded(toLight(cloth[0]) * light * warmth),
      toCoded(toLight(cloth[1]) * light),
      toCoded((toLight(cloth[2]) * light) / warmth),
    ];
  });
}

/** Cupboards, posters and doors: panels of any colours, the cloths' among them, none over half of the picture. */
function drawRoom(random: Random): Float32Array {
  const palette: readonly [Colour, ...Colour[]] = [...otherCloths, cloths.red[0], cloths.blue[0], cloths.orange[0]];
  const edges = [0, 0.28 + 0.1 * random.next(), 0.6 + 0.1 * random.next(), 1];
  const panels = Array.from({ length: 12 }, () => random.pick(palette));
  const rows = [0, 0.14 + 0.06 * random.next(), 0.34 + 0.06 * random.next(), 0.6, 1];
  return paint((x, y) => {
    const column = edges.findLastIndex((edge) => x / size.widthPx >= edge);
    const row = rows.findLastIndex((edge) => y / size.heightPx >= edge);
    return panels[(row * 3 + column) % panels.length] ?? [0, 0, 0];
  });
}

/** Six people of all skin tones, one of them in a scarf, dressed in the cloths' colours too. */
async function drawPersons(canonicalFace: CanonicalFace, random: Random): Promise<readonly Person[]> {
  const tones: readonly SkinTone[] = ["fair", "light", "medium", "tan", "brown", "dark"];
  const clothes = ["white", "navy", "red", "blue", "orange", "green"] as const;
  const persons: Person[] = [];
  for (const [index, skin] of tones.entries()) {
    const scene: Partial<FaceScene> = {
      skin,
      clothes: clothes[index] ?? null,
      hasHeadScarf: index === 2,
      hasGlasses: index === 4,
      seed: `person-${random.next()}`,
      eyes: { xRatio: 0.47 + 0.06 * random.next(), yRatio: 0.42 + 0.04 * random.next() },
      distanceMm: 820 + 120 * random.next(),
    };
    persons.push(await cutOut(canonicalFace, { ...defaultFaceScene, ...size, ...scene, noiseLevels: 0 }));
  }
  return persons;
}

/** A recorded resident: a photographed head, cut out and put before an even blue. Absent from a bare checkout. */
const photoPath = "../shared/data/residents/composite-01/face.png";
export const photoMissing: string | null = existsSync(photoPath) ? null : `no ${photoPath}`;

/** Whatever is not of the blue that the upper corner shows. */
async function cutPhoto(): Promise<Person> {
  const { widthPx: width, heightPx: height } = size;
  const resized = sharp(photoPath).removeAlpha().resize(width, height, { fit: "cover", position: "top" });
  const pixels = new Uint8Array(await resized.raw().toBuffer());
  const blueness = (at: number) => (pixels[at + 2] ?? 0) - (pixels[at] ?? 0);
  const isPerson = Uint8Array.from({ length: width * height }, (_, index) =>
    blueness(3 * index) < 0.45 * blueness(0) ? 1 : 0,
  );
  return { image: { ...size, pixels }, isPerson };
}

/** What does not change when the backdrop does is the person. */
async function cutOut(canonicalFace: CanonicalFace, scene: FaceScene): Promise<Person> {
  const plain = { shadeRatio: 1, gradientRatio: 0 };
  const [white, green] = [
    await renderFace(canonicalFace, { ...scene, backdrop: { colour: "white", ...plain } }),
    await renderFace(canonicalFace, { ...scene, backdrop: { colour: "green", ...plain } }),
  ];
  const isPerson = new Uint8Array(size.widthPx * size.heightPx);
  for (let index = 0; index < isPerson.length; index += 1) {
    const same = [0, 1, 2].every(
      (channel) =>
        Math.abs((white.image.pixels[3 * index + channel] ?? 0) - (green.image.pixels[3 * index + channel] ?? 0)) < 24,
    );
    isPerson[index] = same ? 1 : 0;
  }
  return { image: green.image, isPerson };
}

function putBefore({ image, isPerson }: Person, backdrop: Float32Array): RgbImage {
  const pixels = Uint8ClampedArray.from(backdrop);
  for (let index = 0; index < pixels.length; index += 1) {
    if (isPerson[Math.floor(index / 3)] === 1) pixels[index] = image.pixels[index] ?? 0;
  }
  return { ...size, pixels: new Uint8Array(pixels.buffer) };
}

/** A sensor's: each level by a few either way. */
function addNoise(image: RgbImage, random: Random): RgbImage {
  const noise = random.fork("noise");
  const pixels = Uint8ClampedArray.from(image.pixels, (level) => level + 4 * (noise.next() + noise.next() - 1));
  return { ...image, pixels: new Uint8Array(pixels.buffer) };
}

function paint(colourAt: (x: number, y: number) => Colour): Float32Array {
  const pixels = new Float32Array(size.widthPx * size.heightPx * 3);
  for (let index = 0; index < pixels.length; index += 3) {
    pixels.set(colourAt((index / 3) % size.widthPx, Math.floor(index / 3 / size.widthPx)), index);
  }
  return pixels;
}

function toLight(level: number): number {
  return (Math.max(0, level) / 255) ** 2.2;
}

function toCoded(light: number): number {
  return 255 * Math.min(1, Math.max(0, light)) ** (1 / 2.2);
}

/** For looking at a scene. */
export function toPng({ widthPx, heightPx, pixels }: RgbImage): Promise<Uint8Array> {
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .png()
    .toBuffer();
}
