/** What a pixel near the eye belongs to. Only `iris`, `pupil` and `sclera` pixels are seen unobstructed. */
export const region = { other: 0, iris: 1, pupil: 2, sclera: 3, lid: 4, lash: 5, reflection: 6 } as const;
