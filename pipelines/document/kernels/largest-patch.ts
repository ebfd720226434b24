/** 1 where a block belongs, row-major. */
export type BlockMask = { readonly columns: number; readonly rows: number; readonly mask: Uint8Array };

/** The largest patch of blocks that hang together by their sides. */
export function findLargestPatch(blocks: BlockMask): BlockMask {
  const { columns, rows, mask } = blocks;
  const seen = new Uint8Array(mask.length);
  let largest: readonly number[] = [];
  for (let start = 0; start < mask.length; start += 1) {
    if (mask[start] !== 1 || seen[start] === 1) continue;
    const patch = flood(blocks, [start], seen);
    if (patch.length > largest.length) largest = patch;
  }
  const kept = new Uint8Array(mask.length);
  for (const at of largest) kept[at] = 1;
  return { columns, rows, mask: kept };
}

/** The same with every hole that does not reach the frame filled. */
export function fillHoles({ columns, rows, mask }: BlockMask): BlockMask {
  const outside = mask.map((belongs) => 1 - belongs);
  const seen = new Uint8Array(mask.length);
  const frame = Array.from(mask.keys()).filter((at) => {
    const column = at % columns;
    const isFrame = column === 0 || column === columns - 1 || at < columns || at >= mask.length - columns;
    return isFrame && outside[at] === 1;
  });
  flood({ columns, rows, mask: outside }, frame, seen);
  return { columns, rows, mask: seen.map((isOutside) => 1 - isOutside) };
}

/** Every block that can be reached from the given ones; marks them as seen. */
function flood({ columns, mask }: BlockMask, starts: readonly number[], seen: Uint8Array): number[] {
  const reached = [...starts];
  for (const start of starts) seen[start] = 1;
  const visit = (at: number) => {
    if (mask[at] !== 1 || seen[at] === 1) return;
    seen[at] = 1;
    reached.push(at);
  };
  for (let next = 0; next < reached.length; next += 1) {
    const at = reached[next]!;
    if (at % columns > 0) visit(at - 1);
    if (at % columns < columns - 1) visit(at + 1);
    visit(at - columns);
    visit(at + columns);
  }
  return reached;
}

/** Leaves only blocks all of whose eight neighbours belong too; the frame is no edge. */
export function shrinkMask({ columns, rows, mask }: BlockMask): BlockMask {
  const kept = mask.map((belongs, at) => {
    if (belongs !== 1) return 0;
    const column = at % columns;
    for (const below of [-columns, 0, columns]) {
      const before = column > 0 ? mask[at + below - 1] : 1;
      const after = column < columns - 1 ? mask[at + below + 1] : 1;
      if (before === 0 || mask[at + below] === 0 || after === 0) return 0;
    }
    return 1;
  });
  return { columns, rows, mask: kept };
}
