/** Exit codes of `scanimage` (sane-backends: the SANE status, or 1 for its own mistakes). */
export const saneStatus = {
  good: 0,
  unsupported: 1,
  cancelled: 2,
  busy: 3,
  invalid: 4,
  endOfFile: 5,
  jammed: 6,
  noDocuments: 7,
  coverOpen: 8,
  ioError: 9,
  noMemory: 10,
  accessDenied: 11,
} as const;

/** What a scanner's exit code means to whoever stands before it. */
export type ScannerTrouble = "busy" | "jammed" | "no-documents" | "cover-open" | "gone" | "refused";

/** A scanner that cannot be opened is one of the program's own mistakes, and only its words tell why. */
const notOpened = /open of device .* failed: (.*)/;

/**
 * Null when all went well.
 * @param complaint what the program wrote to its error stream, in the C locale
 */
export function readSaneStatus(exitCode: number, complaint = ""): ScannerTrouble | null {
  switch (exitCode) {
    case saneStatus.good:
      return null;
    case saneStatus.unsupported: {
      const reason = notOpened.exec(complaint)?.[1];
      if (reason === undefined) return "refused";
      return /busy/i.test(reason) ? "busy" : "gone";
    }
    case saneStatus.busy:
      return "busy";
    case saneStatus.jammed:
      return "jammed";
    case saneStatus.noDocuments:
      return "no-documents";
    case saneStatus.coverOpen:
      return "cover-open";
    case saneStatus.ioError:
      return "gone";
    default:
      return "refused";
  }
}
