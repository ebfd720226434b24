import type { BoothIoDriver } from "../../drivers/booth-io/booth-io-driver.ts";
import type { BoothIoConfig } from "../config/devices/booth-io-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeBoothIo(config: BoothIoConfig, simulator: BoothIoDriver, _parts: DeviceParts): BoothIoDriver {
  switch (config.driver) {
    case "simulator":
      return simulator;
    default:
      return config.driver satisfies never;
  }
}
