import type { Device } from "../../runtime/kernel/device.ts";

export type PrintJob = {
  /** Shown in the printer's queue; carries no personal data. */
  readonly title: string;
  readonly pdf: Uint8Array;
  readonly copies: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** A page printer. Jobs never overlap. */
export type PrinterDriver = Device & {
  /**
   * Resolves with the printer's job id when the last page is out.
   * @throws BoothError `driver.timeout`, `driver.disconnected`, `driver.busy`, or the signal's reason when aborted
   */
  readonly print: (job: PrintJob) => Promise<string>;
};
