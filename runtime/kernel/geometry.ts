/** Pixels of the image it belongs to; origin top left, x to the right, y down. */
export type Point = { readonly x: number; readonly y: number };

/** Axis-aligned, in pixels; `x` and `y` are the top left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type Circle = { readonly x: number; readonly y: number; readonly radius: number };

/** `angleDeg` is where the longer axis points, clockwise from the image's right, -90 to 90. */
export type Ellipse = {
  readonly x: number;
  readonly y: number;
  readonly semiMajorPx: number;
  readonly semiMinorPx: number;
  readonly angleDeg: number;
};

/** Head pose in degrees. Yaw: + to the image's right. Pitch: + chin up. Roll: + clockwise in the image. */
export type Pose = { readonly yawDeg: number; readonly pitchDeg: number; readonly rollDeg: number };
