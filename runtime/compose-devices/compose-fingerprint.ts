import type { FingerprintDriver } from "../../drivers/fingerprint/fingerprint-driver.ts";
import { createFingerprintMantra } from "../../drivers/fingerprint/fingerprint-mantra.ts";
import { createFingerprintSbi, type FingerprintSbi } from "../../drivers/fingerprint/fingerprint-sbi.ts";
import { createFingerprintSecugen } from "../../drivers/fingerprint/fingerprint-secugen.ts";
import { createUruReader } from "../../drivers/fingerprint/fingerprint-uru4000.ts";
import { createZfmReader } from "../../drivers/fingerprint/fingerprint-zfm.ts";
import { uruInterfaceClass, uruProductIds, uruVendorId } from "../../drivers/fingerprint/uru4000-protocol.ts";
import { createSerialLink } from "../../drivers/transport/serial-link.ts";
import { createUsbLink } from "../../drivers/transport/usb-link.ts";
import type { FingerprintConfig } from "../config/devices/fingerprint-config.ts";
import { composeSbiOptions } from "./compose-sbi-options.ts";
import type { DeviceParts } from "./device-parts.ts";
import { readPem } from "./read-certificates.ts";
import { readSbiFinger } from "./read-sbi-records.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeFingerprint(
  config: FingerprintConfig,
  simulator: FingerprintDriver,
  parts: DeviceParts,
): FingerprintDriver {
  const { clock, slowFactor } = parts;
  switch (config.driver) {
    case "mantra":
      return createFingerprintMantra({ ...config, ...describeService(config, parts) });
    case "sbi":
      return composeSbiFingers(config, parts);
    case "secugen":
      return createFingerprintSecugen({ ...config, ...describeService(config, parts) });
    case "simulator":
    case "slap-simulator":
      return simulator;
    case "uru4000": {
      const { serial = null, ppiAcross, ppiDown } = config;
      const usb = { vendorId: uruVendorId, productIds: uruProductIds, interfaceClass: uruInterfaceClass };
      const openLink = createUsbLink({ device: "fingerprint-uru4000", serial, ...usb });
      return createUruReader({ clock, openLink, ppiAcross, ppiDown, slowFactor });
    }
    case "zfm": {
      const { path, baudRateMaxBps } = config;
      const openLink = createSerialLink({ device: "fingerprint-zfm", path, baudRateBps: 57_600 });
      return createZfmReader({ clock, openLink, baudRateMaxBps, slowFactor });
    }
    default:
      return config satisfies never;
  }
}

/** A device of which it is known only once it is open whether it takes fingers or slaps. */
export function composeSbiFingers(
  config: Extract<FingerprintConfig, { readonly driver: "sbi" }>,
  parts: DeviceParts,
): FingerprintSbi {
  return createFingerprintSbi({ ...composeSbiOptions(config, parts), readRecord: readSbiFinger(parts.decodeJp2) });
}

type ServiceConfig = { readonly certificatePath?: string | undefined; readonly serial?: string | undefined };

function describeService(config: ServiceConfig, { clock, slowFactor }: DeviceParts) {
  return { clock, slowFactor, serial: config.serial ?? null, readCertificatePem: readPin(config) };
}

/** The certificate that a vendor's service must show, read at each opening; null where none is pinned. */
function readPin({ certificatePath }: { readonly certificatePath?: string | undefined }): () => Promise<string | null> {
  return async () => (certificatePath === undefined ? null : readPem(certificatePath));
}
