import { effect } from "@preact/signals";
import { view } from "../state.ts";

/** People who touch twice do so within half a second. */
const doubledMaxMs = 600;

let changedMs = Number.NEGATIVE_INFINITY;
let lastKind: string | undefined;
effect(() => {
  const kind = view.value?.screen.kind;
  if (kind === lastKind) return;
  lastKind = kind;
  changedMs = performance.now();
});

/** The second touch of a doubled one, when the first has brought another screen: it was meant for what was there before. */
export function isStray({ detail }: MouseEvent): boolean {
  return detail > 1 && performance.now() - changedMs < doubledMaxMs;
}
