import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError, isFailure } from "../../runtime/kernel/errors.ts";
import type { ByteLink, OpenByteLink } from "../transport/byte-link.ts";
import { DeviceSession } from "../transport/device-session.ts";
import { greetDevice } from "../transport/greet-device.ts";
import { waitWithin } from "../transport/wait-within.ts";
import { askPaper, encodeReceipt, type PaperState, readPaper } from "./escpos-commands.ts";
import type { ReceiptPrinterDriver } from "./receipt-printer-driver.ts";

export type EscposOptions = {
  readonly clock: Clock;
  /** A serial line, or a socket to port 9100. */
  readonly openLink: OpenByteLink;
  readonly slowFactor: number;
};

const name = "receipt-printer-escpos";
const answerTimeoutMs = 2_000;
const outOfPaper = "out of paper";

/** A receipt printer that speaks ESC/POS. Its paper is asked for before and after each receipt: a printer tells nothing by itself. */
export function createEscposPrinter({ clock, openLink, slowFactor }: EscposOptions): ReceiptPrinterDriver {
  let line: ByteLink | null = null;
  const session: DeviceSession = new DeviceSession({
    name,
    clock,
    provenance: describe(null),
    openTimeoutMs: 3 * answerTimeoutMs * slowFactor,
    open: async (signal) => {
      const opened = await openLink(signal);
      opened.onLost(() => session.lose());
      await greetDevice(opened, signal, () => requirePaper(opened, "open", signal));
      line = opened;
      return describe(opened);
    },
    close: async () => {
      const closing = line;
      line = null;
      await closing?.close();
    },
  });

  const requirePaper = async (link: ByteLink, operation: string, signal: AbortSignal) => {
    const timeoutMs = answerTimeoutMs * slowFactor;
    const whenLate = () => new BoothError("driver.timeout", { device: name, operation, timeoutMs });
    const listening = new AbortController();
    const answer = hearPaper(link, listening.signal);
    try {
      await link.write(askPaper);
      const paper = await waitWithin(answer, { clock, timeoutMs, signal, whenLate });
      if (paper === "out") throw new BoothError("driver.malformed", { device: name, problem: outOfPaper });
    } finally {
      listening.abort();
    }
  };

  return {
    ...session.toDevice(),
    printReceipt: async ({ receipt, timeoutMs, signal }) => {
      signal.throwIfAborted();
      const claim = session.claim("print");
      const ending = new AbortController();
      const until = AbortSignal.any([ending.signal, claim.signal, signal]);
      const whenLate = () => new BoothError("driver.timeout", { device: name, operation: "print", timeoutMs });
      const work = async () => {
        if (line === null) throw new BoothError("driver.disconnected", { device: name });
        await requirePaper(line, "paper state", until);
        await line.write(encodeReceipt(receipt));
        // The answer comes behind the receipt: whoever gets it knows that the printer has heard everything.
        await requirePaper(line, "paper state", until);
      };
      try {
        await waitWithin(work(), { clock, timeoutMs, signal: until, whenLate });
        claim.release(null);
      } catch (error) {
        ending.abort(error);
        claim.release(signal.aborted ? null : error);
        // Until somebody has filled it, it is as good as away: whoever opens it anew will hear of it.
        if (isOutOfPaper(error)) session.lose();
        throw error;
      }
    },
  };
}

function isOutOfPaper(error: unknown): boolean {
  return isFailure(error, "driver.malformed") && error.detail.problem === outOfPaper;
}

/** The next byte that is an answer; never settles when the listening ends first. */
function hearPaper(link: ByteLink, until: AbortSignal): Promise<PaperState> {
  return new Promise((resolve) => {
    const stop = link.onBytes((chunk) => {
      for (const byte of chunk) {
        const paper = readPaper(byte);
        if (paper !== null) resolve(paper);
      }
    });
    until.addEventListener("abort", stop, { once: true });
  });
}

function describe(link: ByteLink | null): Provenance {
  const isSimulated = link?.isEmulated ?? false;
  return {
    driver: name,
    model: "ESC/POS printer",
    serial: isSimulated ? "EMU-ESCPOS" : "unknown",
    firmware: "unknown",
    hardwareId: null,
    nativePpi: null,
    bitDepth: null,
    isCertified: false,
    isSimulated,
  };
}
