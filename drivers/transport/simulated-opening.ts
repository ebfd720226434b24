import type { Clock } from "../../runtime/kernel/clock.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { SimulatedPlug } from "./simulated-plug.ts";
import { waitForAbort } from "./wait-within.ts";

/** What a simulated device does on successive openings. */
export type OpenStep = "present" | "absent" | "stall" | "garbage";

export type SimulatedOpening = {
  readonly device: string;
  readonly clock: Clock;
  readonly plug: SimulatedPlug;
  /** Past the end the device is present. */
  readonly opens: readonly OpenStep[];
  readonly openDelayMs: number;
};

/**
 * Acts out the openings of a simulated device, one step a call.
 * @throws BoothError `driver.disconnected` when absent or unplugged, `driver.malformed` when the self-test answers rubbish
 */
export function createSimulatedOpening(opening: SimulatedOpening): (signal: AbortSignal) => Promise<void> {
  const { device, clock, plug, opens, openDelayMs } = opening;
  let openCount = 0;
  return async (signal) => {
    const step = opens[openCount] ?? "present";
    openCount += 1;
    if (step === "absent" || !plug.isIn()) throw new BoothError("driver.disconnected", { device });
    if (step === "stall") await waitForAbort(signal);
    await clock.sleep(openDelayMs, signal);
    if (step === "garbage")
      throw new BoothError("driver.malformed", { device, problem: "the self-test made no sense" });
    if (!plug.isIn()) throw new BoothError("driver.disconnected", { device });
  };
}
