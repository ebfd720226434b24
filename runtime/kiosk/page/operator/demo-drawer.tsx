import { useId, useState } from "preact/hooks";
import type { DemoView } from "../../wire/kiosk-view.ts";
import { askForCamera } from "../camera.ts";
import { post } from "../intents.ts";
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
      <p>{demo.guest?.part ? desk.demoGuestExplained : desk.demoExplained}</p>
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
      {demo.guest !== null && <Guest part={demo.guest.part} />}
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
      <h3>{desk.demoHand}</h3>
      <fieldset class="choices" aria-label={desk.demoHand}>
        {demo.officers.map((officer) => {
          const isNext = officer === demo.hand;
          return (
            <IntentButton
              key={officer}
              icon="finger"
              label={officer}
              isPressed={isNext}
              intent={{ kind: "lay-finger", officer: isNext ? null : officer }}
            />
          );
        })}
      </fieldset>
    </section>
  );
}

/** The person before the page, in a scripted resident's place. The camera is asked for here and not in their photo. */
function Guest({ part }: { readonly part: NonNullable<DemoView["guest"]>["part"] }) {
  const [camera, setCamera] = useState<Awaited<ReturnType<typeof askForCamera>> | "asking" | null>(null);
  const { desk } = words.value;
  const takePart = async () => {
    setCamera("asking");
    const found = await askForCamera();
    setCamera(found);
    post({ kind: "take-part", hasCamera: found === "ready" });
  };
  const isAway = camera === "absent" || camera === "refused" || camera === "lost";
  return (
    <div class="demo-guest">
      <Button
        icon="person"
        label={desk.demoGuest}
        isPressed={part !== null}
        isBusy={camera === "asking"}
        onPress={() => void takePart()}
      >
        <small>{desk.demoGuestAbout}</small>
      </Button>
      <p role="status">
        {camera === "asking" && desk.demoGuestAsking}
        {part?.hasCamera === true && desk.demoGuestReady}
        {part !== null && !part.hasCamera && desk.demoGuestNoCamera[isAway ? camera : "absent"]}
      </p>
    </div>
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
