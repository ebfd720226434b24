/** Nothing that was sent: JSON has no such value. */
export const noJson = Symbol("no JSON");

/**
 * The JSON value that a text begins with, whatever comes behind it; `noJson` where it begins with none. Looks only at
 * objects and arrays, for no device's answer is a bare word. Never throws.
 */
export function readLeadingJson(text: string): unknown {
  const whole = tryParse(text);
  if (whole !== noJson) return typeof whole === "object" ? whole : noJson;
  const end = findValueEnd(text);
  return end === null ? noJson : tryParse(text.slice(0, end));
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return noJson;
    throw error;
  }
}

/** Offset behind the bracket that closes the first one; brackets and quotes inside strings do not count. */
function findValueEnd(text: string): number | null {
  if (!/^[\s\uFEFF]*[[{]/.test(text)) return null;
  const bracket = /["\\{}[\]]/g;
  let depth = 0;
  let isInString = false;
  for (let found = bracket.exec(text); found !== null; found = bracket.exec(text)) {
    const [mark] = found;
    if (mark === "\\") bracket.lastIndex += 1;
    else if (mark === '"') isInString = !isInString;
    else if (!isInString) depth += mark === "{" || mark === "[" ? 1 : -1;
    if (depth === 0) return bracket.lastIndex;
  }
  return null;
}
