import { chrome } from "./id/chrome.ts";
import { commonReasons, deeds } from "./id/deeds.ts";
import { desk, eligibilities, phases, registerOutcomes, stepStates, targetStates } from "./id/desk.ts";
import {
  acts,
  demoResidents,
  exceptions,
  fields,
  fieldValues,
  letterKinds,
  paperConditions,
  paperForms,
  papers,
  roles,
  services,
  slaps,
  steps,
  targets,
} from "./id/procedure.ts";
import { reasons } from "./id/reasons.ts";
import { invalidProblems, nextActions, refusalCauses, stale } from "./id/refusals.ts";
import { conditions, deviceRoles, ended, failures, identifyProblems, screens, waits } from "./id/screens.ts";

/** Bahasa Indonesia: the authoritative catalogue. Its shape is the shape of all. */
export const id = {
  name: "Bahasa Indonesia",
  chrome,
  screens,
  ended,
  waits,
  identifyProblems,
  conditions,
  deviceRoles,
  failures,
  services,
  letterKinds,
  steps,
  acts,
  papers,
  paperForms,
  paperConditions,
  roles,
  targets,
  slaps,
  exceptions,
  fields,
  fieldValues,
  demoResidents,
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
