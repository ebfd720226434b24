/**
 * Our own curve, since the standard's is for another measure. 50 lies where a blur of a fortieth of the distance
 * between the eyes leaves a portrait visibly soft.
 */
export function mapSharpness(detailRatio: number): number {
  return Math.round(100 / (1 + Math.exp((0.27 - detailRatio) / 0.04)));
}
