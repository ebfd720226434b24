import { expect, it } from "vitest";
import { officeDay } from "../../../runtime/kernel/office-day.ts";

it("is the next day at the office from 17:00 UTC in the west, 15:00 in the east", () => {
  expect(officeDay("2026-12-31T16:59:59.999Z", "Asia/Jakarta")).toBe("2026-12-31");
  expect(officeDay("2026-12-31T17:00:00.000Z", "Asia/Jakarta")).toBe("2027-01-01");
  expect(officeDay("2026-12-31T16:00:00.000Z", "Asia/Makassar")).toBe("2027-01-01");
  expect(officeDay("2026-12-31T15:00:00.000Z", "Asia/Jayapura")).toBe("2027-01-01");
});
