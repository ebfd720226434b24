import fc from "fast-check";
import { expect, it } from "vitest";
import { isWithin, parseHours } from "../../../runtime/health/office-hours.ts";

const at = (utc: string) => `2026-01-05T${utc}:00.000Z`;
const within = (hours: string, utc: string) => {
  const parsed = parseHours(hours);
  if (parsed === null) throw new RangeError(hours);
  return isWithin(parsed, at(utc), "Asia/Jakarta");
};

it("goes by the office's own clock, seven hours ahead of UTC in the west", () => {
  expect(within("08:00-15:30", "01:00")).toBe(true);
  expect(within("08:00-15:30", "00:59")).toBe(false);
  expect(within("08:00-15:30", "08:29")).toBe(true);
  expect(within("08:00-15:30", "08:30")).toBe(false);
});

it("may go over midnight", () => {
  expect(within("17:00-06:00", "10:00")).toBe(true);
  expect(within("17:00-06:00", "16:59")).toBe(true);
  expect(within("17:00-06:00", "17:00")).toBe(true);
  expect(within("17:00-06:00", "22:59")).toBe(true);
  expect(within("17:00-06:00", "23:00")).toBe(false);
  expect(within("17:00-06:00", "09:59")).toBe(false);
});

it("is each minute of the day on one side of it, and on the other the other way round", () => {
  const minute = fc.integer({ min: 0, max: 1_439 });
  fc.assert(
    fc.property(minute, minute, minute, (fromMinute, untilMinute, now) => {
      fc.pre(fromMinute !== untilMinute);
      const nowAt = new Date(Date.UTC(2026, 0, 5) + now * 60_000).toISOString();
      const own = isWithin({ fromMinute, untilMinute }, nowAt, "Asia/Makassar");
      expect(isWithin({ fromMinute: untilMinute, untilMinute: fromMinute }, nowAt, "Asia/Makassar")).toBe(!own);
    }),
  );
});

it.each(["", "17-06", "17:00", "24:00-06:00", "17:60-06:00", "17:00-17:00", "17:00-06:00 ", "7:00-6:00"])(
  "are not read from %j",
  (text) => expect(parseHours(text)).toBeNull(),
);
