import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNumbers } from "../../../runtime/capture/compare-numbers.ts";
import { findNumbers } from "../../../runtime/capture/find-numbers.ts";

const nik = "9901014505900001";
const card = "9901010101150001";
const word = (text: string, confidencePercent = 90, line = 0) => ({ text, confidencePercent, line });
const digitsOf = (numbers: ReturnType<typeof findNumbers>) => numbers.map(({ digits }) => digits);

describe("findNumbers", () => {
  it("takes sixteen digits that can be a NIK, likeliest first, each once", () => {
    const words = [word(nik, 70), word("KELUARGA"), word(card, 88, 1), word(nik, 92, 2), word("12345")];
    expect(findNumbers(words, [])).toEqual([
      { digits: nik, confidencePercent: 92, source: "print" },
      { digits: card, confidencePercent: 88, source: "print" },
    ]);
  });

  it.each([
    ["a month that there is not", "9901014513900001"],
    ["a day that there is not", "9901017505900001"],
    ["no region", "0001014505900001"],
    ["no serial", "9901014505900000"],
    ["a digit too many", `${nik}1`],
    ["a digit too few", nik.slice(1)],
  ])("drops sixteen digits with %s", (_, digits) => {
    expect(findNumbers([word(digits)], [digits])).toEqual([]);
  });

  it("reads letters for the digits that they look like, and trusts that less", () => {
    expect(findNumbers([word("99O1014505900OO1", 90)], [])).toEqual([
      { digits: nik, confidencePercent: 60, source: "print" },
    ]);
    expect(findNumbers([word("OOOOO14505900001")], [])).toEqual([]);
  });

  it("takes off what stands around a number and joins one that is printed in groups of one line", () => {
    expect(digitsOf(findNumbers([word(`:${nik},`), word(`No.${card}`)], []))).toEqual([nik, card]);
    const groups = ["990101", "450590", "0001"].map((text) => word(text, 80));
    expect(digitsOf(findNumbers(groups, []))).toEqual([nik]);
    expect(findNumbers([word("990101"), word("4505900001", 90, 1)], [])).toEqual([]);
  });

  it("trusts a code fully, and follows nothing in it", () => {
    const found = findNumbers([], [`https://example.invalid/${nik}?x=1`]);
    expect(found).toEqual([{ digits: nik, confidencePercent: 100, source: "code" }]);
  });

  it("never throws, and gives sixteen digits or nothing, whatever was read", () => {
    const read = fc.record({ text: fc.string(), confidencePercent: fc.integer({ min: 0, max: 100 }), line: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(read, { maxLength: 40 }), fc.array(fc.string()), (words, codes) => {
        for (const { digits, confidencePercent } of findNumbers(words, codes)) {
          expect(digits).toMatch(/^\d{16}$/);
          expect(confidencePercent).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe("compareNumbers", () => {
  const read = (digits: string) => ({ digits, confidencePercent: 88.4, source: "print" as const });

  it("says that a paper shows the number that was typed", () => {
    expect(compareNumbers({ nik, nomorKk: card }, [read(card), read(nik)])).toEqual([
      { field: "nik", outcome: "same", confidencePercent: 88, source: "print" },
      { field: "nomorKk", outcome: "same", confidencePercent: 88, source: "print" },
    ]);
  });

  it("names the places where the nearest number differs, up to three", () => {
    expect(compareNumbers({ nik }, [read("9901014505900101"), read("9901014505900011")])[0]).toMatchObject({
      outcome: "differs",
      places: [14],
    });
    expect(compareNumbers({ nik }, [read("9901014505902345")])[0]).toEqual({ field: "nik", outcome: "not-found" });
  });

  it("says that none was found on a paper without numbers, and nothing of what was not typed", () => {
    expect(compareNumbers({ nik, nomorKk: "" }, [])).toEqual([{ field: "nik", outcome: "not-found" }]);
    expect(compareNumbers({}, [read(nik)])).toEqual([]);
  });

  it("never repeats a digit of what was typed or read", () => {
    const hints = JSON.stringify(compareNumbers({ nik }, [read("9901014505900101")]));
    expect(hints).not.toMatch(/\d{4}/);
  });
});
