/** A string, a bracket or comma, a line end, or anything else that is no space. */
const tokens = /"(?:[^"\\]|\\.)*"|[[\]{},]|\n|[^\s"[\]{},]+/g;

/**
 * Lines, from 1, on which the entries of a JSON array begin, in their order. For text that has been parsed as an array
 * already: what is no JSON is not noticed here.
 */
export function locateJsonEntries(text: string): readonly number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let isEntryDue = false;
  for (const [token] of text.matchAll(tokens)) {
    if (token === "\n") {
      line += 1;
      continue;
    }
    if (isEntryDue && token !== "]") lines.push(line);
    depth += depthChange(token);
    isEntryDue = depth === 1 && (token === "[" || token === ",");
  }
  return lines;
}

function depthChange(token: string): number {
  if (token === "[" || token === "{") return 1;
  return token === "]" || token === "}" ? -1 : 0;
}
