import type { Box, Point } from "../../runtime/kernel/geometry.ts";
import type { Region } from "../image/region.ts";

export const landmarkSidePx = 192;

/** The networks were taught on squares half as large again as the face. */
const marginFactor = 1.5;

/** The square around a face that the landmark network looks at, turned so that the eyes lie level. */
export function landmarkRegion(box: Box, leftEye: Point, rightEye: Point): Region {
  const angle = Math.atan2(rightEye.y - leftEye.y, rightEye.x - leftEye.x);
  const sidePx = marginFactor * Math.max(box.width, box.height, 1);
  const scale = sidePx / landmarkSidePx;
  const cosine = scale * Math.cos(angle);
  const sine = scale * Math.sin(angle);
  const half = landmarkSidePx / 2;
  return {
    widthPx: landmarkSidePx,
    heightPx: landmarkSidePx,
    outside: "edge",
    toImage: {
      xx: cosine,
      xy: -sine,
      x0: box.x + box.width / 2 - half * (cosine - sine),
      yx: sine,
      yy: cosine,
      y0: box.y + box.height / 2 - half * (sine + cosine),
    },
  };
}
