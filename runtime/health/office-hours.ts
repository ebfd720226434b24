import type { OfficeTimeZone } from "../kernel/office-day.ts";

/** From one minute of the day to another, each counted from midnight; over midnight where the first is the later. */
export type DayHours = { readonly fromMinute: number; readonly untilMinute: number };

const form = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** Reads `17:00-06:30`; null when it is not that, or no time at all. */
export function parseHours(text: string): DayHours | null {
  const [, fromHour, fromMinute, untilHour, untilMinute] = (form.exec(text) ?? []).map(Number);
  if (fromHour === undefined || fromMinute === undefined || untilHour === undefined || untilMinute === undefined)
    return null;
  const hours = { fromMinute: fromHour * 60 + fromMinute, untilMinute: untilHour * 60 + untilMinute };
  return hours.fromMinute === hours.untilMinute ? null : hours;
}

/** Whether a UTC instant is within them, by the office's own clock; the last minute is not. */
export function isWithin({ fromMinute, untilMinute }: DayHours, at: string, timeZone: OfficeTimeZone): boolean {
  // Sweden writes times as ISO 8601 does.
  const [hour = 0, minute = 0] = new Intl.DateTimeFormat("sv-SE", { timeStyle: "short", timeZone })
    .format(new Date(at))
    .split(":")
    .map(Number);
  const now = hour * 60 + minute;
  return fromMinute < untilMinute ? now >= fromMinute && now < untilMinute : now >= fromMinute || now < untilMinute;
}
