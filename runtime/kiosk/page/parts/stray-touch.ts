import { view } from "../state.ts";

/** People who touch twice do so within half a second, and at the same place. */
const doubledMaxMs = 600;
const doubledMaxPx = 24;
/** Whoever still touches then has seen what is there by now. */
const impatientMaxMs = 1_000;

type Touch = {
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
  /** Held weakly: a button that has gone would keep the screen that it was on, with somebody's data, in memory. */
  readonly control: WeakRef<Element> | null;
  readonly screen: string | undefined;
};

/**
 * Swallows the second touch of a doubled one: the first may have brought another screen under the finger, a dialog with
 * its keys, a row that has moved up, and what it has set the second would take back. Only keys that are typed on mean
 * every touch.
 */
export function ignoreStrayTouches(): void {
  let meant: Touch | null = null;
  let lastMs = 0;
  const look = (event: PointerEvent) => {
    // A keyboard's or a switch's is at no place.
    if (event.detail === 0) return;
    const { clientX: x, clientY: y, timeStamp: atMs, target } = event;
    const control = target instanceof Element ? target.closest("button, a, input") : null;
    const touch: Touch = { x, y, atMs, control: control && new WeakRef(control), screen: view.peek()?.screen.kind };
    const mayBeDoubled = event.pointerType === "touch" || event.detail > 1;
    const isStray = meant !== null && mayBeDoubled && isAgain(meant, touch, lastMs);
    lastMs = atMs;
    if (isStray) {
      event.stopImmediatePropagation();
      event.preventDefault();
    } else meant = touch;
  };
  addEventListener("click", look, { capture: true });
}

/** Impatient people go on touching: for a while it is still what was there at first that they mean. */
function isAgain(meant: Touch, { x, y, atMs, control, screen }: Touch, lastMs: number): boolean {
  if (Math.hypot(x - meant.x, y - meant.y) > doubledMaxPx || atMs - meant.atMs > impatientMaxMs) return false;
  const touched = control?.deref();
  if (touched !== meant.control?.deref() || screen !== meant.screen) return atMs - lastMs < doubledMaxMs;
  const isTyped = touched?.classList.contains("key") === true;
  return !isTyped && atMs - meant.atMs < doubledMaxMs;
}
