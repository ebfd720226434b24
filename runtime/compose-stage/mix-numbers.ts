type Numbers = Readonly<Record<string, number>>;

/** Between two sets of the same numbers; a share of 0 is the first. */
export function mixNumbers<N extends { readonly [K in keyof N]: number }>(one: N, other: N, share: number): N {
  const before: Numbers = one;
  const after: Numbers = other;
  const mixed = Object.entries(before).map(([name, value]) => [name, value + share * ((after[name] ?? value) - value)]);
  return Object.fromEntries(mixed) as N;
}
