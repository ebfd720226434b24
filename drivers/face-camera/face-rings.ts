/** Vertex numbers of the canonical face along the lines that are drawn. Left and right are the image's for a frontal face. */

export type EyeRing = {
  /** From corner to corner, outer corner first. */
  readonly upperLid: readonly number[];
  readonly lowerLid: readonly number[];
  readonly outerCorner: number;
  readonly innerCorner: number;
  readonly brow: readonly number[];
};

export const eyeRings: readonly [EyeRing, EyeRing] = [
  {
    outerCorner: 33,
    innerCorner: 133,
    upperLid: [246, 161, 160, 159, 158, 157, 173],
    lowerLid: [7, 163, 144, 145, 153, 154, 155],
    brow: [70, 63, 105, 66, 107, 55, 65, 52, 53, 46],
  },
  {
    outerCorner: 263,
    innerCorner: 362,
    upperLid: [466, 388, 387, 386, 385, 384, 398],
    lowerLid: [249, 390, 373, 374, 380, 381, 382],
    brow: [300, 293, 334, 296, 336, 285, 295, 282, 283, 276],
  },
];

export const outerLips = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
] as const;

/** Upper and lower edge of the mouth's opening, image left to right, without the corners 78 and 308. */
export const upperInnerLip = [191, 80, 81, 82, 13, 312, 311, 310, 415] as const;
export const lowerInnerLip = [95, 88, 178, 87, 14, 317, 402, 318, 324] as const;
export const innerLipCorners = [78, 308] as const;
export const lowerOuterLip = [146, 91, 181, 84, 17, 314, 405, 321, 375] as const;

/** The mesh's rim, clockwise in the image from the top of the forehead. */
export const faceOval = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const;

/** The part of the rim along which hair grows. */
export const hairLine = [127, 162, 21, 54, 103, 67, 109, 10, 338, 297, 332, 284, 251, 389, 356] as const;

export const chin = 152;
export const lidPairs = [
  [
    [160, 144],
    [159, 145],
    [158, 153],
  ],
  [
    [385, 380],
    [386, 374],
    [387, 373],
  ],
] as const;
