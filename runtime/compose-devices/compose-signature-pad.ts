import type { SignaturePadDriver } from "../../drivers/signature-pad/signature-pad-driver.ts";
import { createTopazPad } from "../../drivers/signature-pad/signature-pad-topaz.ts";
import { createWacomPad } from "../../drivers/signature-pad/signature-pad-wacom.ts";
import { wacomProductIds, wacomVendorId } from "../../drivers/signature-pad/wacom-protocol.ts";
import { createHidLink } from "../../drivers/transport/hid-link.ts";
import { createSerialLink } from "../../drivers/transport/serial-link.ts";
import type { SignaturePadConfig } from "../config/devices/signature-pad-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeSignaturePad(
  config: SignaturePadConfig,
  simulator: SignaturePadDriver,
  { clock, slowFactor }: DeviceParts,
): SignaturePadDriver {
  switch (config.driver) {
    case "simulator":
      return simulator;
    case "topaz": {
      const { path, model, finishAfterMs } = config;
      const line = { device: "signature-pad-topaz", path, baudRateBps: 19_200, parity: "odd" } as const;
      return createTopazPad({ clock, openLink: createSerialLink(line), model, finishAfterMs });
    }
    case "wacom-stu": {
      const { serial = null, finishAfterMs } = config;
      const choice = { device: "signature-pad-wacom", vendorId: wacomVendorId, productIds: wacomProductIds, serial };
      return createWacomPad({ clock, openLink: createHidLink(choice), finishAfterMs, slowFactor });
    }
    default:
      return config satisfies never;
  }
}
