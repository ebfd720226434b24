import type { BoothIoDriver } from "../../drivers/booth-io/booth-io-driver.ts";
import { createFirmataBooth } from "../../drivers/booth-io/booth-io-firmata.ts";
import { createSerialLink } from "../../drivers/transport/serial-link.ts";
import type { BoothIoConfig } from "../config/devices/booth-io-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The speed that every Firmata sketch speaks at. */
const firmataBps = 57_600;

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeBoothIo(
  config: BoothIoConfig,
  simulator: BoothIoDriver,
  { clock, slowFactor }: DeviceParts,
): BoothIoDriver {
  switch (config.driver) {
    case "simulator":
      return simulator;
    case "firmata": {
      const { path, pins, versionTimeoutMs } = config;
      const openLink = createSerialLink({ device: "booth-io-firmata", path, baudRateBps: firmataBps });
      return createFirmataBooth({ clock, openLink, pins, versionTimeoutMs, slowFactor });
    }
    default:
      return config satisfies never;
  }
}
