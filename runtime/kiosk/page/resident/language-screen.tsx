import { languages } from "../../wire/languages.ts";
import { loadedCatalogues } from "../loaded-catalogues.ts";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { words } from "../state.ts";
import { ChoiceCard } from "./choice-card.tsx";

/** Each language under its own name and in its own words. */
export function LanguageScreen() {
  const { title, guide } = words.value.screens.language;
  return (
    <ScreenFrame
      title={title}
      guide={guide}
      class="choosing"
      controls={languages.map((language) => (
        <div key={language} lang={language} class="choice-cell">
          <ChoiceCard
            intent={{ kind: "choose-language", language }}
            label={loadedCatalogues.value[language]?.name ?? language.toUpperCase()}
            icon="language"
          >
            <span class="choice-note">{loadedCatalogues.value[language]?.screens.language.title}</span>
          </ChoiceCard>
        </div>
      ))}
    />
  );
}
