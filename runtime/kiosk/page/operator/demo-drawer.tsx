import { useId } from "preact/hooks";
import type { DemoView } from "../../wire/kiosk-view.ts";
import { Button } from "../parts/button.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import { isDemoOpen, view, words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";

const nikGroups = [6, 6, 4] as const;

/** For trainers: who stands before the booth, what to type, and the play button. Only on a demonstration. */
export function DemoDrawer() {
  const demo = view.value?.demo ?? null;
  if (demo === null || !isDemoOpen.value) return null;
  return <Drawer demo={demo} />;
}

function Drawer({ demo }: { readonly demo: DemoView }) {
  const titleId = useId();
  const { desk, chrome, demoResidents } = words.value;
  return (
    <section class="demo-drawer" aria-labelledby={titleId}>
      <div class="demo-head">
        <p class="demo-mark">{chrome.simulation}</p>
        <h2 id={titleId}>{desk.demoTitle}</h2>
        <Button icon="disagree" label={desk.demoClose} onPress={() => (isDemoOpen.value = false)} />
      </div>
      <p>{desk.demoExplained}</p>
      <dl class="demo-facts figure">
        <div>
          <dt>{desk.demoNik}</dt>
          <dd>{demo.nik === null ? desk.demoNone : groupNik(demo.nik)}</dd>
        </div>
        <div>
          <dt>{desk.demoPin}</dt>
          <dd>{demo.pin}</dd>
        </div>
      </dl>
      <IntentButton
        tone="primary"
        icon={demo.isPlaying ? "stop" : "play"}
        label={demo.isPlaying ? desk.demoStop : desk.demoPlay}
        intent={{ kind: "play", isPlaying: !demo.isPlaying }}
      />
      <fieldset class="choices" aria-label={desk.demoChoose}>
        {demo.residents.map((resident) => (
          <IntentButton
            key={resident}
            label={lookUp(demoResidents, resident) ?? resident}
            isPressed={resident === demo.current}
            intent={{ kind: "choose-resident", resident }}
          />
        ))}
      </fieldset>
    </section>
  );
}

/** Region, date and serial apart, as people read a NIK to one another. */
function groupNik(nik: string): string {
  let from = 0;
  return nikGroups
    .map((length) => {
      from += length;
      return nik.slice(from - length, from);
    })
    .join(" ");
}
