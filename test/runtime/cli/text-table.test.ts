import { expect, it } from "vitest";
import { layTable } from "../../../runtime/cli/text-table.ts";

it("gives each column the width of its widest cell and no line a trailing space", () => {
  expect(
    layTable([
      ["a", "bb", "c"],
      ["aaa", "b"],
    ]),
  ).toEqual(["a    bb  c", "aaa  b"]);
});

it("turns control characters of foreign text into dots", () => {
  expect(layTable([["a\u001b[31m\nb"]])).toEqual(["a.[31m.b"]);
});

it("is empty for no rows", () => {
  expect(layTable([])).toEqual([]);
});
