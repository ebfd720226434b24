import type { DeviceAdvice } from "./device-advice.ts";

/** Where a capture came from; goes into every record and the manifest. */
export type Provenance = {
  /** The driver's name, e.g. `fingerprint-simulator`. */
  readonly driver: string;
  readonly model: string;
  /** Simulated and replayed devices have serials that start with `EMU-`. */
  readonly serial: string;
  readonly firmware: string;
  /** How the bus names the model, e.g. `usb:05ba:000a`; null where nothing does. */
  readonly hardwareId: string | null;
  /** The sensor's own resolution, before any resampling; null where it has none of its own, as a camera. */
  readonly nativePpi: number | null;
  /** Bits a sample as the sensor delivers them; null where that means nothing, as with a pen. */
  readonly bitDepth: number | null;
  /** True only for equipment with an image-quality certificate. */
  readonly isCertified: boolean;
  /** True when no person stood before a sensor: simulators, replays, emulators. */
  readonly isSimulated: boolean;
};

export type DeviceHealth = {
  readonly state: "closed" | "opening" | "ready" | "busy" | "lost";
  /** Code of the failure of the last operation; null when it went well. */
  readonly lastFailure: string | null;
  /** The device's own code for that failure, e.g. `sbi:701`, where it gave one. */
  readonly reported?: string;
};

/** One device as the screen and a technician see it. */
export type DeviceStatus = {
  /** What it is for, e.g. `fingerprint`. */
  readonly role: string;
  readonly driver: string;
  /** What it calls itself, e.g. `Wacom STU-540`; what the driver knows where it was never opened. */
  readonly model: string;
  /** A lost device counts as lost until it is open again, also while that is being tried. */
  readonly state: DeviceHealth["state"];
  /** Code of why it is not ready, or why its last operation failed; null when all is well. */
  readonly failure: string | null;
  /** The device's own code for it, where it gave one. */
  readonly reported: string | null;
  /** What it means to the person before it, and what to do; null when all is well. */
  readonly advice: DeviceAdvice | null;
  /** UTC; since when it is lost or was not yet there, or null. Failures one after the other do not restart it. */
  readonly awaySince: string | null;
  /** UTC; when it will be opened again, or null while that is under way and when it is there. */
  readonly nextTryAt: string | null;
};

/** What every device promises, whatever it does. The factory that makes one does no I/O. */
export type Device = {
  readonly name: string;
  /** The device that this one looks through, where it has none of its own. Whoever opens that one opens both. */
  readonly through?: Device;
  /** Claims the device and runs its self-test. Safe to call again after `close`. */
  readonly open: () => Promise<void>;
  /** Valid once `open` has resolved; before that, what the driver itself knows. */
  readonly provenance: () => Provenance;
  readonly health: () => DeviceHealth;
  /** Releases the device. Never throws; safe to call twice. */
  readonly close: () => Promise<void>;
};

export type FrameRequest<Target> = {
  readonly target: Target;
  /** Longest wait for each next frame. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** A device that looks at something: a live camera streams, a flatbed yields once. */
export type FrameSource<Target, Frame> = Device & {
  /**
   * One look at `target`. The consumer stops by leaving the loop; the device is then idle again. Looks never overlap:
   * a second one before the first ends is refused with `driver.busy`. Each frame is the consumer's own: its pixels may be
   * handed on to another thread, and no other frame shares them.
   * @throws BoothError `driver.timeout` when no frame comes within `timeoutMs`
   * @throws BoothError `driver.disconnected` when the device goes away; the caller must `open` again
   * @throws BoothError `driver.malformed` when the device sends what is not a frame
   * @throws BoothError `driver.untrusted` when what it sends cannot be shown to come from it, now and unaltered
   * @throws BoothError `driver.no-biometric` when it can tell that the target is not there (a replay does)
   * @throws the signal's reason when aborted
   */
  readonly frames: (request: FrameRequest<Target>) => AsyncIterable<Frame>;
};
