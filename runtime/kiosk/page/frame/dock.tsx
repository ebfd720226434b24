import { useState } from "preact/hooks";
import type { KioskView } from "../../wire/kiosk-view.ts";
import { languages } from "../../wire/languages.ts";
import { post } from "../intents.ts";
import { loadedCatalogues } from "../loaded-catalogues.ts";
import { Button } from "../parts/button.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import { useSpeech } from "../parts/use-speech.ts";
import { words } from "../state.ts";
import { ComfortPanel } from "./comfort-panel.tsx";
import { VolumePanel } from "./volume-panel.tsx";

type Panel = "volume" | "comfort";

/** What is always at hand, at the foot of every screen: back, help, language, volume, comfort. */
export function Dock({ view }: { readonly view: KioskView }) {
  const [panel, setPanel] = useState<Panel | null>(null);
  const toggle = (wanted: Panel) => setPanel(panel === wanted ? null : wanted);
  const { chrome } = words.value;
  const isCalled = view.help !== null;
  useSpeech("answer", isCalled ? ["chrome.helpCalled"] : []);
  return (
    <nav class="dock" aria-label={chrome.dock}>
      {panel === "volume" && <VolumePanel comfort={view.comfort} />}
      {panel === "comfort" && <ComfortPanel comfort={view.comfort} />}
      <div class="dock-row">
        {view.canGoBack && <IntentButton class="dock-back" icon="back" label={chrome.back} intent={{ kind: "back" }} />}
        <IntentButton
          class={`dock-help ${isCalled ? "called" : ""}`}
          icon={isCalled ? "bell" : "help"}
          label={isCalled ? chrome.helpCalled : chrome.help}
          isPressed={isCalled}
          intent={{ kind: "call-help" }}
        />
        <Languages current={view.language} />
        <Button
          class="dock-small"
          icon={view.comfort.volumePercent === 0 ? "silent" : "volume"}
          label={chrome.volume}
          isExpanded={panel === "volume"}
          onPress={() => toggle("volume")}
        />
        <Button
          class="dock-small"
          icon="comfort"
          label={chrome.comfort}
          isExpanded={panel === "comfort"}
          onPress={() => toggle("comfort")}
        />
      </div>
    </nav>
  );
}

/** One touch from anywhere: each language under its own name. */
function Languages({ current }: { readonly current: KioskView["language"] }) {
  return (
    <fieldset class="languages" aria-label={words.value.chrome.language}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          class="language"
          lang={language}
          aria-pressed={language === current}
          onClick={() => post({ kind: "choose-language", language })}
        >
          {language.toUpperCase()}
          <span class="unseen">{` ${loadedCatalogues.value[language]?.name ?? ""}`}</span>
        </button>
      ))}
    </fieldset>
  );
}
