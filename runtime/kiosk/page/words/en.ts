import { chrome } from "./en/chrome.ts";
import { commonReasons, deeds } from "./en/deeds.ts";
import { desk, eligibilities, phases, registerOutcomes, stepStates, targetStates } from "./en/desk.ts";
import * as procedure from "./en/procedure.ts";
import { reasons } from "./en/reasons.ts";
import { invalidProblems, nextActions, refusalCauses, stale } from "./en/refusals.ts";
import { conditions, deviceRoles, ended, failures, identifyProblems, screens, waits } from "./en/screens.ts";
import type { Words } from "./words.ts";

export const en: Words = {
  name: "English",
  ...procedure,
  chrome,
  screens,
  ended,
  waits,
  identifyProblems,
  conditions,
  deviceRoles,
  failures,
  deeds,
  commonReasons,
  reasons,
  refusalCauses,
  nextActions,
  invalidProblems,
  stale,
  desk,
  registerOutcomes,
  eligibilities,
  phases,
  targetStates,
  stepStates,
};
