import { defaultMatchLimits } from "../../pipelines/fingerprint/match-fingerprints.ts";

/** From which score two prints are one finger, by what hangs on it. Chosen as docs/adr/0007 says. */
export const matchPolicy = {
  /** A finger against the one just captured of the same resident: a stranger must not pass. */
  verificationScoreMin: defaultMatchLimits.scoreMin,
  /** A finger against up to nine others of the same visit: right fingers must not be called wrong. */
  sequenceScoreMin: 50,
  /** A finger against those of hundreds of residents: nobody is to be called a duplicate who is none. */
  duplicateScoreMin: 55,
  /** An officer's finger against those of all officers: one must not pass as another. */
  identificationScoreMin: 50,
} as const;
