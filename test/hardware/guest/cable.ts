import { CheckFailure } from "./check-list.ts";
import { type DeviceProcess, startDevice } from "./device-process.ts";

/** A device and the hand that plugs it in and pulls it out. */
export type Cable = {
  /** Another specimen of the device each time. */
  readonly insert: () => Promise<DeviceProcess>;
  /** What is plugged in. @throws CheckFailure when nothing is */
  readonly device: () => DeviceProcess;
  /** Safe to call when nothing is plugged in. */
  readonly pull: () => Promise<void>;
};

/** The script beside this file is the device; `attach` is what has to be done on this side of the cable. */
export function createCable(script: string, timeoutMs: number, attach: () => Promise<unknown>): Cable {
  let plugged: DeviceProcess | null = null;
  const pull = async () => {
    const pulled = plugged;
    plugged = null;
    await pulled?.pull();
  };
  return {
    insert: async () => {
      await pull();
      const device = startDevice(script);
      plugged = device;
      await device.hear(({ kind }) => kind === "plugged", timeoutMs);
      await attach();
      return device;
    },
    device: () => {
      if (plugged === null) throw new CheckFailure("nothing is plugged in");
      return plugged;
    },
    pull,
  };
}
