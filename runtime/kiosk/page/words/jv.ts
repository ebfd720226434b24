import { id } from "./id.ts";
import { chrome } from "./jv/chrome.ts";
import * as procedure from "./jv/procedure.ts";
import { reasons } from "./jv/reasons.ts";
import { nextActions, refusalCauses } from "./jv/refusals.ts";
import {
  conditions,
  deviceRoles,
  devicesAway,
  ended,
  failures,
  identifyProblems,
  screens,
  surfaces,
  waits,
} from "./jv/screens.ts";
import type { Words } from "./words.ts";

/** Javanese in its polite form for residents. Officers work in Indonesian: their words are those of that catalogue. */
export const jv: Words = {
  name: "Basa Jawa",
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
  deviceRemedies: id.deviceRemedies,
  failures,
  reasons,
  stale: "Kawontenan sampun èwah. Mangga mirsani layar, lajeng dipunbalèni.",
  invalidProblems: {
    form: "Layar dèrèng mangertos. Mangga dipunbalèni.",
    "not-offered": "Pilihan punika sampun boten wonten.",
    "missing-need": "Taksih wonten ingkang dèrèng dipunisi.",
    "too-fast": "Kesesa. Mangga dipunbalèni sekedhap malih.",
    "too-large": "Isènipun kepanjangen.",
  },
  deeds: {
    ...id.deeds,
    "scan-requested": { action: "Pindai", question: "Pindai serat punika?" },
    "data-confirmed": { action: "Data kula leres", question: "Data punika sampun leres?" },
    "retry-requested": { action: "Balèni", question: "Dipunrekam sepisan malih?" },
    "photo-approved": { action: "Sarujuk, ngagem foto punika", question: "Ngagem foto punika?" },
    "photo-refused": { action: "Foto malih", question: "Foto sepisan malih?" },
    "data-approved": { action: "Sarujuk, data leres", question: "Sedaya data sampun leres?" },
    "verification-retried": { action: "Cocogaken malih", question: "Cocogaken sidhik driji sepisan malih?" },
  },
  commonReasons: id.commonReasons,
  refusalCauses,
  nextActions,
  desk: id.desk,
  registerOutcomes: id.registerOutcomes,
  eligibilities: id.eligibilities,
  entryFaults: id.entryFaults,
  letterStates: id.letterStates,
  phases: id.phases,
  targetStates: id.targetStates,
  stepStates: id.stepStates,
};
