import type { Advice } from "../../wire/runtime-message.ts";
import type { CaptureTarget } from "../../wire/view/terms.ts";
import type { Words } from "./words.ts";

/** What a table says of a code that came over the wire; null for one that it does not know. */
export function lookUp<T>(table: Readonly<Record<string, T>>, code: string): T | null {
  return Object.hasOwn(table, code) ? (table[code] ?? null) : null;
}

/** Which table of reasons speaks of a target; pages of papers have one of their own. */
export type ReasonTopic = "face" | "iris" | "signature" | "document" | "fingerprint";

export function topicOf(target: CaptureTarget | "page"): ReasonTopic {
  if (target === "face" || target === "signature") return target;
  if (target === "page") return "document";
  return target.startsWith("iris-") ? "iris" : "fingerprint";
}

const samePrefix = "same-as-";

/** Path in the catalogue of what to do about a reason: names the words, the voice clip and the picture. */
export function advicePath(target: CaptureTarget | "page", { code, side }: Advice): AdvicePath {
  if (code.startsWith(samePrefix)) return ["reasons", "sameFinger"];
  const topic = topicOf(target);
  const sided = `${topic}Sided`;
  if (side !== 0 && hasSides(sided, code)) return ["reasons", sided, code, side < 0 ? "negative" : "positive"];
  return ["reasons", topic, code];
}

export type AdvicePath = readonly [first: "reasons", ...rest: string[]];

const sides: Readonly<Record<string, readonly string[]>> = {
  faceSided: ["off-centre", "off-height", "yaw", "pitch", "roll"],
  fingerprintSided: ["off-centre", "rotated"],
};

function hasSides(sided: string, code: string): boolean {
  return lookUp(sides, sided)?.includes(code) ?? false;
}

/** What a person is to do about a reason; a general sentence for a code that no catalogue knows, never the code. */
export function wordAdvice(words: Words, target: CaptureTarget | "page", advice: Advice): string {
  return wordPath(words, advicePath(target, advice)) ?? words.reasons.other;
}

/** The same for a reason on the desk, where nothing is known of sides. */
export function wordReason(words: Words, target: CaptureTarget | "page", code: string): string {
  return wordAdvice(words, target, { code, side: 0 });
}

/** Under which name a reason's sentence is read aloud. */
export function reasonClip(words: Words, target: CaptureTarget, code: string): string {
  const path = advicePath(target, { code, side: 0 });
  return wordPath(words, path) === null ? "reasons.other" : path.join(".");
}

/** The other target that a reason says this one looks like, or null. */
export function lookalikeOf(words: Words, code: string): string | null {
  return code.startsWith(samePrefix) ? lookUp(words.targets, code.slice(samePrefix.length)) : null;
}

/** A refusal's cause, or a device's failure as `to` is told; what stands behind a colon are papers, and they are named. */
export function wordCause(words: Words, cause: string, to: "resident" | "operator" = "operator"): string {
  const [code = "", list] = cause.split(":", 2);
  const failure = lookUp(words.failures, code)?.[to] ?? null;
  const sentence = lookUp(words.refusalCauses, code) ?? failure ?? words.refusalCauses.other;
  if (list === undefined) return sentence;
  const named = list.split(",").map((paper) => lookUp(words.papers, paper) ?? paper);
  return `${sentence} (${named.join(", ")})`;
}

/** What residents can do by themselves after a refusal; all else an officer does, and they are told to call one. */
const residentsActions: readonly string[] = ["wait", "try-again", "follow-the-current-step", "choose-listed-paper"];

/** Name of what a resident is to do next, in `nextActions`. */
export function residentsAction(nextAction: string): keyof Words["nextActions"] {
  return residentsActions.includes(nextAction) ? (nextAction as keyof Words["nextActions"]) : "call-operator";
}

/** What a resident is told of a refusal, as it is read aloud. */
export function refusalClips(words: Words, cause: string, nextAction: string): readonly string[] {
  const [code = ""] = cause.split(":", 1);
  const isFailure = lookUp(words.refusalCauses, code) === null && lookUp(words.failures, code) !== null;
  const known = lookUp(words.refusalCauses, code) === null ? "other" : code;
  return [
    isFailure ? `failures.${code}.resident` : `refusalCauses.${known}`,
    `nextActions.${residentsAction(nextAction)}`,
  ];
}

/** The sentence at a path of the catalogue, or null where there is none. */
export function wordPath(words: Words, path: readonly string[]): string | null {
  let found: unknown = words;
  for (const part of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, part)) return null;
    found = (found as Readonly<Record<string, unknown>>)[part];
  }
  return typeof found === "string" ? found : null;
}
