import { u16 } from "../../../pipelines/codec/byte-parts.ts";

/** Stored units a physical unit: (1 + fraction / 2048) × 2^(exponent − 16). Exponent 0 to 31, fraction 0 to 2047. */
export type ScaleField = { readonly exponent: number; readonly fraction: number };
export type Scale = ScaleField & { readonly perUnit: number };

/** The finest scale, coarsened by halves until every value stays within the limit. */
export function chooseScale(finest: ScaleField, values: readonly number[], storedMax: number): Scale {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let exponent = finest.exponent;
  while (exponent > 0 && largest * perUnit({ ...finest, exponent }) > storedMax) exponent -= 1;
  return { exponent, fraction: finest.fraction, perUnit: perUnit({ ...finest, exponent }) };
}

/** The 16 bits of a channel's scaling value (ISO/IEC 19794-7:2007): 5 bits exponent, 11 bits fraction. */
export function scaleField({ exponent, fraction }: ScaleField): Uint8Array {
  return u16(exponent * 2048 + fraction);
}

/** Stored units a physical unit, from the 16 bits. Never 0. */
export function readScale(field: number): number {
  return perUnit({ exponent: field >> 11, fraction: field & 0x7ff });
}

function perUnit({ exponent, fraction }: ScaleField): number {
  return (1 + fraction / 2048) * 2 ** (exponent - 16);
}
