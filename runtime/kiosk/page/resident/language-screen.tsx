import { languages } from "../../wire/kiosk-view.ts";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { words } from "../state.ts";
import { catalogues } from "../words/words.ts";
import { ChoiceCard } from "./choice-card.tsx";

/** Each language under its own name and in its own words. */
export function LanguageScreen() {
  const { title, guide } = words.value.screens.language;
  return (
    <ScreenFrame
      title={title}
      guide={guide}
      class="choices"
      controls={languages.map((language) => (
        <div key={language} lang={language} class="choice-cell">
          <ChoiceCard intent={{ kind: "choose-language", language }} label={catalogues[language].name} icon="language">
            <span class="choice-note">{catalogues[language].screens.language.title}</span>
          </ChoiceCard>
        </div>
      ))}
    />
  );
}
