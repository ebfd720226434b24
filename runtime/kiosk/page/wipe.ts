import { batch } from "@preact/signals";
import { isDeskOpen, objection, pending, preview, session, stills, view } from "./state.ts";
import { silence } from "./voice/speak.ts";

/**
 * Forgets the last resident: pictures, ink, what was typed, and the view itself unless it is already the one that waits
 * for the next. What components hold goes with the session that they are keyed by.
 */
export function wipe(): void {
  silence();
  preview.peek()?.bitmap.close();
  for (const { url } of stills.peek().values()) URL.revokeObjectURL(url);
  batch(() => {
    preview.value = null;
    stills.value = new Map();
    pending.value = new Set();
    objection.value = null;
    isDeskOpen.value = false;
    session.value += 1;
    if (view.peek()?.screen.kind !== "attract") view.value = null;
  });
  document.getSelection()?.removeAllRanges();
  forgetLastMatch();
}

/** The engine keeps the subject of the last successful match; an empty one takes its place. */
function forgetLastMatch(): void {
  /^$/.exec("");
}
