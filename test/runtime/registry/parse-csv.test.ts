import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../runtime/registry/parse-csv.ts";

const read = (text: string) => {
  const table = parseCsv(text);
  return table.isSound ? table.records.map(({ line, fields }) => [line, ...fields]) : table;
};

describe("comma-separated values", () => {
  it("are read with quotes, doubled quotes and line ends inside quotes", () => {
    expect(read('a,b\r\n"x, y","he said ""ya"""\n"two\nlines",\n\nlast,1')).toEqual([
      [1, "a", "b"],
      [2, "x, y", 'he said "ya"'],
      [3, "two\nlines", ""],
      [6, "last", "1"],
    ]);
  });

  it("may be parted by semicolons and begin with a byte order mark, as spreadsheets write them", () => {
    expect(read("\uFEFFa;b\nx,y;z\n")).toEqual([
      [1, "a", "b"],
      [2, "x,y", "z"],
    ]);
  });

  it("are nothing in an empty file", () => {
    expect(read("")).toEqual([]);
    expect(read("\n\r\n\n")).toEqual([]);
  });

  it.each([
    ['a,b\nx,"open', 2, "a quoted field without its end"],
    ['a,b\nx,y"z', 2, "a quote inside a field without quotes"],
    ['a,b\n"x\ny"z,1', 3, "something between a closing quote and the next field"],
  ])("say in which line a quote does not fit: %j", (text, line, problem) => {
    expect(read(text)).toEqual({ isSound: false, line, problem });
  });

  it("come back as they were written, whatever the fields hold", () => {
    const field = fc.string({ unit: fc.constantFrom("a", "Z", '"', ",", ";", "\n", "\r\n", " ", "é", "0") });
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r\n"), (rows, lineEnd) => {
        const text = ["x,y", ...rows.map((row) => row.map(quote).join(","))].join(lineEnd);
        const parsed = parseCsv(text);
        if (!parsed.isSound) throw new Error(parsed.problem);
        expect(parsed.records.slice(1).map(({ fields }) => fields)).toEqual(rows);
        for (const { line, fields } of parsed.records.slice(1)) {
          expect(text.split("\n")[line - 1]?.startsWith(quote(fields[0]!).split("\n")[0]!)).toBe(true);
        }
      }),
    );
  });

  it("end, whatever the bytes are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const parsed = parseCsv(text);
        expect(parsed.isSound || parsed.line > 0).toBe(true);
      }),
    );
  });
});
