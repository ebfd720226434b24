import { Button } from "../parts/button.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { Icon, type IconName } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { speak } from "../voice/speak.ts";
import type { ScreenOf } from "./screen-of.ts";

const hashShownChars = 16;

/** One a section, in their order. */
const icons: readonly IconName[] = ["officer", "id-card", "data", "time", "verify"];

/** The notice of UU 27/2022, article 21: who, why, what, how long, which rights; to read or to hear. */
export function NoticeScreen({ screen }: ScreenOf<"notice">) {
  const { screens, chrome } = words.value;
  // The very words whose hash is agreed to. A name is shown, and not spoken.
  const { sections } = screen;
  const clips = sections.map(({ topic }) => `notice.${topic}`);
  return (
    <ScreenFrame
      title={screens.notice.title}
      guide={screens.notice.guide}
      class="notice"
      controls={
        <div class="row">
          <Button icon="read" label={chrome.read} onPress={() => speak("screen", clips)} />
          <IntentButton icon="disagree" label={chrome.disagree} intent={{ kind: "decline-notice" }} />
          <IntentButton
            tone="primary"
            icon="agree"
            label={chrome.agree}
            intent={{ kind: "accept-notice", hash: screen.hash }}
          />
        </div>
      }
    >
      <dl class="notice-topics">
        {sections.map(({ topic, title, office, text }, index) => (
          <div key={topic}>
            <dt>
              <Icon name={icons[index] ?? "info"} size={44} />
              {title}
            </dt>
            <dd>
              {office !== null && <strong>{office}. </strong>}
              {text}
            </dd>
          </div>
        ))}
      </dl>
      <p class="notice-version figure">
        {chrome.version} {screen.version} · {screen.hash.slice(0, hashShownChars)}
      </p>
    </ScreenFrame>
  );
}
