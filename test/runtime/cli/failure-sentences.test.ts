import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { wordError, wordFailure } from "../../../runtime/cli/failure-sentences.ts";
import { BoothError, type FailureCode, type FailureDetail } from "../../../runtime/kernel/errors.ts";

const errorsFile = new URL("../../../runtime/kernel/errors.ts", import.meta.url);
/** Every code and the fields of its detail with their types, as the table of codes itself says. */
const codes = [...readFileSync(errorsFile, "utf8").matchAll(/^ {2}"([a-z]+\.[a-z-]+)": \{([^}]*)\}/gm)].map(
  ([, code = "", fields = ""]) => ({ code: code as FailureCode, detail: sampleDetail(fields) }),
);

/** A value of the right kind for every field; texts over two lines, as foreign messages are. */
function sampleDetail(fields: string): FailureDetail[FailureCode] {
  const samples = [...fields.matchAll(/readonly (\w+): ([^;]+?)\s*(?:;|$)/g)].map(([, name = "", type = ""]) => {
    if (type === "number") return [name, 1_234_567];
    if (type === "readonly string[]") return [name, [`${name}-one`, `${name}-two`]];
    if (type === "string") return [name, `${name} begins\n  and ends`];
    throw new RangeError(`no sample for ${name}: ${type}`);
  });
  return Object.fromEntries(samples);
}

const word = (code: FailureCode, detail: FailureDetail[FailureCode], language: "id" | "en") =>
  wordFailure(new BoothError(code, detail), language);

describe("a failure's sentence", () => {
  it("is looked for in a table that has all codes", () => {
    expect(codes.length).toBeGreaterThan(35);
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
    for (const { detail } of codes) expect(Object.keys(detail).length).toBeGreaterThan(0);
  });

  it.each(codes)("of $code is one whole line in both languages", ({ code, detail }) => {
    const [indonesian, english] = [word(code, detail, "id"), word(code, detail, "en")];
    expect(indonesian).not.toBe(english);
    for (const sentence of [indonesian, english]) {
      expect(sentence).toMatch(/^\p{Lu}.{8,}$/u);
      expect(sentence).not.toMatch(/\n|undefined|NaN|\[object|null/);
    }
  });

  it.each(codes)("of $code leaves nothing out that it was told", ({ code, detail }) => {
    const quiet: readonly string[] = ["vault.key-destroyed"];
    for (const language of ["id", "en"] as const) {
      const sentence = word(code, detail, language);
      for (const [name, value] of Object.entries(detail)) {
        if (typeof value === "number" || quiet.includes(code)) continue;
        expect(sentence).toContain(Array.isArray(value) ? value.join(", ") : `${name} begins; and ends`);
      }
    }
  });

  it("gives sizes in megabytes and long waits in seconds", () => {
    const tooLarge = { path: "a.png", sizeBytes: 31_450_000, limitBytes: 20_000_000 };
    expect(word("file.too-large", tooLarge, "en")).toBe("The file is too large: a.png (31.4 MB, limit 20.0 MB)");
    expect(word("receipt.missing", { packageId: "p", waitedMs: 61_400 }, "id")).toContain("61 detik");
  });
});

describe("anything else that is thrown", () => {
  it("is a fault of the program, in one line and without a stack", () => {
    const fault = new TypeError("cannot read\nproperties of undefined");
    expect(wordError(fault, "en")).toBe("A fault of the program: cannot read; properties of undefined");
    expect(wordError(fault, "id")).toMatch(/^Kesalahan program: /);
    expect(wordError("text", "en")).toBe("A fault of the program: text");
    expect(wordError(undefined, "en")).toBe("A fault of the program: undefined");
  });

  it("is worded by its own sentence when it is a failure", () => {
    expect(wordError(new BoothError("file.missing", { path: "x" }), "en")).toBe("No such file: x");
  });
});
