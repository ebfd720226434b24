import type { Device } from "../../runtime/kernel/device.ts";
import type { Receipt } from "./escpos-commands.ts";

export type ReceiptJob = { readonly receipt: Receipt; readonly timeoutMs: number; readonly signal: AbortSignal };

/** A narrow printer for tickets and receipts. Jobs never overlap. */
export type ReceiptPrinterDriver = Device & {
  /**
   * Resolves when the printer has taken the whole receipt and still has paper.
   * @throws BoothError `driver.timeout` when it does not answer, `driver.disconnected`, `driver.busy`
   * @throws BoothError `driver.malformed` with the problem `out of paper`; the device is lost until it has some
   * @throws the signal's reason when aborted
   */
  readonly printReceipt: (job: ReceiptJob) => Promise<void>;
};
