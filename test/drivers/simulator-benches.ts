import type { OpenStep } from "../../drivers/transport/simulated-opening.ts";
import { createSimulatedPlug, type SimulatedPlug } from "../../drivers/transport/simulated-plug.ts";
import type { LookScript } from "../../drivers/transport/simulator-script.ts";
import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Device, FrameSource } from "../../runtime/kernel/device.ts";
import { createManualClock } from "../manual-clock.ts";
import type { Bench, PluggedBench } from "./device-contract.ts";
import type { Fault, FrameSourceRig } from "./frame-source-contract.ts";

type Parts = {
  readonly clock: Clock;
  readonly plug?: SimulatedPlug;
  readonly script?: LookScript;
  readonly opens?: readonly OpenStep[];
};

/** The benches of the frame source contract for any simulator: one factory, a manual clock, and its faults in turn. */
export function simulatorBenches<Target, Frame>(
  create: (parts: Parts) => FrameSource<Target, Frame>,
  target: NoInfer<Target>,
): Omit<FrameSourceRig<Target, Frame>, "flow" | "expectWhole"> {
  const bench = (parts: Omit<Parts, "clock">): Bench<FrameSource<Target, Frame>> => {
    const clock = createManualClock();
    return { device: create({ clock, ...parts }), settle: clock.runUntil };
  };
  return {
    target,
    isSimulated: true,
    working: () => bench({}),
    plugged: () => pluggedBench(create),
    lateComer: () => bench({ opens: ["absent"] }),
    mute: () => bench({ opens: ["stall"] }),
    absent: () => ({ ...bench({ script: [{ kind: "nothing-there" }] }), target }),
    faulty: (kind: Fault) => bench({ script: [{ kind }, { kind: "frames" }] }),
  };
}

function pluggedBench<D extends Device>(create: (parts: Parts) => D): PluggedBench<D> {
  const clock = createManualClock();
  const plug = createSimulatedPlug(clock);
  return {
    device: create({ clock, plug }),
    settle: clock.runUntil,
    pull: () => plug.pull(),
    insert: plug.insert,
  };
}
