/** Languages of the page; a catalogue each. */
export const languages = ["id", "en", "jv"] as const;
export type Language = (typeof languages)[number];
