/**
 * What a pixel near the eye belongs to. Only `iris`, `pupil` and `sclera` pixels are seen unobstructed.
 * Who asks every pixel takes what it needs into constants of its own, as an import is looked up anew each time.
 */
export const region = { other: 0, iris: 1, pupil: 2, sclera: 3, lid: 4, lash: 5, reflection: 6 } as const;
