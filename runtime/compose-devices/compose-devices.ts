import type { BoothDevices } from "../compose-effects.ts";
import { isPassingPath } from "../config/devices/device-path.ts";
import type { DevicesConfig } from "../config/devices/devices-config.ts";
import type { Logger } from "../kernel/logger.ts";
import { composeBoothIo } from "./compose-booth-io.ts";
import { composeDocumentScanner } from "./compose-document-scanner.ts";
import { composeFaceCamera } from "./compose-face-camera.ts";
import { composeFingerprint } from "./compose-fingerprint.ts";
import { composeIrisCamera } from "./compose-iris-camera.ts";
import { composePrinter } from "./compose-printer.ts";
import { composeReceiptPrinter } from "./compose-receipt-printer.ts";
import { composeSignaturePad } from "./compose-signature-pad.ts";
import type { PageDeviceParts } from "./device-parts.ts";

/** The devices that the configuration names, the simulated one where it names none. Opens nothing. */
export function composeDevices(
  config: DevicesConfig,
  simulated: BoothDevices,
  parts: Omit<PageDeviceParts, "slowFactor">,
): BoothDevices {
  const own: PageDeviceParts = { ...parts, slowFactor: config.slowFactor };
  warnOfPassingPaths(config, parts.logger);
  const receiptPrinter = composeReceiptPrinter(config.receiptPrinter, own);
  return {
    fingerprint: composeFingerprint(config.fingerprint, simulated.fingerprint, own),
    faceCamera: composeFaceCamera(config.faceCamera, simulated.faceCamera, own),
    irisCamera: composeIrisCamera(config.irisCamera, simulated.irisCamera, own),
    signaturePad: composeSignaturePad(config.signaturePad, simulated.signaturePad, own),
    documentScanner: composeDocumentScanner(config.documentScanner, simulated.documentScanner, own),
    boothIo: composeBoothIo(config.boothIo, simulated.boothIo, own),
    printer: composePrinter(config.printer, simulated.printer, own),
    ...(receiptPrinter === null ? {} : { receiptPrinter }),
  };
}

function warnOfPassingPaths(config: DevicesConfig, logger: Logger): void {
  for (const [role, device] of Object.entries(config)) {
    if (typeof device === "object" && "path" in device && isPassingPath(device.path))
      logger.warn("device.passing-path", { role, path: device.path });
  }
}
