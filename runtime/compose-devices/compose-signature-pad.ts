import type { SignaturePadDriver } from "../../drivers/signature-pad/signature-pad-driver.ts";
import type { SignaturePadConfig } from "../config/devices/signature-pad-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeSignaturePad(
  config: SignaturePadConfig,
  simulator: SignaturePadDriver,
  _parts: DeviceParts,
): SignaturePadDriver {
  switch (config.driver) {
    case "simulator":
      return simulator;
    default:
      return config.driver satisfies never;
  }
}
