import { uruWidthPx } from "../../../drivers/fingerprint/uru4000-protocol.ts";

/** How many of its lines the emulated sensor sends. */
export const ridgeLines = 289;

/** As the sensor sees a finger: light ridges on a dark ground, and no two corners alike. */
export function makeRidges(): Uint8Array {
  return Uint8Array.from({ length: uruWidthPx * ridgeLines }, (_, at) => {
    const x = at % uruWidthPx;
    const y = Math.floor(at / uruWidthPx);
    const distance = Math.hypot(x - 120, y - 190);
    return Math.round(70 + 50 * Math.sin(distance / 1.6) + (50 * x) / uruWidthPx + (30 * y) / ridgeLines);
  });
}
