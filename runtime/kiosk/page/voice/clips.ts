import { notices } from "../../wire/notice-text.ts";
import type { Language } from "../../wire/view/terms.ts";
import { catalogues } from "../words/catalogues.ts";
import type { Words } from "../words/words.ts";

/** A clip is named by the path in the catalogue of what it says, e.g. `reasons.face.too-far`. */
export type Clip = { readonly name: string; readonly text: string };

/** Everything that is read aloud in one language. */
export function listClips(language: Language): readonly Clip[] {
  const words = catalogues[language];
  const { screens, conditions, failures, chrome } = words;
  return [
    ...Object.entries(screens).flatMap(([kind, { title, guide }]) => [
      { name: `screens.${kind}.title`, text: title },
      { name: `screens.${kind}.guide`, text: guide },
    ]),
    ...listNotice(language),
    ...listResidents("conditions", conditions),
    ...listResidents("devicesAway", words.devicesAway),
    ...listResidents("failures", failures),
    ...listTexts("surfaces", words.surfaces),
    ...listTexts("waits", words.waits),
    ...listTexts("ended", words.ended),
    ...listTexts("identifyProblems", words.identifyProblems),
    ...listTexts("targets", words.targets),
    ...listTexts("slaps", words.slaps),
    ...listTexts("reasons", words.reasons),
    ...listTexts("refusalCauses", words.refusalCauses),
    ...listTexts("nextActions", words.nextActions),
    ...listTexts("invalidProblems", words.invalidProblems),
    { name: "stale", text: words.stale },
    ...listTexts("chrome", pickSpoken(chrome)),
  ];
}

function pickSpoken({ holdStill, lineEnough, endsSoon, helpCalled, undecided, blocked }: Words["chrome"]) {
  return { holdStill, lineEnough, endsSoon, helpCalled, undecided, blocked };
}

/** A topic with its title, for each purpose where it is told differently; the office's name is not known here. */
function listNotice(language: Language): readonly Clip[] {
  return Object.entries(notices[language]).flatMap(([topic, words]) => {
    const { title, ...texts } = words;
    return Object.entries(texts).map(([purpose, text]) => ({
      name: purpose === "text" ? `notice.${topic}` : `notice.${topic}.${purpose}`,
      text: joinSentences([title, text]),
    }));
  });
}

function listResidents(path: string, table: Readonly<Record<string, { readonly resident: string }>>): readonly Clip[] {
  return Object.entries(table).map(([code, { resident }]) => ({ name: `${path}.${code}.resident`, text: resident }));
}

type Texts = { readonly [key: string]: string | Texts };

function listTexts(path: string, texts: Texts): readonly Clip[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [{ name: `${path}.${key}`, text: value }] : listTexts(`${path}.${key}`, value),
  );
}

/** A title without a full stop still ends. */
function joinSentences(sentences: readonly string[]): string {
  return sentences.map((sentence) => (/[.?!]$/.test(sentence) ? sentence : `${sentence}.`)).join(" ");
}
