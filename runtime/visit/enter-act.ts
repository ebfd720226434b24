import assert from "node:assert/strict";
import { eyes, fingerPositions } from "../kernel/biometric.ts";
import type { ActId } from "../procedure/service.ts";
import { startProgress } from "./acts/capture.ts";
import { startVerification } from "./acts/verification.ts";
import { fingerTarget, irisTarget } from "./capture-target.ts";
import type { ActState, FinishedVisit } from "./visit-state.ts";

/** The first state of an act, or null when what it waits for is already there. */
export function enterAct(visit: FinishedVisit, act: ActId): ActState | null {
  switch (act) {
    case "papers":
      return { act, scanning: null, scanFailure: null };
    case "data-validation":
      assert(visit.register, "the register answers before the operator validates");
      return { act, register: visit.register };
    case "data-confirmation":
      return { act, differences: visit.register?.differences ?? [], scanning: null, scanFailure: null };
    case "photo":
      return { act, progress: [startProgress("face")] };
    case "photo-approval":
      return visit.captures.some(({ target }) => target === "face") ? { act } : null;
    case "fingers":
      return { act, progress: fingerPositions.map((position) => startProgress(fingerTarget(position))) };
    case "signature":
      return { act, progress: [startProgress("signature")] };
    case "irises":
      return { act, progress: eyes.map((eye) => startProgress(irisTarget(eye))) };
    case "resident-verification":
      return startVerification(visit);
    case "register-number":
      return visit.registerNumber === null ? { act } : null;
    default:
      return { act };
  }
}
