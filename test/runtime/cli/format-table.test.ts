import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Column, formatTable } from "../../../runtime/cli/format-table.ts";

const columns: readonly Column[] = [
  { title: "Step", align: "left" },
  { title: "min", align: "right" },
  { title: "", align: "left" },
];

describe("a table", () => {
  it("has words on the left, figures on the right and no space at the end of a line", () => {
    const rows = [
      ["photo", "2", ""],
      ["fingers", "10", "late"],
    ];
    expect(formatTable(columns, rows)).toEqual([
      "Step     min",
      "───────  ───  ────",
      "photo      2",
      "fingers   10  late",
    ]);
  });

  it("is its heading alone without rows", () => {
    expect(formatTable(columns.slice(0, 2), [])).toEqual(["Step  min", "────  ───"]);
  });

  it("takes a short row for one with empty cells", () => {
    expect(formatTable(columns, [["a"]])[2]).toBe("a");
  });

  it("begins or ends every cell in the same place, whatever it holds", () => {
    const cell = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        const [, rule = "", ...lines] = formatTable(columns.slice(0, 2), rows);
        const [left = "", right = ""] = rule.split("  ");
        for (const [index, [first, second]] of rows.entries()) {
          const line = lines[index] ?? "";
          expect(line.slice(0, left.length).trimEnd()).toBe(first);
          expect(line).toHaveLength(left.length + 2 + right.length);
          expect(line.endsWith(` ${second}`)).toBe(true);
        }
      }),
    );
  });
});
