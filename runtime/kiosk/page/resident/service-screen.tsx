import type { ServiceId } from "../../wire/view/terms.ts";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import type { IconName } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { ChoiceCard } from "./choice-card.tsx";
import type { ScreenOf } from "./screen-of.ts";

const minuteMs = 60_000;

const icons: Readonly<Record<ServiceId, IconName>> = {
  "ktp-el": "id-card",
  "surat-pengantar": "letter",
  "ahli-waris": "heirs",
  "izin-keramaian": "crowd",
};

/** What the office does here, how long it takes as a rule, and that it costs nothing. */
export function ServiceScreen({ screen }: ScreenOf<"service">) {
  const { screens, services, chrome } = words.value;
  return (
    <ScreenFrame
      title={screens.service.title}
      guide={screens.service.guide}
      class="choosing"
      controls={screen.services.map(({ service, standardMs }) => (
        <ChoiceCard
          key={service}
          intent={{ kind: "choose-service", service }}
          label={services[service].title}
          icon={icons[service]}
        >
          <span class="choice-note">{services[service].about}</span>
          <span class="choice-facts">
            <span>{chrome.minutes(standardMs / minuteMs)}</span>
            <span>{chrome.free}</span>
          </span>
        </ChoiceCard>
      ))}
    />
  );
}
