/** A rectangle of the plane of coefficients. */
export type PlanePart = {
  readonly left: number;
  readonly top: number;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** One split into four: a filter pass along its rows, then one along its columns. */
export type TreeNode = PlanePart & {
  /** The high half is stored first, because the band above it was itself a high half. */
  readonly areRowsInverted: boolean;
  readonly areColumnsInverted: boolean;
};

/** How an image of one size falls apart: the splits in the order of analysis, and the subbands they end in. */
export type SubbandTree = {
  readonly nodes: readonly TreeNode[];
  /** 64, in the order of the standard. The last four are one split of the highest band, which encoders leave out. */
  readonly subbands: readonly PlanePart[];
};

type Quarter = 0 | 1 | 2 | 3;

/** Parent node and quarter of it (left top, right top, left bottom, right bottom) that each node splits. */
const origins: readonly (readonly [parent: number, quarter: Quarter])[] = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 1],
  [1, 2],
  ...fourOf(4),
  ...fourOf(5),
  [1, 0],
  ...fourOf(14),
  [15, 0],
  [0, 3],
];
const rowsInverted = new Set([2, 4, 7, 9, 11, 13, 16, 18, 20]);
const columnsInverted = new Set([3, 5, 8, 9, 12, 13, 17, 18, 20]);
/** Node and quarter of each subband, 0 to 63. */
const leaves: readonly (readonly [node: number, quarter: Quarter])[] = [
  ...fourOf(19),
  ...fourOf(15).slice(1),
  ...[16, 17, 18, 6, 7, 8, 9, 10, 11, 12, 13].flatMap(fourOf),
  [1, 3],
  ...[2, 3, 20].flatMap(fourOf),
];

/** The tree of FBI IAFIS-IC-0110, figure of the 64 subbands, for an image of this size. */
export function buildSubbandTree(widthPx: number, heightPx: number): SubbandTree {
  const nodes: TreeNode[] = [invertAsNode(0, { left: 0, top: 0, widthPx, heightPx })];
  for (const [parent, quarter] of origins) nodes.push(invertAsNode(nodes.length, quarterOf(nodes[parent], quarter)));
  return { nodes, subbands: leaves.map(([node, quarter]) => quarterOf(nodes[node], quarter)) };
}

/** Coefficients in a subband. */
export function subbandSize({ widthPx, heightPx }: PlanePart): number {
  return widthPx * heightPx;
}

function fourOf(node: number): (readonly [number, Quarter])[] {
  return [
    [node, 0],
    [node, 1],
    [node, 2],
    [node, 3],
  ];
}

function invertAsNode(index: number, part: PlanePart): TreeNode {
  return { ...part, areRowsInverted: rowsInverted.has(index), areColumnsInverted: columnsInverted.has(index) };
}

/** The high half is the shorter one; where it is stored first, it is the left or upper quarter that is shorter. */
function quarterOf(node: TreeNode | undefined, quarter: Quarter): PlanePart {
  if (node === undefined) throw new RangeError("a node comes after its parent");
  const [left, widthPx] = halfOf(node.widthPx, node.areRowsInverted, quarter % 2 === 1);
  const [top, heightPx] = halfOf(node.heightPx, node.areColumnsInverted, quarter >= 2);
  return { left: node.left + left, top: node.top + top, widthPx, heightPx };
}

function halfOf(length: number, isInverted: boolean, isSecond: boolean): readonly [start: number, length: number] {
  const first = isInverted ? length >> 1 : (length + 1) >> 1;
  return isSecond ? [first, length - first] : [0, first];
}
