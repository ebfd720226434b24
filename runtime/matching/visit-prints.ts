import type { PrintTemplate } from "../../pipelines/fingerprint/match-fingerprints.ts";
import type { Pipelines } from "../capture/pipelines.ts";
import { decodeStoredCapture } from "../capture/stored-capture.ts";
import { BoothError, type FailureCode } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import type { BlobRef, Vault } from "../vault/vault.ts";

export type VisitPrintsParts = {
  readonly vault: Pick<Vault, "get">;
  readonly pipelines: Pick<Pipelines, "describePrint" | "readPrint">;
  readonly logger: Logger;
};

const unreadable: ReadonlySet<FailureCode> = new Set(["vault.corrupt", "vault.missing", "record.invalid"]);

/** Templates of the fingers of one visit at a time, as the vault holds them. */
export type VisitPrints = {
  /**
   * Null when the disk no longer gives the capture back, or it is no finger's: trying for ever would hold the resident in
   * the booth.
   * @throws BoothError `vault.key-destroyed`
   */
  readonly read: (visitId: string, blob: BlobRef) => Promise<PrintTemplate | null>;
  /** Lets go of what is in memory. */
  readonly forget: () => void;
};

/**
 * Makes each template from the minutiae that lie in the vault with their capture, once, and keeps it in memory while the
 * booth looks at the same visit. Nothing of it is ever written or logged.
 */
export function createVisitPrints({ vault, pipelines, logger }: VisitPrintsParts): VisitPrints {
  let visitInHand: string | null = null;
  const templates = new Map<string, PrintTemplate>();

  const make = async (visitId: string, blob: BlobRef): Promise<PrintTemplate | null> => {
    try {
      const { image, findings } = await decodeStoredCapture(await vault.get(visitId, blob));
      if (findings.modality !== "fingerprint" || !("resolutionPpi" in image)) return null;
      const { minutiae } = findings;
      return await (minutiae === null
        ? pipelines.readPrint(image)
        : pipelines.describePrint(minutiae, image.resolutionPpi));
    } catch (error) {
      if (!(error instanceof BoothError) || !unreadable.has(error.code)) throw error;
      logger.error("capture.unreadable", { visitId, problem: error.message });
      return null;
    }
  };

  const forget = () => {
    visitInHand = null;
    templates.clear();
  };
  return {
    read: async (visitId, blob) => {
      if (visitId !== visitInHand) forget();
      visitInHand = visitId;
      const known = templates.get(blob.hash);
      if (known !== undefined) return known;
      const made = await make(visitId, blob);
      // Another visit may have come to the fore in the meantime.
      if (made !== null && visitId === visitInHand) templates.set(blob.hash, made);
      return made;
    },
    forget,
  };
}
