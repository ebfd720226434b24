/** Gray levels of blocks, row-major. */
export type LevelMap = { readonly columns: number; readonly rows: number; readonly levels: Uint8Array };

/** Lifts whatever dark is narrower than `2 · reach + 1` blocks to its surroundings (grayscale closing by a square). */
export function closeLevels(map: LevelMap, reach: number): LevelMap {
  const lifted = pickAlong(pickAlong(map, reach, "row", Math.max), reach, "column", Math.max);
  return pickAlong(pickAlong(lifted, reach, "row", Math.min), reach, "column", Math.min);
}

type Pick = (one: number, other: number) => number;

function pickAlong(map: LevelMap, reach: number, along: "row" | "column", pick: Pick): LevelMap {
  const { columns, rows, levels } = map;
  const picked = new Uint8Array(levels.length);
  const stride = along === "row" ? 1 : columns;
  const length = along === "row" ? columns : rows;
  for (let at = 0; at < levels.length; at += 1) {
    const place = along === "row" ? at % columns : Math.floor(at / columns);
    const from = Math.max(-reach, -place);
    const to = Math.min(reach, length - 1 - place);
    let level = levels[at]!;
    for (let step = from; step <= to; step += 1) level = pick(level, levels[at + step * stride]!);
    picked[at] = level;
  }
  return { columns, rows, levels: picked };
}
