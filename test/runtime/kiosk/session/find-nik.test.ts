import { expect, it } from "vitest";
import { findNik } from "../../../../runtime/kiosk/session/find-nik.ts";

const nik = "9901014101900001";

it("finds the first sixteen digits that can be a NIK, wherever they stand", () => {
  expect(findNik([nik])).toBe(nik);
  expect(findNik(["KK;9901010101010000;", `https://example.invalid/?n=${nik}&x=1`])).toBe(nik);
});

it("finds none in longer or shorter numbers, in impossible ones, or in nothing", () => {
  expect(findNik([`${nik}7`, nik.slice(1), "9901014113900001", "", "KK"])).toBeNull();
  expect(findNik([])).toBeNull();
});
