import assert from "node:assert/strict";
import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { DeviceSession } from "../transport/device-session.ts";
import { type ProgramEnd, runProgram } from "../transport/run-program.ts";
import { waitWithin } from "../transport/wait-within.ts";
import { type CupsPrinter, isQueued, readPrinter, readRequestId } from "./cups-queue.ts";
import type { PrinterDriver, PrintJob } from "./printer-driver.ts";

export type CupsOptions = {
  readonly clock: Clock;
  /** The queue's name. */
  readonly queue: string;
  readonly paper: "A4" | "F4" | "Letter";
  readonly slowFactor: number;
  /** A scheduler other than the system's own. */
  readonly server?: string;
};

const name = "printer-cups";
const askTimeoutMs = 10_000;
/** Shorter than one question's, so that a scheduler that hangs is an opening that took too long. */
const openTimeoutMs = 8_000;
const answerMaxBytes = 65_536;
const pollMs = 500;
const copiesMax = 20;
/** F4, also called folio, is what Indonesian offices print letters on. */
const mediaNames = { A4: "A4", F4: "Custom.215x330mm", Letter: "Letter" } as const;

/** A printer queue of CUPS. The job is handed over on `lp`'s standard input: no page that names somebody is left in a file. */
export function createCupsPrinter(options: CupsOptions): PrinterDriver {
  const { clock, queue, slowFactor } = options;
  const session = new DeviceSession({
    name,
    clock,
    provenance: describe(queue, null),
    openTimeoutMs: openTimeoutMs * slowFactor,
    open: async (signal) => describe(queue, await askPrinter(options, signal)),
    close: async () => undefined,
  });
  const print = async (job: PrintJob) => {
    assert(Number.isSafeInteger(job.copies) && job.copies > 0 && job.copies <= copiesMax, "a job has 1 to 20 copies");
    assert(isPdf(job.pdf), "only a PDF can be printed");
    job.signal.throwIfAborted();
    const claim = session.claim("print");
    const ending = new AbortController();
    const signal = AbortSignal.any([ending.signal, claim.signal, job.signal]);
    const { timeoutMs } = job;
    const whenLate = () => new BoothError("driver.timeout", { device: name, operation: "print", timeoutMs });
    try {
      const jobId = await waitWithin(runJob(options, job, signal), { clock, timeoutMs, signal, whenLate });
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

/** Resolves when the queue has let go of the job; takes it back when the signal aborts first. */
async function runJob(options: CupsOptions, job: PrintJob, signal: AbortSignal): Promise<string> {
  const { queue, paper, clock } = options;
  const choices = ["-d", queue, "-t", job.title, "-n", String(job.copies), "-o", `media=${mediaNames[paper]}`];
  // Never cut off in the middle: that leaves an empty job in the queue, under an id that nobody knows.
  const sent = await ask(
    options,
    { command: "lp", args: [...choices, "-o", "fit-to-page", "-"], stdin: job.pdf },
    new AbortController().signal,
  );
  const jobId = sent.exitCode === 0 ? readRequestId(text(sent)) : null;
  if (jobId === null) throw new BoothError("driver.disconnected", { device: name });
  try {
    for (;;) {
      signal.throwIfAborted();
      const listed = await ask(options, { command: "lpstat", args: ["-W", "not-completed", "-o", queue] }, signal);
      if (!isQueued(text(listed), jobId)) return jobId;
      await askPrinter(options, signal);
      await clock.sleep(pollMs, signal);
    }
  } catch (error) {
    // Nobody waits for it any more: it must not come out for whoever stands there next.
    await ask(options, { command: "cancel", args: [jobId] }, new AbortController().signal).catch(() => undefined);
    throw error;
  }
}

/** @throws BoothError `driver.disconnected` when there is no such queue or it is switched off */
async function askPrinter(options: CupsOptions, signal: AbortSignal): Promise<CupsPrinter> {
  const { queue } = options;
  const states = await ask(options, { command: "lpstat", args: ["-p", queue] }, signal);
  const addresses = await ask(options, { command: "lpstat", args: ["-v", queue] }, signal);
  const printer = states.exitCode === 0 ? readPrinter(text(states), text(addresses)) : null;
  if (printer === null || printer.state === "disabled") throw new BoothError("driver.disconnected", { device: name });
  return printer;
}

type Question = { readonly command: string; readonly args: readonly string[]; readonly stdin?: Uint8Array };

function ask({ server, slowFactor }: CupsOptions, question: Question, signal: AbortSignal): Promise<ProgramEnd> {
  const env = server === undefined ? {} : { CUPS_SERVER: server };
  const bounds = { timeoutMs: askTimeoutMs * slowFactor, signal, stdoutMaxBytes: answerMaxBytes };
  return runProgram({ device: name, env, ...question }, bounds);
}

const text = ({ stdout }: ProgramEnd) => new TextDecoder("latin1").decode(stdout);

/** ISO 32000-1, 7.5.2: the file begins with `%PDF-` and a version. */
function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 5)) === "%PDF-";
}

function describe(queue: string, printer: CupsPrinter | null): Provenance {
  const isSimulated = printer?.isVirtual ?? false;
  return {
    driver: name,
    model: `CUPS queue ${queue}`,
    serial: isSimulated ? `EMU-${queue}` : queue,
    firmware: "unknown",
    hardwareId: null,
    nativePpi: null,
    bitDepth: null,
    isCertified: false,
    isSimulated,
  };
}
