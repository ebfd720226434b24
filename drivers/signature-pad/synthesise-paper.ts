import type { SignatureInk } from "../../runtime/kernel/biometric.ts";
import type { PageImage } from "../../runtime/kernel/image.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import { coverAt, createInkLayer, drawLine, type InkLayer, type Place } from "./ink-layer.ts";
import type { PaperScene } from "./paper-scene.ts";
import { pressStamp, printForm } from "./print-form.ts";

export type SignedPaper = {
  readonly image: PageImage;
  /** The strokes that were drawn, in pixels of the image. */
  readonly strokes: readonly (readonly Place[])[];
  /** Where the sheet's corners lie on the image, clockwise from the top left of the text. */
  readonly corners: readonly [Place, Place, Place, Place];
  /** How densely pen, print and stamp cover each pixel of the image, 0 to 255. */
  readonly pen: Uint8Array;
  readonly print: Uint8Array;
  readonly stamp: Uint8Array;
};

type Colour = readonly [red: number, green: number, blue: number];

/** What a full cover takes of the light, as the logarithm of what it lets through. */
const absorbs: Readonly<Record<"black" | "blue" | "purple" | "red" | "grey" | "toner" | "stampBlue", Colour>> = {
  black: [1.9, 1.9, 1.8],
  blue: [2, 1.5, 0.55],
  purple: [0.75, 1.35, 0.45],
  red: [0.2, 1.5, 1.25],
  stampBlue: [1.5, 0.95, 0.3],
  grey: [0.75, 0.75, 0.7],
  toner: [2.1, 2.1, 2.1],
};
const paper: Colour = [243, 241, 234];
const table: Colour = [72, 58, 48];

/** Signs a sheet of paper with ink that is given, stamps it, and looks at it. The same stream gives the same image. */
export function synthesisePaper(random: Random, ink: SignatureInk, scene: PaperScene): SignedPaper {
  const pxPerMm = scene.resolutionPpi / 25.4;
  const sheet = { width: Math.round(scene.sheetWidthMm * pxPerMm), height: Math.round(scene.sheetHeightMm * pxPerMm) };
  const layers = {
    pen: createInkLayer(sheet.width, sheet.height),
    print: createInkLayer(sheet.width, sheet.height),
    stamp: createInkLayer(sheet.width, sheet.height),
  };
  const strokes = placeStrokes(ink, scene, pxPerMm);
  for (const stroke of strokes) drawStroke(layers.pen, stroke, scene.pen.widthMm * pxPerMm, random.fork("pen"));
  printForm(layers.print, scene);
  if (scene.stamp !== null) {
    const { rightMm, downMm, radiusMm } = scene.stamp;
    const centre = { x: sheet.width / 2 + rightMm * pxPerMm, y: sheet.height / 2 + downMm * pxPerMm };
    pressStamp(layers.stamp, centre, radiusMm * pxPerMm, random.fork("stamp"));
  }
  const view = look(scene, sheet, pxPerMm);
  const photo = expose(layers, view, scene, random.fork("noise"));
  const corner = (x: number, y: number) => view.toImage({ x: x * sheet.width, y: y * sheet.height });
  const corners = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)] as const;
  return { ...photo, corners, strokes: strokes.map((stroke) => stroke.map(({ x, y }) => view.toImage({ x, y }))) };
}

type Mark = Place & { readonly pressure: number };

function placeStrokes(ink: SignatureInk, scene: PaperScene, pxPerMm: number): Mark[][] {
  const strokes: Mark[][] = [[]];
  const offX = (scene.sheetWidthMm - ink.widthMm) / 2;
  const offY = (scene.sheetHeightMm - ink.heightMm) / 2;
  for (const { x, y, p, down } of ink.points) {
    if (down) strokes.at(-1)?.push({ x: (x + offX) * pxPerMm, y: (y + offY) * pxPerMm, pressure: p });
    else if (strokes.at(-1)?.length !== 0) strokes.push([]);
  }
  return strokes.filter((stroke) => stroke.length > 0);
}

function drawStroke(layer: InkLayer, stroke: readonly Mark[], widthPx: number, random: Random): void {
  stroke.forEach((to, index) => {
    const from = stroke[index - 1] ?? to;
    const density = Math.min(1, 0.72 + 0.3 * to.pressure + random.normal(0, 0.05));
    drawLine(layer, from, to, { radiusPx: (widthPx / 2) * (0.75 + 0.4 * to.pressure), density: () => density });
  });
}

type View = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly toImage: (place: Place) => Place;
  readonly toSheet: (place: Place) => Place;
};

/** Turned about its middle, its far side shrunk towards the middle, on a table or filling the image. */
function look({ turnDeg, tableMm, perspectiveRatio }: PaperScene, sheet: Size, pxPerMm: number): View {
  const turn = (turnDeg * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)];
  const border = 2 * tableMm * pxPerMm;
  const [widthPx, heightPx] = [Math.round(sheet.width + border), Math.round(sheet.height + border)];
  const depth = perspectiveRatio / sheet.height;
  return {
    widthPx,
    heightPx,
    toImage: ({ x, y }) => {
      const [fromX, fromY] = [x - sheet.width / 2, y - sheet.height / 2];
      const near = 1 - depth * fromY;
      const [seenX, seenY] = [fromX / near, fromY / near];
      return { x: widthPx / 2 + cosine * seenX - sine * seenY, y: heightPx / 2 + sine * seenX + cosine * seenY };
    },
    toSheet: ({ x, y }) => {
      const [offX, offY] = [x - widthPx / 2, y - heightPx / 2];
      const [seenX, seenY] = [cosine * offX + sine * offY, cosine * offY - sine * offX];
      const near = 1 / (1 + depth * seenY);
      return { x: sheet.width / 2 + seenX * near, y: sheet.height / 2 + seenY * near };
    },
  };
}

type Size = { readonly width: number; readonly height: number };
type Layers = { readonly pen: InkLayer; readonly print: InkLayer; readonly stamp: InkLayer };

function expose(layers: Layers, { widthPx, heightPx, toSheet }: View, scene: PaperScene, random: Random) {
  const area = widthPx * heightPx;
  const pixels = new Uint8Array(area * 3);
  const covers = { pen: new Uint8Array(area), print: new Uint8Array(area), stamp: new Uint8Array(area) };
  const inks = [absorbs[scene.pen.colour], absorbs[scene.print], stampColour(scene)] as const;
  const { widthPx: sheetWidth, heightPx: sheetHeight } = layers.pen;
  for (let index = 0; index < area; index += 1) {
    const seen = { x: (index % widthPx) + 0.5, y: Math.floor(index / widthPx) + 0.5 };
    const { x, y } = toSheet(seen);
    // The glass of a scanner shows white beyond a turned sheet.
    const isSheet = scene.tableMm === 0 || (x >= 0 && y >= 0 && x < sheetWidth && y < sheetHeight);
    const pen = coverAt(layers.pen, x, y);
    const print = coverAt(layers.print, x, y);
    const stamp = coverAt(layers.stamp, x, y);
    covers.pen[index] = Math.round(255 * pen);
    covers.print[index] = Math.round(255 * print);
    covers.stamp[index] = Math.round(255 * stamp);
    const light =
      (1 - scene.shadeRatio * (seen.x / widthPx)) *
      (1 - scene.shadowRatio / (1 + Math.exp((0.62 * widthPx - seen.x) / (0.01 * widthPx))));
    for (let channel = 0; channel < 3; channel += 1) {
      const ground = (isSheet ? paper : table)[channel] ?? 0;
      const depth = pen * (inks[0][channel] ?? 0) + print * (inks[1][channel] ?? 0) + stamp * (inks[2][channel] ?? 0);
      const level = ground * light * Math.exp(-depth) + random.normal(0, scene.noiseLevels);
      pixels[index * 3 + channel] = Math.max(0, Math.min(255, Math.round(level)));
    }
  }
  return { image: { widthPx, heightPx, resolutionPpi: scene.resolutionPpi, pixels }, ...covers };
}

function stampColour({ stamp }: PaperScene): Colour {
  if (stamp === null) return absorbs.purple;
  return stamp.colour === "blue" ? absorbs.stampBlue : absorbs[stamp.colour];
}
