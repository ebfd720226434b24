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

/** The state machine closed → opening → ready ⇄ busy, or lost, that every driver shares. Does no I/O itself. */
export class DeviceSession {
  readonly #work: DeviceWork;
  #state: DeviceHealth["state"] = "closed";
  #lastFailure: string | null = null;
  #provenance: Provenance;
  #operation: string | null = null;
  /** One for each time the device is opened; aborted when that time ends. */
  #stay = new AbortController();
  #opening: Promise<void> | null = null;
  #closing: Promise<void> | null = null;

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
      health: () => ({ state: this.#state, lastFailure: this.#lastFailure }),
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
    this.#lastFailure = "driver.disconnected";
    this.#endStay("lost");
  }

  async #open(): Promise<void> {
    if (this.#state === "ready" || this.#state === "busy") return;
    this.#opening ??= this.#openOnce().finally(() => {
      this.#opening = null;
    });
    await this.#opening;
  }

  async #openOnce(): Promise<void> {
    await this.#closing;
    if (this.#state === "lost") await this.#letGo();
    this.#state = "opening";
    this.#stay = new AbortController();
    const { signal } = this.#stay;
    const { name: device, clock, openTimeoutMs: timeoutMs = openTimeoutDefaultMs } = this.#work;
    const whenLate = () => new BoothError("driver.timeout", { device, operation: "open", timeoutMs });
    try {
      this.#provenance = await waitWithin(this.#work.open(signal), { clock, timeoutMs, signal, whenLate });
      signal.throwIfAborted();
      this.#state = "ready";
      this.#lastFailure = null;
    } catch (error) {
      this.#lastFailure = nameFailure(error);
      if (!signal.aborted) this.#endStay("lost");
      throw error;
    }
  }

  async #close(): Promise<void> {
    this.#closing ??= this.#closeOnce().finally(() => {
      this.#closing = null;
    });
    await this.#closing;
  }

  async #closeOnce(): Promise<void> {
    if (this.#state === "closed") return;
    this.#endStay("closed");
    await this.#opening?.catch(() => undefined);
    await this.#letGo();
  }

  async #letGo(): Promise<void> {
    try {
      await this.#work.close();
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

function nameFailure(error: unknown): string {
  if (error instanceof BoothError) return error.code;
  return error instanceof Error ? error.name : "unknown";
}
