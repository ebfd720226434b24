import type { FingerprintDriver } from "../../drivers/fingerprint/fingerprint-driver.ts";
import { createZfmReader } from "../../drivers/fingerprint/fingerprint-zfm.ts";
import { createSerialLink } from "../../drivers/transport/serial-link.ts";
import type { FingerprintConfig } from "../config/devices/fingerprint-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeFingerprint(
  config: FingerprintConfig,
  simulator: FingerprintDriver,
  { clock, slowFactor }: DeviceParts,
): FingerprintDriver {
  switch (config.driver) {
    case "simulator":
      return simulator;
    case "zfm": {
      const { path, baudRateMaxBps } = config;
      const openLink = createSerialLink({ device: "fingerprint-zfm", path, baudRateBps: 57_600 });
      return createZfmReader({ clock, openLink, baudRateMaxBps, slowFactor });
    }
    default:
      return config satisfies never;
  }
}
