import { expect, it } from "vitest";
import { formatGuestReport, type GuestReport, parseGuestReport } from "./guest-report.ts";

const report: GuestReport = {
  ...{ kind: "check", name: "pad: opens", outcome: "failed", elapsedMs: 12, note: "a\nnote of two lines" },
};

it("travels as one line, whatever the note holds", () => {
  const text = formatGuestReport(report);
  expect(text.trimEnd().split("\n")).toHaveLength(1);
  expect(parseGuestReport(text)).toEqual(report);
});

it("is none when it was cut short, or when something else came over the line", () => {
  const text = formatGuestReport(report);
  for (let length = 0; length < text.length - 1; length += 1)
    expect(parseGuestReport(text.slice(0, length))).toBeNull();
  expect(parseGuestReport("[    0.000000] Linux version 6.1.0")).toBeNull();
});
