/** One line of a text's change: kept, added or taken away. */
export type LineChange = { readonly mark: " " | "+" | "-"; readonly line: string };

/** Longer texts are shown as wholly replaced: nobody reads such a change line by line. */
const linesMax = 2_000;

/** The shortest change from one text to the other, by the longest common subsequence of their lines. */
export function diffLines(before: string, after: string): readonly LineChange[] {
  const [old, fresh] = [splitLines(before), splitLines(after)];
  if (old.length > linesMax || fresh.length > linesMax) return [...mark("-", old), ...mark("+", fresh)];
  const common = measureCommon(old, fresh);
  const width = fresh.length + 1;
  const changes: LineChange[] = [];
  let [at, to] = [0, 0];
  while (at < old.length || to < fresh.length) {
    const [oldLine, freshLine] = [old[at], fresh[to]];
    if (oldLine !== undefined && oldLine === freshLine) {
      changes.push({ mark: " ", line: oldLine });
      at += 1;
      to += 1;
      continue;
    }
    const keepsMore = (common[(at + 1) * width + to] ?? 0) >= (common[at * width + to + 1] ?? 0);
    if (oldLine !== undefined && (freshLine === undefined || keepsMore)) {
      changes.push({ mark: "-", line: oldLine });
      at += 1;
    } else {
      changes.push({ mark: "+", line: freshLine ?? "" });
      to += 1;
    }
  }
  return changes;
}

/** Length of the longest common subsequence from each pair of lines on. */
function measureCommon(old: readonly string[], fresh: readonly string[]): Uint16Array {
  const width = fresh.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  for (let at = old.length - 1; at >= 0; at -= 1) {
    for (let to = fresh.length - 1; to >= 0; to -= 1) {
      const isSame = old[at] === fresh[to];
      common[at * width + to] = isSame
        ? (common[(at + 1) * width + to + 1] ?? 0) + 1
        : Math.max(common[(at + 1) * width + to] ?? 0, common[at * width + to + 1] ?? 0);
    }
  }
  return common;
}

function splitLines(text: string): readonly string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function mark(sign: "+" | "-", lines: readonly string[]): readonly LineChange[] {
  return lines.map((line) => ({ mark: sign, line }));
}
