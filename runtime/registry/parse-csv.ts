/** One line of a table; a quoted field may run over several lines of the file. */
export type CsvRecord = {
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
};

export type CsvResult =
  | { readonly isSound: true; readonly records: readonly CsvRecord[] }
  | { readonly isSound: false; readonly line: number; readonly problem: string };

/**
 * Comma-separated values after RFC 4180, or with semicolons as spreadsheets write them where the comma is the decimal mark.
 * Lines may end in LF or CRLF; empty lines are left out. Quotes that do not fit are a fault, never guessed at.
 */
export function parseCsv(text: string): CsvResult {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const cursor: Cursor = { text: body, at: 0, line: 1, delimiter: chooseDelimiter(body) };
  const records: CsvRecord[] = [];
  while (cursor.at < body.length) {
    const { line } = cursor;
    const fields: string[] = [];
    for (let isLast = false; !isLast; ) {
      const field = readField(cursor);
      if ("problem" in field) return { isSound: false, ...field };
      fields.push(field.value);
      isLast = body[cursor.at] !== cursor.delimiter;
      if (!isLast) cursor.at += 1;
    }
    skipLineEnd(cursor);
    if (fields.length > 1 || fields[0] !== "") records.push({ line, fields });
  }
  return { isSound: true, records };
}

type Cursor = { readonly text: string; readonly delimiter: string; at: number; line: number };
type Field = { readonly value: string } | { readonly line: number; readonly problem: string };

function chooseDelimiter(text: string): string {
  const [header = ""] = text.split("\n", 1);
  return header.includes(";") && !header.includes(",") ? ";" : ",";
}

function readField(cursor: Cursor): Field {
  return cursor.text[cursor.at] === '"' ? readQuoted(cursor) : readPlain(cursor);
}

function readPlain(cursor: Cursor): Field {
  const start = cursor.at;
  while (cursor.at < cursor.text.length && !isFieldEnd(cursor)) {
    if (cursor.text[cursor.at] === '"') return { line: cursor.line, problem: "a quote inside a field without quotes" };
    cursor.at += 1;
  }
  return { value: cursor.text.slice(start, cursor.at) };
}

function readQuoted(cursor: Cursor): Field {
  const { line, text } = cursor;
  let value = "";
  cursor.at += 1;
  for (;;) {
    const quote = text.indexOf('"', cursor.at);
    if (quote < 0) return { line, problem: "a quoted field without its end" };
    const part = text.slice(cursor.at, quote);
    value += part;
    cursor.line += countLineEnds(part);
    cursor.at = quote + 1;
    if (text[cursor.at] !== '"') break;
    value += '"';
    cursor.at += 1;
  }
  if (cursor.at < text.length && !isFieldEnd(cursor)) {
    return { line: cursor.line, problem: "something between a closing quote and the next field" };
  }
  return { value };
}

function isFieldEnd({ text, at, delimiter }: Cursor): boolean {
  const mark = text[at];
  return mark === delimiter || mark === "\n" || (mark === "\r" && text[at + 1] === "\n");
}

function skipLineEnd(cursor: Cursor): void {
  if (cursor.text[cursor.at] === "\r") cursor.at += 1;
  if (cursor.text[cursor.at] !== "\n") return;
  cursor.at += 1;
  cursor.line += 1;
}

function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
