import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Device, DeviceHealth, Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { waitWithin } from "./wait-within.ts";

/** What a driver knows how to do; the session decides when it may. */
export type DeviceWork = {
  readonly name: string;
  readonly clock: Clock;
  /** What is known of the device before it was ever opened. */
  readonly provenance: Provenance;
  /** Claims the device, runs its self-test and says what it found. Gives up when the signal aborts. */
  readonly open: (signal: AbortSignal) => Promise<Provenance>;
  /** Releases the device, also one that was only half opened or has gone away. */
  readonly close: () => Promise<void>;
  readonly openTimeoutMs?: number;
};

/** One exclusive use of a device. */
export type Claim = {
  /** Aborts with `driver.disconnected` when the device is closed or lost meanwhile. */
  readonly signal: AbortSignal;
  /** Ends the use. A failure goes to `health`; `driver.disconnected` means that the device is lost. */
  readonly release: (failure: unknown) => void;
};

const openTimeoutDefaultMs = 10_000;
const closeTimeoutMs = 5_000;

/** The state machine closed → opening → ready ⇄ busy, or lost, that every driver shares. Does no I/O itself. */
export class DeviceSession {
  readonly #work: DeviceWork;
  #state: DeviceHealth["state"] = "closed";
  #lastFailure: Failure | null = null;
  #provenance: Provenance;
  #operation: string | null = null;
  /** One for each time the device is opened; aborted when that time ends. */
  #stay = new AbortController();
  /** The latest opening and closing; each waits for the one before it, so they never overlap on the device. */
  #opening: Promise<void> = Promise.resolve();
  #closing: Promise<void> = Promise.resolve();
  /** The driver's own opening, which may end later than the wait for it. */
  #claiming: Promise<unknown> = Promise.resolve();

  constructor(work: DeviceWork) {
    this.#work = work;
    this.#provenance = work.provenance;
  }

  /** The face that every driver shows. */
  toDevice(): Device {
    return {
      name: this.#work.name,
      open: () => this.#open(),
      provenance: () => this.#provenance,
      health: () => this.#health(),
      close: () => this.#close(),
    };
  }

  /** @throws BoothError `driver.disconnected` unless open, `driver.busy` while another claim is held */
  claim(operation: string): Claim {
    this.#requireOpen();
    const device = this.#work.name;
    if (this.#operation !== null) throw new BoothError("driver.busy", { device, operation: this.#operation });
    this.#operation = operation;
    this.#state = "busy";
    const { signal } = this.#stay;
    return { signal, release: (failure) => this.#release(signal, failure) };
  }

  /** For devices whose operations may overlap: aborts when closed or lost. @throws BoothError `driver.disconnected` */
  presence(): AbortSignal {
    this.#requireOpen();
    return this.#stay.signal;
  }

  /** Told by the driver when the device goes away, also between two uses. */
  lose(): void {
    if (this.#state === "closed" || this.#state === "lost") return;
    this.#lastFailure = { code: "driver.disconnected" };
    this.#endStay("lost");
  }

  #health(): DeviceHealth {
    const { code, reported } = this.#lastFailure ?? { code: null };
    return { state: this.#state, lastFailure: code, ...(reported === undefined ? {} : { reported }) };
  }

  async #open(): Promise<void> {
    if (this.#state === "ready" || this.#state === "busy") return;
    if (this.#state !== "opening") this.#opening = this.#openOnce(this.#settled());
    await this.#opening;
  }

  async #openOnce(before: Promise<unknown>): Promise<void> {
    const wasLost = this.#state === "lost";
    this.#state = "opening";
    this.#stay = new AbortController();
    const { signal } = this.#stay;
    try {
      await before;
      if (wasLost) await this.#letGo();
      signal.throwIfAborted();
      this.#provenance = await this.#claimDevice(signal);
      signal.throwIfAborted();
      this.#state = "ready";
      this.#lastFailure = null;
    } catch (error) {
      if (!signal.aborted) {
        this.#lastFailure = nameFailure(error);
        this.#endStay("lost");
      }
      throw error;
    }
  }

  #claimDevice(signal: AbortSignal): Promise<Provenance> {
    const { name: device, clock, openTimeoutMs: timeoutMs = openTimeoutDefaultMs } = this.#work;
    const whenLate = () => new BoothError("driver.timeout", { device, operation: "open", timeoutMs });
    const claiming = this.#work.open(signal);
    this.#claiming = claiming.catch(() => undefined);
    return waitWithin(claiming, { clock, timeoutMs, signal, whenLate });
  }

  async #close(): Promise<void> {
    if (this.#state !== "closed") {
      const before = this.#settled();
      this.#endStay("closed");
      this.#closing = before.then(() => this.#letGo());
    }
    await this.#closing;
  }

  #settled(): Promise<unknown> {
    return Promise.allSettled([this.#opening, this.#closing]);
  }

  async #letGo(): Promise<void> {
    const { name: device, clock } = this.#work;
    const whenLate = () => new BoothError("driver.timeout", { device, operation: "close", timeoutMs: closeTimeoutMs });
    const { signal } = new AbortController();
    try {
      // An opening that was given up may still be holding the device.
      const releasing = this.#claiming.then(() => this.#work.close());
      await waitWithin(releasing, { clock, timeoutMs: closeTimeoutMs, signal, whenLate });
    } catch (error) {
      // The device is given up either way; the failure is kept for whoever asks after its health.
      this.#lastFailure = nameFailure(error);
    }
  }

  #release(stay: AbortSignal, failure: unknown): void {
    // A device closed or lost meanwhile may be open anew, and then in somebody else's use.
    if (stay.aborted) return;
    this.#operation = null;
    this.#state = "ready";
    this.#lastFailure = failure === null ? null : nameFailure(failure);
    if (failure instanceof BoothError && failure.code === "driver.disconnected") this.#endStay("lost");
  }

  #endStay(next: "closed" | "lost"): void {
    this.#state = next;
    this.#operation = null;
    this.#stay.abort(new BoothError("driver.disconnected", { device: this.#work.name }));
  }

  #requireOpen(): void {
    if (this.#state === "ready" || this.#state === "busy") return;
    throw new BoothError("driver.disconnected", { device: this.#work.name });
  }
}

type Failure = { readonly code: string; readonly reported?: string | undefined };

function nameFailure(error: unknown): Failure {
  if (!(error instanceof BoothError)) return { code: error instanceof Error ? error.name : "unknown" };
  const { code, detail } = error;
  return { code, reported: "reported" in detail ? detail.reported : undefined };
}
