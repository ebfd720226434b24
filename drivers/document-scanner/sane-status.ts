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

/** Null when all went well. */
export function readSaneStatus(exitCode: number): ScannerTrouble | null {
  switch (exitCode) {
    case saneStatus.good:
      return null;
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
