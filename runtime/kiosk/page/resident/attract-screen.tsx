import { languages } from "../../wire/languages.ts";
import { WovenField } from "../frame/woven-field.tsx";
import { post } from "../intents.ts";
import { loadedCatalogues } from "../loaded-catalogues.ts";
import { words } from "../state.ts";

/** What a booth shows that nobody stands at: the whole of it is one button, in every language. */
export function AttractScreen() {
  const { chrome, screens, name } = words.value;
  return (
    <section class="attract-screen">
      <h1 class="unseen">{screens.attract.title}</h1>
      <button type="button" class="attract" onClick={() => post({ kind: "start" })}>
        <WovenField />
        <span class="attract-words">
          <span class="attract-free">{chrome.free}</span>
          <span class="attract-title">{screens.attract.title}</span>
          <span class="attract-start">{chrome.start}</span>
          <span class="attract-others">
            {languages
              .map((language) => ({ language, words: loadedCatalogues.value[language] }))
              .filter((other) => other.words !== undefined && other.words.name !== name)
              .map((other) => (
                <span key={other.language} lang={other.language}>
                  {other.words?.chrome.start}
                </span>
              ))}
          </span>
        </span>
      </button>
    </section>
  );
}
