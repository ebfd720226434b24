import type { SignatureInk } from "../../runtime/kernel/biometric.ts";

export type TopazScript = {
  readonly ink: SignatureInk;
  /** Raw unit of the pad at the ink's origin. */
  readonly origin: { readonly x: number; readonly y: number };
  /** Whether the pad tells pressure. */
  readonly hasPressure: boolean;
};

const unitsPerMm = 410 / 25.4;
const pressureMax = 1_023;

/** The packets of a Topaz pad on which the given ink is written, one array a report of the pen, and the pen's leaving. */
export function encodeTopazInk({ ink, origin, hasPressure }: TopazScript): readonly Uint8Array[] {
  const reports = ink.points.flatMap(({ x, y, p, down }) => {
    const place = encodePlace(origin.x + Math.round(x * unitsPerMm), origin.y + Math.round(y * unitsPerMm), down);
    return hasPressure && down ? [encodePressure(Math.round(p * pressureMax)), place] : [place];
  });
  return [...reports, Uint8Array.of(0x80, 0x7f, 0x1f, 0x7f, 0x1f)];
}

/** One position packet, format 0; the pen is near. */
export function encodePlace(x: number, y: number, isDown: boolean): Uint8Array {
  return Uint8Array.of(0xc0 | (isDown ? 1 : 0), x & 0x7f, (x >> 7) & 0x1f, y & 0x7f, (y >> 7) & 0x1f);
}

function encodePressure(pressure: number): Uint8Array {
  return Uint8Array.of(0xc0 | (7 << 2) | 1, 0, 0, pressure & 0x7f, (pressure >> 7) & 7);
}
