/** Lids hide the top and bottom of the limbus: only its sides are looked at. Degrees from the right, y down. */
export const limbusSides = [
  { fromDeg: -30, toDeg: 45 },
  { fromDeg: 135, toDeg: 210 },
] as const;
