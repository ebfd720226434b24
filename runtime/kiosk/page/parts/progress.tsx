import type { Progress as Place } from "../../wire/kiosk-view.ts";
import { words } from "../state.ts";

/** Where the resident is on the way: in words, and as beads of which the past ones are full. */
export function Progress({ progress }: { readonly progress: Place }) {
  const { number, count } = progress;
  const beads = Array.from({ length: count }, (_, index) => index + 1);
  return (
    <div class="progress">
      <p class="progress-words">{words.value.chrome.progress(number, count)}</p>
      <ol class="beads" aria-hidden="true">
        {beads.map((bead) => (
          <li key={bead} class={bead < number ? "past" : bead === number ? "now" : "ahead"} />
        ))}
      </ol>
    </div>
  );
}
