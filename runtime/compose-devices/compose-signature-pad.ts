import type { PageInk } from "../../drivers/signature-pad/page-ink.ts";
import type { SignaturePadDriver } from "../../drivers/signature-pad/signature-pad-driver.ts";
import { createPaperPad, type SheetScanner } from "../../drivers/signature-pad/signature-pad-paper.ts";
import { createTopazPad } from "../../drivers/signature-pad/signature-pad-topaz.ts";
import { createTouchPad } from "../../drivers/signature-pad/signature-pad-touch.ts";
import { createWacomPad } from "../../drivers/signature-pad/signature-pad-wacom.ts";
import { wacomProductIds, wacomVendorId } from "../../drivers/signature-pad/wacom-protocol.ts";
import { createHidLink } from "../../drivers/transport/hid-link.ts";
import { createSerialLink } from "../../drivers/transport/serial-link.ts";
import type { SignaturePadConfig } from "../config/devices/signature-pad-config.ts";
import type { Clock } from "../kernel/clock.ts";
import type { PageDeviceParts } from "./device-parts.ts";
import { reopen } from "./reopen.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeSignaturePad(
  config: SignaturePadConfig,
  simulator: SignaturePadDriver,
  { clock, slowFactor, page, scanner }: PageDeviceParts & { readonly scanner: SheetScanner },
): SignaturePadDriver {
  switch (config.driver) {
    case "page":
      return composeTouchPad(page.ink, clock, config.finishAfterMs);
    case "paper":
      return createPaperPad(scanner);
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

/** A page that is shown anew says so: nobody need wait for the supervisor's next try. */
function composeTouchPad(ink: PageInk, clock: Clock, finishAfterMs: number): SignaturePadDriver {
  const driver = createTouchPad({ clock, ink, finishAfterMs });
  ink.onThere((isThere) => {
    if (isThere) reopen(driver);
  });
  return driver;
}
