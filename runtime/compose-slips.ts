import type { ReceiptPrinterDriver } from "../drivers/printer/receipt-printer-driver.ts";
import type { BoothDevices } from "./compose-effects.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import { BoothError, isDriverFailure } from "./kernel/errors.ts";
import type { Logger } from "./kernel/logger.ts";
import { createWriteQueue } from "./kernel/write-queue.ts";
import { composeSlip, type Slip } from "./letters/compose-slip.ts";
import type { NumberLetter } from "./letters/number-letters.ts";
import { services } from "./procedure/services.ts";
import type { VisitDesk } from "./visit/visit-desk.ts";
import type { VisitState } from "./visit/visit-state.ts";

export type SlipParts = {
  readonly desk: Pick<VisitDesk, "onChange">;
  readonly devices: BoothDevices;
  readonly config: Pick<BoothConfig, "booth" | "letter" | "devices">;
  readonly numberLetter: NumberLetter;
  readonly logger: Logger;
};

export type Slips = {
  /** That the slip of this visit has come out, and is the last one that did: somebody may take it. */
  readonly isOut: (visitId: string) => boolean;
  readonly close: () => Promise<void>;
};

type SealedVisit = Extract<VisitState, { readonly phase: "sealed" }>;

const printTimeoutMs = 15_000;
/** What a program that acts for somebody is called. */
const programSuffix = "-otomatis";
const columnsDefault = 32;

/**
 * Prints a slip when a visit has ended, where the booth has a printer for it. The visit is over by then: a printer that is
 * away or out of paper is told to the log and to whoever watches the devices, and nothing waits for it. A slip is printed
 * then or never, for whoever stands there later is somebody else.
 */
export function printSlips({ desk, devices, config, numberLetter, logger }: SlipParts): Slips {
  const printer = devices.receiptPrinter;
  if (printer === undefined) return { isOut: () => false, close: async () => undefined };
  let newest: string | null = null;
  const ending = new AbortController();
  const queue = createWriteQueue();
  const stop = desk.onChange(({ visitId, before, after, event }) => {
    if (before.phase !== "finished" || after.phase !== "sealed") return;
    void queue.run(async () => {
      const compose = async () =>
        describeSlip(after, { number: await numberLetter(after.visit), finishedAt: event.at }, { devices, config });
      const failure = await print(printer, compose, ending.signal);
      newest = failure === null ? visitId : null;
      if (failure === null) logger.info("slip.printed", { visitId });
      else logger.warn("slip.not-printed", { visitId, problem: failure });
    });
  });
  return {
    isOut: (visitId) => visitId === newest,
    close: async () => {
      stop();
      ending.abort(new BoothError("command.stopped", { signal: "close" }));
      await queue.settled();
    },
  };
}

/** Null when it is out; else why it is not. */
async function print(
  printer: ReceiptPrinterDriver,
  compose: () => Promise<Slip>,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const receipt = await compose();
    if (printer.health().state !== "ready") await printer.open();
    await printer.printReceipt({ receipt, timeoutMs: printTimeoutMs, signal });
    return null;
  } catch (error) {
    if (signal.aborted) return "stopped";
    // Even a fault of our own is no reason to stop a booth over a slip.
    return isDriverFailure(error) ? error.code : String(error);
  }
}

function describeSlip(
  { visit, packageId }: SealedVisit,
  { number, finishedAt }: { readonly number: string; readonly finishedAt: string },
  { devices, config }: Pick<SlipParts, "devices" | "config">,
): Slip {
  const { id: boothId, timeZone } = config.booth;
  const { receiptPrinter } = config.devices;
  return composeSlip({
    service: services[visit.service].title.id,
    ...{ number, visitId: visit.visitId, packageId, finishedAt, boothId, timeZone },
    office: config.letter.headLines.slice(0, 2),
    isSimulated: isSimulated(visit, devices),
    columns: receiptPrinter.driver === "escpos" ? receiptPrinter.columns : columnsDefault,
  });
}

/** As of letters: when a device that captured, or somebody who confirmed, was not real. */
function isSimulated({ captures, confirmations }: SealedVisit["visit"], devices: BoothDevices): boolean {
  const { fingerprint, faceCamera, irisCamera, signaturePad } = devices;
  const sensors = [fingerprint, faceCamera, irisCamera, signaturePad];
  const isMadeUp = captures.length > 0 && sensors.some((sensor) => sensor.provenance().isSimulated);
  return isMadeUp || confirmations.some(({ by }) => by.id.endsWith(programSuffix));
}
