/** Indices of the face mesh: each point of an upper lid with the one of the lower lid below it. */
export const upperLids: readonly (readonly [upper: number, lower: number])[] = [
  [246, 7],
  [161, 163],
  [160, 144],
  [159, 145],
  [158, 153],
  [157, 154],
  [173, 155],
  [466, 249],
  [388, 390],
  [387, 373],
  [386, 374],
  [385, 380],
  [384, 381],
  [398, 382],
];

/** Around the gap between the lips. */
export const lipRing: readonly number[] = [
  ...[78, 191, 80, 81, 82, 13, 312, 311, 310, 415],
  ...[308, 324, 318, 402, 317, 14, 87, 178, 88, 95],
];

/** Middle and edge of each iris, and the ring of its eye's lids. */
export const irisesOf = [
  { iris: 468, edge: 469, outline: [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246] },
  { iris: 473, edge: 474, outline: [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466] },
] as const;
