import type { BoothIoDriver, StackLight } from "../drivers/booth-io/booth-io-driver.ts";
import { isDriverFailure } from "./kernel/errors.ts";
import type { Logger } from "./kernel/logger.ts";
import type { BoothSign, BoothSigns, WatchedDevices } from "./kiosk/kiosk-parts.ts";

export type SignsParts = {
  readonly boothIo: BoothIoDriver;
  readonly supervisor: Pick<WatchedDevices, "onChange">;
  readonly logger: Logger;
};

/** Three lamps for four signs: what is broken and who calls both want somebody to come and look. */
const lamps: Readonly<Record<BoothSign, StackLight>> = {
  free: "ready",
  "in-use": "busy",
  attention: "attention",
  fault: "attention",
};

/**
 * The kiosk's signs on the booth's own lamps and button. A board that was away comes back dark: it is lit again as soon as
 * it is there. `close` puts the lamps out, since nothing else does once this process has gone.
 */
export function composeSigns({ boothIo, supervisor, logger }: SignsParts): BoothSigns & {
  readonly close: () => Promise<void>;
} {
  let wanted: StackLight = "off";
  /** What the board was told last; null while it is away, and after it has refused. */
  let told: StackLight | null = null;

  const light = async () => {
    const { state } = boothIo.health();
    if (state !== "ready" && state !== "busy") {
      told = null;
      return;
    }
    if (told === wanted) return;
    const lamp = wanted;
    told = lamp;
    try {
      await boothIo.setStackLight(lamp);
    } catch (error) {
      if (!isDriverFailure(error)) throw error;
      if (told === lamp) told = null;
      logger.warn("signs.not-lit", { lamp, failure: error.code });
    }
  };
  const turn = (lamp: StackLight) => {
    wanted = lamp;
    return light();
  };
  const stopFollowing = supervisor.onChange(() => void light());

  return {
    show: (sign) => void turn(lamps[sign]),
    onHelp: (listener) =>
      boothIo.onSignal((signal) => {
        if (signal.kind === "help") listener();
      }),
    close: async () => {
      stopFollowing();
      await turn("off");
    },
  };
}
