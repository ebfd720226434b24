import type { BackdropColour } from "../../runtime/kernel/biometric.ts";
import type { Device } from "../../runtime/kernel/device.ts";

export type StackLight = "ready" | "busy" | "attention" | "off";

export type BoothSignal =
  | { readonly kind: "presence"; readonly isPresent: boolean }
  | { readonly kind: "door"; readonly isOpen: boolean }
  | { readonly kind: "help" };

/** Backdrop, lights and switches of the booth itself. Nothing safety-critical hangs on it. */
export type BoothIoDriver = Device & {
  /**
   * Resolves when the backdrop stands.
   * @throws BoothError `driver.timeout`, `driver.disconnected`, or the signal's reason when aborted
   */
  readonly setBackdrop: (
    colour: BackdropColour,
    request: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ) => Promise<void>;
  /** Ring light round the camera, 0 to 100. @throws BoothError `driver.disconnected` */
  readonly setRingLight: (brightnessPercent: number) => Promise<void>;
  /** @throws BoothError `driver.disconnected` */
  readonly setStackLight: (light: StackLight) => Promise<void>;
  /** Each change once, already debounced. Returns the way to stop listening. */
  readonly onSignal: (listener: (signal: BoothSignal) => void) => () => void;
};
