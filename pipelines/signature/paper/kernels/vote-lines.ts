/** A straight line near to level, or near to upright: `across = offset + slope · along`, in pixels of the mask. */
export type VotedLine = { readonly slope: number; readonly offset: number };

type LineMask = { readonly alongPx: number; readonly acrossPx: number; readonly ink: Uint8Array };

/** Lines are looked for within this slope, to either side. */
const slopeMax = 0.14;

/**
 * The straight lines that pass most ink of a mask, by votes (Hough, 1962, in slope and offset): the best first, each voted
 * for by ink that no better one took, until fewer than `votesMin` pixels agree or `linesMax` are found.
 */
export function voteLines(mask: LineMask, votesMin: number, linesMax: number): VotedLine[] {
  const board = createBoard(mask);
  const left = Uint8Array.from(mask.ink);
  for (let index = 0; index < left.length; index += 1) if (left[index] === 1) vote(board, index, 1);
  // Votes are only ever taken away: what is too little now never wins.
  const candidates: number[] = [];
  for (let at = 0; at < board.votes.length; at += 1) if (board.votes[at]! >= votesMin) candidates.push(at);

  const lines: VotedLine[] = [];
  while (lines.length < linesMax) {
    let best = candidates[0] ?? 0;
    for (const at of candidates) if (board.votes[at]! > board.votes[best]!) best = at;
    if (board.votes[best]! < votesMin) return lines;
    const line = {
      slope: (Math.floor(best / board.offsets) - (board.slopes >> 1)) * board.slopeStep,
      offset: (best % board.offsets) - board.reach,
    };
    lines.push(line);
    takeBack(board, left, mask.acrossPx, line);
  }
  return lines;
}

type Board = {
  readonly alongPx: number;
  readonly slopeStep: number;
  readonly slopes: number;
  /** Offsets below 0 come first: so many. */
  readonly reach: number;
  readonly offsets: number;
  readonly votes: Int32Array;
};

function createBoard({ alongPx, acrossPx }: LineMask): Board {
  const slopeStep = Math.max(1 / alongPx, 0.001);
  const slopes = 2 * Math.ceil(slopeMax / slopeStep) + 1;
  const reach = Math.ceil(slopeMax * alongPx) + 1;
  const offsets = acrossPx + 2 * reach;
  return { alongPx, slopeStep, slopes, reach, offsets, votes: new Int32Array(slopes * offsets) };
}

function vote({ alongPx, slopeStep, slopes, reach, offsets, votes }: Board, index: number, weight: number): void {
  const along = index % alongPx;
  const across = (index - along) / alongPx;
  for (let which = 0; which < slopes; which += 1) {
    const slope = (which - (slopes >> 1)) * slopeStep;
    const at = which * offsets + Math.round(across - slope * along) + reach;
    votes[at] = votes[at]! + weight;
  }
}

/** The ink of a line that was found votes for no other. */
function takeBack(board: Board, left: Uint8Array, acrossPx: number, { slope, offset }: VotedLine): void {
  for (let along = 0; along < board.alongPx; along += 1) {
    const middle = Math.round(offset + slope * along);
    for (let across = Math.max(0, middle - 1); across <= Math.min(acrossPx - 1, middle + 1); across += 1) {
      const index = across * board.alongPx + along;
      if (left[index] === 0) continue;
      left[index] = 0;
      vote(board, index, -1);
    }
  }
}
