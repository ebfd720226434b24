import { ScreenFrame } from "../parts/screen-frame.tsx";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";
import { ChoiceCard } from "./choice-card.tsx";
import type { ScreenOf } from "./screen-of.ts";

export function LetterKindScreen({ screen }: ScreenOf<"letter-kind">) {
  const { screens, letterKinds } = words.value;
  const { title, guide } = screens["letter-kind"];
  return (
    <ScreenFrame
      title={title}
      guide={guide}
      class="choosing"
      controls={screen.letters.map((letter) => (
        <ChoiceCard
          key={letter}
          intent={{ kind: "choose-letter", letter }}
          label={lookUp(letterKinds, letter) ?? letter}
          icon="letter"
        />
      ))}
    />
  );
}
