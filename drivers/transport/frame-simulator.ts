import type { FrameSource, Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { createRandom } from "../../runtime/kernel/random.ts";
import { createFrameSession, type FrameWork } from "./frame-session.ts";
import { createSimulatedOpening } from "./simulated-opening.ts";
import { createSimulatedPlug, type SimulatedPlug } from "./simulated-plug.ts";
import type { LookStep, SimulatorOptions } from "./simulator-script.ts";
import { waitForAbort, waitUnlessAborted } from "./wait-within.ts";

/** What one kind of device fixes. */
export type SimulatorKind<Target, Frame> = SimulatorIdentity & {
  readonly frameIntervalMs: number;
  readonly describeTarget: (target: Target) => string;
  readonly findFault: (frame: Frame) => string | null;
  /** The frame as it arrives when its end is lost. */
  readonly truncate: (frame: Frame) => Frame;
  /** The frame with a size that its content does not have. */
  readonly misshape: (frame: Frame) => Frame;
  /** 1 for a device that yields once a look. */
  readonly framesMax?: number;
};

export type SimulatorIdentity = { readonly name: string; readonly model: string; readonly serial: `EMU-${string}` };

/** A sensor's rhythm is never exact. */
const jitterRatio = 0.05;

/** A scripted, repeatable device of one kind. Time comes only from the clock; the factory does no I/O. */
export function createFrameSimulator<Target, Frame>(
  kind: SimulatorKind<Target, Frame>,
  options: SimulatorOptions<Target, Frame>,
): FrameSource<Target, Frame> {
  const { clock, plug = createSimulatedPlug(clock), opens = [], openDelayMs = 50 } = options;
  const provenance = describeSimulator(kind);
  const actOutOpening = createSimulatedOpening({ device: kind.name, clock, plug, opens, openDelayMs });
  const session = createFrameSession<Target, Frame>({
    name: kind.name,
    clock,
    provenance,
    findFault: kind.findFault,
    open: async (signal) => {
      await actOutOpening(signal);
      return provenance;
    },
    close: async () => undefined,
    look: createScriptedLook(kind, { ...options, plug }),
  });
  plug.onPull(session.lose);
  return session.source;
}

/** How a simulator of any kind marks what it makes, so that it never passes for a capture. */
export function describeSimulator({ name: driver, model, serial }: SimulatorIdentity): Provenance {
  const ofNoSensor = { hardwareId: null, nativePpi: null, bitDepth: null };
  return { driver, model, serial, firmware: "simulated", ...ofNoSensor, isCertified: false, isSimulated: true };
}

function createScriptedLook<Target, Frame>(
  kind: SimulatorKind<Target, Frame>,
  options: SimulatorOptions<Target, Frame> & { readonly plug: SimulatedPlug },
): FrameWork<Target, Frame>["look"] {
  const { clock, makeFrame, plug, script = [{ kind: "frames" }] } = options;
  const { name: device, framesMax = Number.POSITIVE_INFINITY } = kind;
  const intervalMs = options.frameIntervalMs ?? kind.frameIntervalMs;
  const random = createRandom(options.seed ?? kind.name);
  const looksAt = new Map<string, number>();
  let lookCount = 0;

  return async function* look(target, signal) {
    const targetName = kind.describeTarget(target);
    const { step, lookNumber } = beginLook(targetName);
    let takenMs = clock.monotonicMs();
    for (let frameNumber = 1; frameNumber <= framesMax; frameNumber += 1) {
      const order = { lookNumber, frameNumber, random: random.fork(`${targetName}/${lookNumber}/${frameNumber}`) };
      // A live sensor goes on while the last frame is being looked at, so the wait counts from that frame's own time.
      const dueMs = takenMs + delayOf(step, intervalMs) * order.random.between(1 - jitterRatio, 1 + jitterRatio);
      await clock.sleep(Math.max(0, dueMs - clock.monotonicMs()), signal);
      takenMs = clock.monotonicMs();
      const made = step.kind === "nothing-there" ? null : makeFrame(target, order);
      const frame = await waitUnlessAborted(Promise.resolve(made), signal);
      if (frame === null && frameNumber > 1) return;
      if (frame === null) throw new BoothError("driver.no-biometric", { device, target: targetName });
      yield isFaultDue(step, frameNumber) ? await actOut(step, frame, signal) : frame;
    }
  };

  function beginLook(targetName: string) {
    const step = script[Math.min(lookCount, script.length - 1)] ?? script[0];
    const lookNumber = (looksAt.get(targetName) ?? 0) + 1;
    lookCount += 1;
    looksAt.set(targetName, lookNumber);
    return { step, lookNumber };
  }

  async function actOut(step: LookStep, frame: Frame, signal: AbortSignal): Promise<Frame> {
    switch (step.kind) {
      case "frames":
      case "nothing-there":
        return frame;
      case "stall":
        return waitForAbort(signal);
      case "garbage":
        throw new BoothError("driver.malformed", { device, problem: "bytes that start no frame" });
      case "truncated":
        return kind.truncate(frame);
      case "wrong-geometry":
        return kind.misshape(frame);
      case "held":
        throw new BoothError("driver.busy", { device, operation: "another program's" });
      case "unplug":
        plug.pull(step.replugAfterMs === undefined ? 0 : step.replugAfterMs);
        throw new BoothError("driver.disconnected", { device });
      default:
        return step satisfies never;
    }
  }
}

function delayOf(step: LookStep, intervalMs: number): number {
  return step.kind === "frames" ? intervalMs + (step.delayMs ?? 0) : intervalMs;
}

function isFaultDue(step: LookStep, frameNumber: number): boolean {
  if (step.kind === "frames" || step.kind === "nothing-there") return false;
  return frameNumber > (step.afterFrames ?? 0);
}
