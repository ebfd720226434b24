import { matchLimits } from "../../pipelines/fingerprint/match-fingerprints.ts";

/** From which score two prints are one finger, by what hangs on it. Chosen as docs/adr/0007 says. */
export const matchPolicy = {
  /** A finger against the one just captured of the same resident: a stranger must not pass. */
  verificationScoreMin: matchLimits.verification.scoreMin,
  /** A finger against up to nine others of the same visit: right fingers must not be called wrong. */
  sequenceScoreMin: matchLimits.sequence.scoreMin,
  /** A finger against those of hundreds of residents: nobody is to be called a duplicate who is none. */
  duplicateScoreMin: matchLimits.gallery.scoreMin,
  /** An officer's finger against those of all officers: one must not pass as another. */
  identificationScoreMin: matchLimits.strictVerification.scoreMin,
} as const;
