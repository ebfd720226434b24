import type { DrawnFace } from "./draw-features.ts";
import { vertexAt } from "./express-face.ts";
import { fromSrgb, paint } from "./scene-colour.ts";

/** Middle of the forehead, ridge of the nose, both cheekbones. */
const shinyVertices = [151, 5, 117, 346] as const;
const radiusMaxCm = 2;
const white = fromSrgb(255, 255, 255);

/** Burnt-out patches where greasy skin mirrors the lamp, soft at the rim. */
export function drawShine({ vertices, view, scene: { skinShineRatio } }: DrawnFace): string {
  if (skinShineRatio <= 0) return "";
  const radiusPx = radiusMaxCm * skinShineRatio * view.pxPerCm;
  const colour = paint(white, 1);
  const stops = [
    `<stop offset="0.7" stop-color="${colour}"/>`,
    `<stop offset="1" stop-color="${colour}" stop-opacity="0"/>`,
  ].join("");
  const patches = shinyVertices.map((vertex) => {
    const { x, y } = view.place(vertexAt(vertices, vertex));
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radiusPx.toFixed(1)}" fill="url(#shine)"/>`;
  });
  return `<radialGradient id="shine">${stops}</radialGradient>${patches.join("")}`;
}
