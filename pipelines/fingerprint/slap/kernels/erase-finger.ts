import type { UprightSlap } from "./turn-upright.ts";

type Finger = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly length: number;
  readonly angleDeg: number;
};

/** Clears the labels of a fingertip and of the strip below it, to the slap's end; `half` cells to either side of the axis. */
export function eraseFinger({ columns, rows, labels }: UprightSlap, finger: Finger, half: number): void {
  const angle = (finger.angleDeg * Math.PI) / 180;
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const top = -finger.length / 2 - 1;
  for (let row = 0; row < rows; row += 1) {
    const dy = row + 0.5 - finger.y;
    for (let column = 0; column < columns; column += 1) {
      const dx = column + 0.5 - finger.x;
      if (-sine * dx + cosine * dy < top || Math.abs(cosine * dx + sine * dy) > half) continue;
      labels[row * columns + column] = 0;
    }
  }
}
