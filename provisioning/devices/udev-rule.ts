import assert from "node:assert/strict";

/** What a device must show: key and pattern, compared by `==`; `|` parts alternatives. */
export type UdevMatch = readonly [key: string, pattern: string];
/** What is done with it: key, operator and value. */
export type UdevSetting = readonly [key: string, operator: "=" | "+=", value: string];

/** One line of udev(7). */
export type UdevRule = {
  /** Why; one line. */
  readonly comment: string;
  readonly matches: readonly [UdevMatch, ...UdevMatch[]];
  readonly settings: readonly [UdevSetting, ...UdevSetting[]];
};

/** Values stand in double quotes; udev would read a backslash or a `%` as more than itself. */
const plainValue = /^[A-Za-z0-9_ .,:*?|/-]*$/;
const plainKey = /^[A-Z]+(\{[A-Za-z0-9_/]+\})?$/;

/** The text of a rules file. */
export function renderUdevRules(heading: string, rules: readonly UdevRule[]): string {
  return [`# ${heading}`, ...rules.flatMap((rule) => ["", ...renderRule(rule)]), ""].join("\n");
}

function renderRule({ comment, matches, settings }: UdevRule): readonly string[] {
  assert.match(comment, /^[^\n\r]*$/, "a comment is one line");
  const tokens = [
    ...matches.map(([key, pattern]) => renderToken(key, "==", pattern)),
    ...settings.map(([key, operator, value]) => renderToken(key, operator, value)),
  ];
  return [`# ${comment}`, tokens.join(", ")];
}

function renderToken(key: string, operator: string, value: string): string {
  assert.match(key, plainKey, "a key of udev");
  assert.match(value, plainValue, "a value that udev takes as it stands");
  return `${key}${operator}"${value}"`;
}
