import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import type { OpenStep } from "./simulated-opening.ts";
import type { SimulatedPlug } from "./simulated-plug.ts";

/** What goes wrong in a look, after `afterFrames` good frames (none, unless said). */
export type LookFault = {
  /**
   * `stall`: no frame ever again · `garbage`: bytes that are no frame · `truncated`: a frame cut short ·
   * `wrong-geometry`: a frame of another shape than it says · `held`: another program has the device.
   */
  readonly kind: "stall" | "garbage" | "truncated" | "wrong-geometry" | "held";
  readonly afterFrames?: number;
};

/** What a simulated device does in one look. */
export type LookStep =
  /** It works; each frame comes `delayMs` later than usual. */
  | { readonly kind: "frames"; readonly delayMs?: number }
  | { readonly kind: "nothing-there" }
  | LookFault
  /** The cable comes out; `replugAfterMs` as for `SimulatedPlug.pull`, at once unless said. */
  | { readonly kind: "unplug"; readonly afterFrames?: number; readonly replugAfterMs?: number | null };

/** Successive looks; past the end the last step is repeated. */
export type LookScript = readonly [LookStep, ...LookStep[]];

/** Which frame of which look is wanted; the same numbers under the same seed come with the same `random`. */
export type FrameOrder = {
  /** Counts the looks at this target, from 1. */
  readonly lookNumber: number;
  /** Counts the frames of this look, from 1. */
  readonly frameNumber: number;
  readonly random: Random;
};

/** Makes what the device sees; null when nothing is there, or nothing more comes. */
export type FrameMaker<Target, Frame> = (target: Target, order: FrameOrder) => Promise<Frame | null> | Frame | null;

/** What the owner of a simulator chooses. */
export type SimulatorOptions<Target, Frame> = {
  readonly clock: Clock;
  readonly makeFrame: FrameMaker<Target, Frame>;
  readonly seed?: string;
  /** Works always, unless said. */
  readonly script?: LookScript;
  /** Past the end the device is present. */
  readonly opens?: readonly OpenStep[];
  readonly plug?: SimulatedPlug;
  readonly frameIntervalMs?: number;
  readonly openDelayMs?: number;
};
