import type { Screen } from "../../wire/view/screen.ts";

/** What is said of a screen when it comes: what it is, and what to do. */
export function nameScreenClips(screen: Screen): readonly string[] {
  const { kind } = screen;
  const title = `screens.${kind}.title`;
  switch (kind) {
    // Nobody is there.
    case "attract":
      return [];
    case "wait":
      return [title, `waits.${screen.reason}`];
    case "ended":
      return [title, `ended.${screen.reason}`];
    case "signature":
      return [title, screen.isLineEnough ? "chrome.lineEnough" : `screens.${kind}.guide`, `surfaces.${screen.surface}`];
    default:
      return [title, `screens.${kind}.guide`];
  }
}

/** What is said while it stays: the hand, finger or eye that is asked for now. */
export function nameAskedClips(screen: Screen): readonly string[] {
  switch (screen.kind) {
    case "fingers":
      if (screen.slap !== null) return [`slaps.${screen.slap}`];
      return screen.asked.map((target) => `targets.${target}`);
    case "irises":
      return screen.current === null ? [] : [`targets.${screen.current}`];
    case "verification":
      return [`targets.${screen.target}`];
    default:
      return [];
  }
}

/** What went wrong, where the screen itself says so; of captures see `TargetNotes`. */
export function nameProblemClips(screen: Screen, knowsFailure: (code: string) => boolean): readonly string[] {
  if (screen.kind === "identify") return screen.problem === null ? [] : [`identifyProblems.${screen.problem}`];
  if (screen.kind !== "papers" || screen.scanFailure === null) return [];
  return [`failures.${knowsFailure(screen.scanFailure) ? screen.scanFailure : "other"}.resident`];
}
