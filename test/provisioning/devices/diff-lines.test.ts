import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffLines } from "../../../provisioning/devices/diff-lines.ts";

const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 30 }).map((lines) => `${lines.join("\n")}\n`);

describe("the change from one text to another", () => {
  it("keeps what is common and shows the rest in order", () => {
    expect(diffLines("a\nb\nc\n", "a\nx\nc\n").map(({ mark, line }) => mark + line)).toEqual([" a", "-b", "+x", " c"]);
    expect(diffLines("", "a\n")).toEqual([{ mark: "+", line: "a" }]);
    expect(diffLines("a\n", "a\n")).toEqual([{ mark: " ", line: "a" }]);
  });

  it("gives both texts back, whatever they are", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = diffLines(before, after);
        const rebuild = (signs: string) =>
          changes
            .filter(({ mark }) => signs.includes(mark))
            .map(({ line }) => `${line}\n`)
            .join("");
        expect(rebuild(" -")).toBe(before);
        expect(rebuild(" +")).toBe(after);
      }),
    );
  });
});
