import { expect, it } from "vitest";
import { emptyHistory, judgeSequence } from "../../../runtime/office/judge-sequence.ts";

const history = {
  highest: 4,
  bySequence: new Map([
    [1, "a"],
    [2, "b"],
    [4, "d"],
  ]),
};

it.each([
  ["the first of a booth", { sequence: 1, previousPackageId: null }, emptyHistory, "in-order"],
  ["the next one", { sequence: 5, previousPackageId: "d" }, history, "in-order"],
  ["one that skips some", { sequence: 7, previousPackageId: "f" }, history, "gap"],
  ["the first we see, when it is not the booth's first", { sequence: 3, previousPackageId: "b" }, emptyHistory, "gap"],
  ["one that fills a gap", { sequence: 3, previousPackageId: "b" }, history, "late"],
  ["a number that was used before", { sequence: 2, previousPackageId: "a" }, history, "repeated"],
  ["another predecessor than the one we have", { sequence: 5, previousPackageId: "x" }, history, "chain-broken"],
  ["a first one that claims a predecessor", { sequence: 1, previousPackageId: "x" }, emptyHistory, "chain-broken"],
  ["one from safe mode", { sequence: 0, previousPackageId: null }, history, "unnumbered"],
] as const)("remarks on %s", (_name, announced, known, remark) => {
  expect(judgeSequence(announced, known)).toBe(remark);
});
