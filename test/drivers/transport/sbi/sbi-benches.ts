import { beforeAll } from "vitest";
import type { SbiOptions } from "../../../../drivers/transport/sbi/create-sbi-source.ts";
import type { EmulatedModel } from "../../../../drivers/transport/sbi-emulator/emulated-device.ts";
import type { FaultOrder } from "../../../../drivers/transport/sbi-emulator/sbi-fault.ts";
import type { FrameSource } from "../../../../runtime/kernel/device.ts";
import type { Bench } from "../../device-contract.ts";
import type { Fault, FrameSourceRig } from "../../frame-source-contract.ts";
import { waitUntilLost } from "../../wait-until-lost.ts";
import { type EmulatorBench, optionsFor, orderFault, type PluggedEmulator } from "./emulator-bench.ts";

const faults: Readonly<Record<Fault, FaultOrder>> = {
  stall: orderFault("stall"),
  garbage: orderFault("garbage"),
  truncated: orderFault("truncated-record"),
  "wrong-geometry": orderFault("wrong-geometry"),
  held: orderFault("code", { code: "703", times: 1_000 }),
  unplug: orderFault("unplug"),
};

/** The benches of the frame source contract over the wire: one emulator, and its faults in turn. */
export function sbiBenches<Target, Frame>(
  bench: EmulatorBench,
  create: (options: SbiOptions) => FrameSource<Target, Frame>,
  { model, target }: { readonly model: EmulatedModel; readonly target: NoInfer<Target> },
): Omit<FrameSourceRig<Target, Frame>, "flow" | "expectWhole"> {
  let emulator: PluggedEmulator;
  beforeAll(async () => {
    emulator = await bench.plugIn([model]);
  });
  const settle = <T>(work: Promise<T>) => work;
  const working = (): Bench<FrameSource<Target, Frame>> => ({
    device: create(optionsFor(bench, emulator.port)),
    settle,
  });
  /** Works again from the second opening on. */
  const mended = (): Bench<FrameSource<Target, Frame>> => {
    const { device } = working();
    let openings = 0;
    const open = async () => {
      openings += 1;
      if (openings > 1) {
        emulator.faults.clear();
        await emulator.plugIn();
      }
      await device.open();
    };
    return { device: { ...device, open }, settle };
  };
  return {
    target,
    isSimulated: true,
    working,
    plugged: () => {
      const { device } = working();
      const pull = async () => {
        emulator.unplug();
        await waitUntilLost(device);
      };
      const insert = async () => {
        await emulator.plugIn();
      };
      return { device, settle, pull, insert };
    },
    lateComer: () => {
      emulator.unplug();
      return mended();
    },
    mute: () => {
      emulator.faults.add(orderFault("stall", { verb: "MOSIPDISC" }));
      return mended();
    },
    absent: () => {
      emulator.faults.add(orderFault("code", { code: "101" }));
      return { ...working(), target };
    },
    faulty: (fault) => {
      emulator.faults.add(faults[fault]);
      return mended();
    },
  };
}
