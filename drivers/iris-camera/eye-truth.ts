import type { Circle, Ellipse } from "../../runtime/kernel/geometry.ts";
import type { EyeGeometry } from "./eye-geometry.ts";
import type { EyeLids } from "./eye-lids.ts";

/** What a pixel of a drawn eye shows. */
export const eyeRegion = { skin: 0, iris: 1, pupil: 2, sclera: 3, lash: 4, reflection: 5 } as const;

/** All that is known of a drawn eye because it was drawn, before blur, movement and noise. */
export type EyeTruth = {
  /** Circles with the area and centre of the boundaries. */
  readonly limbus: Circle;
  readonly pupil: Circle;
  readonly limbusEllipse: Ellipse;
  readonly pupilEllipse: Ellipse;
  /** Rows of the lids' edges in each column of the frame. */
  readonly upperLidY: Float32Array;
  readonly lowerLidY: Float32Array;
  /** An `eyeRegion` for each pixel. */
  readonly regions: Uint8Array;
  /** Share of the iris ring that neither lid covers. */
  readonly openIrisRatio: number;
  /** Share of the iris ring that is seen: without lids, lashes and reflections. */
  readonly usableIrisRatio: number;
};

export function tellTruth(geometry: EyeGeometry, lids: EyeLids, frame: TruthFrame): EyeTruth {
  const column = (rowAt: (x: number) => number) => Float32Array.from({ length: frame.widthPx }, (_, x) => rowAt(x));
  return {
    limbus: geometry.limbusCircle,
    pupil: geometry.pupilCircle,
    limbusEllipse: geometry.limbus,
    pupilEllipse: geometry.pupil,
    upperLidY: column(lids.upperY),
    lowerLidY: column(lids.lowerY),
    regions: frame.regions,
    ...measureOpening(geometry, lids, frame),
  };
}

export type TruthFrame = { readonly widthPx: number; readonly heightPx: number; readonly regions: Uint8Array };

function measureOpening(
  geometry: EyeGeometry,
  lids: EyeLids,
  { widthPx, heightPx, regions }: TruthFrame,
): Pick<EyeTruth, "openIrisRatio" | "usableIrisRatio"> {
  const { limbus } = geometry;
  const reach = Math.ceil(limbus.semiMajorPx);
  const counts = { all: 0, open: 0, usable: 0 };
  for (let x = Math.floor(limbus.x) - reach; x <= limbus.x + reach; x += 1) {
    const top = lids.upperY(x);
    const bottom = lids.lowerY(x);
    for (let y = Math.floor(limbus.y) - reach; y <= limbus.y + reach; y += 1) {
      if (!isInRing(geometry, x, y)) continue;
      counts.all += 1;
      if (y > top && y < bottom) counts.open += 1;
      const isInFrame = x >= 0 && y >= 0 && x < widthPx && y < heightPx;
      if (isInFrame && regions[y * widthPx + x] === eyeRegion.iris) counts.usable += 1;
    }
  }
  const all = Math.max(1, counts.all);
  return { openIrisRatio: counts.open / all, usableIrisRatio: counts.usable / all };
}

function isInRing({ limbus, pupil, shortX, shortY, shortRatio }: EyeGeometry, x: number, y: number): boolean {
  const isInside = (ellipse: Ellipse) => {
    const along = ((x - ellipse.x) * shortX + (y - ellipse.y) * shortY) / shortRatio;
    const across = (y - ellipse.y) * shortX - (x - ellipse.x) * shortY;
    return along * along + across * across <= ellipse.semiMajorPx ** 2;
  };
  return isInside(limbus) && !isInside(pupil);
}
