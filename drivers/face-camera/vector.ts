/** Three coordinates: x to the right, y up, z towards the camera. */
export type Vector = readonly [x: number, y: number, z: number];

/** Three rows. */
export type Matrix = readonly [Vector, Vector, Vector];

export const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vector, factor: number): Vector => [a[0] * factor, a[1] * factor, a[2] * factor];
export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const length = (a: Vector): number => Math.hypot(a[0], a[1], a[2]);

export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** The zero vector stays as it is. */
export const normalise = (a: Vector): Vector => scale(a, 1 / (length(a) || 1));

export const apply = (matrix: Matrix, a: Vector): Vector => [dot(matrix[0], a), dot(matrix[1], a), dot(matrix[2], a)];

export const multiply = (a: Matrix, b: Matrix): Matrix => {
  const column = (index: 0 | 1 | 2): Vector => [b[0][index], b[1][index], b[2][index]];
  const row = (values: Vector): Vector => [dot(values, column(0)), dot(values, column(1)), dot(values, column(2))];
  return [row(a[0]), row(a[1]), row(a[2])];
};

/** Counter-clockwise about the z axis as the camera sees it. */
export function rotationAboutZ(angleDeg: number): Matrix {
  const [c, s] = cosineAndSine(angleDeg);
  return [
    [c, -s, 0],
    [s, c, 0],
    [0, 0, 1],
  ];
}

/** Turns what faces the camera to the right. */
export function rotationAboutY(angleDeg: number): Matrix {
  const [c, s] = cosineAndSine(angleDeg);
  return [
    [c, 0, s],
    [0, 1, 0],
    [-s, 0, c],
  ];
}

/** Tilts what faces the camera downwards. */
export function rotationAboutX(angleDeg: number): Matrix {
  const [c, s] = cosineAndSine(angleDeg);
  return [
    [1, 0, 0],
    [0, c, -s],
    [0, s, c],
  ];
}

function cosineAndSine(angleDeg: number): readonly [number, number] {
  const angle = (angleDeg * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}
