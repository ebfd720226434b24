import assert from "node:assert/strict";
import type { Clock } from "../../runtime/kernel/clock.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { DeviceSession } from "../transport/device-session.ts";
import { describeSimulator } from "../transport/frame-simulator.ts";
import { createSimulatedOpening, type OpenStep } from "../transport/simulated-opening.ts";
import { createSimulatedPlug, type SimulatedPlug } from "../transport/simulated-plug.ts";
import { waitForAbort, waitWithin } from "../transport/wait-within.ts";
import type { PrinterDriver, PrintJob } from "./printer-driver.ts";
import type { PrinterTray } from "./printer-tray.ts";

/** What the printer does on successive jobs: `stall` is an empty paper drawer, `held` another program's job. */
export type PrintStep = "print" | "stall" | "held" | "unplug";

export type PrinterSimulatorOptions = {
  readonly clock: Clock;
  /** `createMemoryTray()` or `createFolderTray(folder)`. */
  readonly tray: PrinterTray;
  /** Past the end it prints. */
  readonly script?: readonly PrintStep[];
  readonly plug?: SimulatedPlug;
  readonly opens?: readonly OpenStep[];
  readonly openDelayMs?: number;
  readonly copyMs?: number;
};

const identity = { name: "printer-simulator", model: "Simulated page printer", serial: "EMU-PRINTER-1" } as const;
const copiesMax = 20;

/** A printer whose pages land in a tray. A job that ends before its last copy is out leaves nothing there. */
export function createPrinterSimulator(options: PrinterSimulatorOptions): PrinterDriver {
  const { clock, tray, plug = createSimulatedPlug(clock), opens = [], openDelayMs = 50, copyMs = 300 } = options;
  const device = identity.name;
  const provenance = describeSimulator(identity);
  const actOutOpening = createSimulatedOpening({ device, clock, plug, opens, openDelayMs });
  let jobNumber = 0;
  let jobCount = 0;
  const session = new DeviceSession({
    name: device,
    clock,
    provenance,
    open: async (signal) => {
      await actOutOpening(signal);
      jobNumber = Math.max(jobNumber, await useTray(tray.open()));
      return provenance;
    },
    close: async () => undefined,
  });
  plug.onPull(() => session.lose());

  const runJob = async ({ title, pdf, copies }: PrintJob, signal: AbortSignal) => {
    const step = options.script?.[jobCount] ?? "print";
    jobCount += 1;
    if (step === "held") throw new BoothError("driver.busy", { device, operation: "another program's" });
    if (step === "stall") await waitForAbort(signal);
    await clock.sleep(copyMs * copies, signal);
    if (step === "unplug") plug.pull(0);
    signal.throwIfAborted();
    jobNumber += 1;
    const jobId = `EMU-${String(jobNumber).padStart(4, "0")}`;
    await useTray(tray.put({ jobId, title, copies, pdf: pdf.slice() }));
    return jobId;
  };

  const print = async (job: PrintJob) => {
    assert(Number.isSafeInteger(job.copies) && job.copies > 0 && job.copies <= copiesMax, "a job has 1 to 20 copies");
    assert(isPdf(job.pdf), "only a PDF can be printed");
    job.signal.throwIfAborted();
    const claim = session.claim("print");
    const ending = new AbortController();
    const signal = AbortSignal.any([ending.signal, claim.signal, job.signal]);
    const { timeoutMs } = job;
    const whenLate = () => new BoothError("driver.timeout", { device, operation: "print", timeoutMs });
    try {
      const jobId = await waitWithin(runJob(job, signal), { clock, timeoutMs, signal, whenLate });
      claim.release(null);
      return jobId;
    } catch (error) {
      ending.abort(error);
      claim.release(job.signal.aborted ? null : error);
      throw error;
    }
  };

  return { ...session.toDevice(), print };
}

/** A tray that cannot be used is a printer that is not there. */
async function useTray<T>(use: Promise<T>): Promise<T> {
  try {
    return await use;
  } catch (error) {
    throw new BoothError("driver.disconnected", { device: identity.name }, { cause: error });
  }
}

/** ISO 32000-1, 7.5.2: the file begins with `%PDF-` and a version. */
function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 5)) === "%PDF-";
}
