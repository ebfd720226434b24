import type { SheetCorners } from "./find-sheet.ts";
import { samplePlane } from "./kernels/sample-plane.ts";
import { type Sheet, sideMinPx } from "./open-scan.ts";

/** So much is left out along each side: the sheet's edge and its shadow. */
const insetMm = 0.8;

/** The sheet alone, as if looked at straight from above; its sides keep their mean length. As it was where too little would be left. */
export function straightenSheet(sheet: Sheet, corners: SheetCorners): Sheet {
  const [topLeft, topRight, bottomRight, bottomLeft] = corners;
  const length = (one: typeof topLeft, other: typeof topLeft) => Math.hypot(other.x - one.x, other.y - one.y);
  const width = (length(topLeft, topRight) + length(bottomLeft, bottomRight)) / 2;
  const height = (length(topLeft, bottomLeft) + length(topRight, bottomRight)) / 2;
  const inset = insetMm * sheet.pxPerMm;
  const size = { widthPx: Math.floor(width - 2 * inset), heightPx: Math.floor(height - 2 * inset) };
  if (Math.min(size.widthPx, size.heightPx) < sideMinPx) return sheet;
  const project = projectSquare(corners);
  return resample(sheet, size, (x, y) => project((x + inset) / width, (y + inset) / height));
}

type Map = (x: number, y: number) => { readonly x: number; readonly y: number };

function resample(sheet: Sheet, size: { readonly widthPx: number; readonly heightPx: number }, toOld: Map): Sheet {
  const { widthPx, heightPx } = size;
  const places = new Float32Array(2 * widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const old = toOld(x + 0.5, y + 0.5);
      places[2 * (y * widthPx + x)] = old.x;
      places[2 * (y * widthPx + x) + 1] = old.y;
    }
  }
  return {
    widthPx,
    heightPx,
    pxPerMm: sheet.pxPerMm,
    planes: sheet.planes.map((plane) => samplePlane({ ...sheet, plane }, places)),
    toScan: (x, y) => {
      const old = toOld(x, y);
      return sheet.toScan(old.x, old.y);
    },
  };
}

/** The projective map of the unit square onto four corners (Heckbert, 1989). */
function projectSquare([topLeft, topRight, bottomRight, bottomLeft]: SheetCorners): Map {
  const [sumX, sumY] = [
    topLeft.x - topRight.x + bottomRight.x - bottomLeft.x,
    topLeft.y - topRight.y + bottomRight.y - bottomLeft.y,
  ];
  const [rightX, rightY] = [topRight.x - bottomRight.x, topRight.y - bottomRight.y];
  const [leftX, leftY] = [bottomLeft.x - bottomRight.x, bottomLeft.y - bottomRight.y];
  const share = rightX * leftY - leftX * rightY;
  const g = (sumX * leftY - leftX * sumY) / share;
  const h = (rightX * sumY - sumX * rightY) / share;
  const a = topRight.x - topLeft.x + g * topRight.x;
  const b = bottomLeft.x - topLeft.x + h * bottomLeft.x;
  const d = topRight.y - topLeft.y + g * topRight.y;
  const e = bottomLeft.y - topLeft.y + h * bottomLeft.y;
  return (u, v) => {
    const depth = g * u + h * v + 1;
    return { x: (a * u + b * v + topLeft.x) / depth, y: (d * u + e * v + topLeft.y) / depth };
  };
}
