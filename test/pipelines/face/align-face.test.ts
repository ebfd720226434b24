import { expect, it } from "vitest";
import { fitSimilarity } from "../../../pipelines/face/align-face.ts";
import { mapPoint, similarity } from "../../../pipelines/image/affine.ts";

const points = [
  { x: 251, y: 272 },
  { x: 364, y: 272 },
  { x: 308, y: 336 },
  { x: 262, y: 402 },
];

it("recovers turn, scale and shift exactly from points that agree", () => {
  const truth = similarity({ x: 40, y: -7 }, 1.7, 0.3);
  const fitted = fitSimilarity(
    points,
    points.map((point) => mapPoint(truth, point)),
  );
  for (const key of ["xx", "xy", "x0", "yx", "yy", "y0"] as const) expect(fitted[key]).toBeCloseTo(truth[key], 9);
});

it("splits the difference between points that do not agree", () => {
  const stretched = [
    { x: -1, y: 0 },
    { x: 1, y: 0 },
  ];
  const fitted = fitSimilarity(stretched, [
    { x: -2, y: 1 },
    { x: 4, y: 1 },
  ]);
  expect(mapPoint(fitted, { x: 0, y: 0 })).toEqual({ x: 1, y: 1 });
});
