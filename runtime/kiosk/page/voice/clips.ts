import type { Language } from "../../wire/kiosk-view.ts";
import { noticeText } from "../../wire/notice-text.ts";
import { catalogues } from "../words/catalogues.ts";
import type { Words } from "../words/words.ts";

/** A clip is named by the path in the catalogue of what it says, e.g. `reasons.face.too-far`. */
export type Clip = { readonly name: string; readonly text: string };

/** Everything that is read aloud in one language. `screens.<kind>` is title and guide, `notice` all of the notice. */
export function listClips(language: Language): readonly Clip[] {
  const words = catalogues[language];
  const { screens, conditions, failures, chrome } = words;
  return [
    ...Object.entries(screens).flatMap(([kind, { title, guide }]) => [
      { name: `screens.${kind}`, text: joinSentences([title, guide]) },
      { name: `screens.${kind}.guide`, text: guide },
    ]),
    { name: "notice", text: readNotice(language) },
    ...listResidents("conditions", conditions),
    ...listResidents("failures", failures),
    ...listTexts("waits", words.waits),
    ...listTexts("ended", words.ended),
    ...listTexts("identifyProblems", words.identifyProblems),
    ...listTexts("targets", words.targets),
    ...listTexts("slaps", words.slaps),
    ...listTexts("reasons", words.reasons),
    ...listTexts("chrome", pickSpoken(chrome)),
  ];
}

function pickSpoken({ start, holdStill, good, endsSoon, restoring, helpCalled, again }: Words["chrome"]) {
  return { start, holdStill, good, endsSoon, restoring, helpCalled, again };
}

function readNotice(language: Language): string {
  return noticeText.sections[language].map(({ title, text }) => joinSentences([title, text])).join(" ");
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
