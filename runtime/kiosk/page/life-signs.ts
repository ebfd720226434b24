import { send } from "./socket.ts";
import { isDeskOpen } from "./state.ts";

const pulseMs = 2_000;
const touchIntervalMinMs = 1_000;

/** Tells the runtime every two seconds that the page still draws, and of touches, at most one a second. */
export function giveLifeSigns(): void {
  let framesDrawn = 0;
  const countFrame = () => {
    framesDrawn += 1;
    requestAnimationFrame(countFrame);
  };
  requestAnimationFrame(countFrame);
  const build = new URL(import.meta.url).pathname.slice(0, 64);
  setInterval(() => send({ kind: "pulse", framesDrawn, build }), pulseMs);

  let touchedMs = Number.NEGATIVE_INFINITY;
  const touch = ({ timeStamp }: Event) => {
    if (timeStamp - touchedMs < touchIntervalMinMs) return;
    touchedMs = timeStamp;
    send({ kind: "touch", isAtDesk: isDeskOpen.peek() });
  };
  for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, touch, { passive: true });
}
