import { chrome } from "./en/chrome.ts";
import { commonReasons, deeds } from "./en/deeds.ts";
import {
  desk,
  eligibilities,
  entryFaults,
  letterStates,
  phases,
  registerOutcomes,
  stepStates,
  targetStates,
} from "./en/desk.ts";
import * as procedure from "./en/procedure.ts";
import { reasons } from "./en/reasons.ts";
import { invalidProblems, nextActions, refusalCauses, stale } from "./en/refusals.ts";
import {
  conditions,
  deviceRemedies,
  deviceRoles,
  devicesAway,
  ended,
  failures,
  identifyProblems,
  screens,
  surfaces,
  waits,
} from "./en/screens.ts";
import type { Words } from "./words.ts";

export const en: Words = {
  name: "English",
  ...procedure,
  chrome,
  screens,
  surfaces,
  ended,
  waits,
  identifyProblems,
  conditions,
  devicesAway,
  deviceRoles,
  deviceRemedies,
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
  letterStates,
  eligibilities,
  entryFaults,
  phases,
  targetStates,
  stepStates,
};
