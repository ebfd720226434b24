import type { FingerprintDriver } from "../../drivers/fingerprint/fingerprint-driver.ts";
import type { FingerprintConfig } from "../config/devices/fingerprint-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeFingerprint(
  config: FingerprintConfig,
  simulator: FingerprintDriver,
  _parts: DeviceParts,
): FingerprintDriver {
  switch (config.driver) {
    case "simulator":
      return simulator;
    default:
      return config.driver satisfies never;
  }
}
