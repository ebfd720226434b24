import { Button } from "../parts/button.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { Icon, type IconName } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { speak } from "../voice/speak.ts";
import type { ScreenOf } from "./screen-of.ts";

const hashShownChars = 16;

const topics = [
  { key: "who", icon: "officer" },
  { key: "why", icon: "id-card" },
  { key: "ground", icon: "stamp" },
  { key: "what", icon: "data" },
  { key: "howLong", icon: "clock-untrusted" },
  { key: "rights", icon: "safe-mode" },
] as const satisfies readonly { readonly key: string; readonly icon: IconName }[];

/** The notice of UU 27/2022, article 21: who, why, on what ground, what, how long, which rights; to read or to hear. */
export function NoticeScreen({ screen }: ScreenOf<"notice">) {
  const { screens, notice, chrome } = words.value;
  return (
    <ScreenFrame
      title={screens.notice.title}
      guide={screens.notice.guide}
      class="notice"
      controls={
        <div class="row">
          <Button icon="read" label={chrome.read} onPress={() => speak("notice")} />
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
        {topics.map(({ key, icon }) => (
          <div key={key}>
            <dt>
              <Icon name={icon} size={44} />
              {notice[key].title}
            </dt>
            <dd>{key === "howLong" ? notice.howLong.text(screen.retentionDays) : notice[key].text}</dd>
          </div>
        ))}
      </dl>
      <p class="notice-version figure">
        {notice.version} {screen.version} · {screen.hash.slice(0, hashShownChars)}
      </p>
    </ScreenFrame>
  );
}
