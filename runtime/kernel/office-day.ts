/** Indonesia's zones: west (WIB), middle (WITA), east (WIT). */
export const officeTimeZones = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] as const;
export type OfficeTimeZone = (typeof officeTimeZones)[number];

/** The date on the office's own calendar, `YYYY-MM-DD`, at a UTC instant: until 07:00 it is a day ahead of UTC's. */
export function officeDay(at: string, timeZone: OfficeTimeZone): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone }).format(new Date(at));
}
