import type { SignaturePadDriver } from "../../drivers/signature-pad/signature-pad-driver.ts";
import { createTopazPad } from "../../drivers/signature-pad/signature-pad-topaz.ts";
import { createSerialLink } from "../../drivers/transport/serial-link.ts";
import type { SignaturePadConfig } from "../config/devices/signature-pad-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeSignaturePad(
  config: SignaturePadConfig,
  simulator: SignaturePadDriver,
  { clock }: DeviceParts,
): SignaturePadDriver {
  switch (config.driver) {
    case "simulator":
      return simulator;
    case "topaz": {
      const { path, model, finishAfterMs } = config;
      const line = { device: "signature-pad-topaz", path, baudRateBps: 19_200, parity: "odd" } as const;
      return createTopazPad({ clock, openLink: createSerialLink(line), model, finishAfterMs });
    }
    default:
      return config satisfies never;
  }
}
