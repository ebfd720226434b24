/** A positive number as digits and a power of ten: `digits / 10 ** exponent`. */
export type ScaledNumber = { readonly exponent: number; readonly digits: number };

/** As many digits of a number as fit below `limit`; 0 for 0. Rounds half up. */
export function scaleNumber(value: number, limit: number): ScaledNumber {
  if (value === 0) return { exponent: 0, digits: 0 };
  let exponent = 0;
  while (exponent < 255 && value * 10 ** (exponent + 1) < limit) exponent += 1;
  return { exponent, digits: Math.floor(value * 10 ** exponent + 0.5) };
}

/** The number again. Exact to the last bit wherever digits and power are. */
export function unscaleNumber({ exponent, digits }: ScaledNumber): number {
  return digits / 10 ** exponent;
}
