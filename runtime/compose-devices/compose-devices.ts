import type { SlapScannerDriver } from "../../drivers/fingerprint/slap-scanner-driver.ts";
import { shareSource } from "../../drivers/transport/share-source.ts";
import type { Pipelines } from "../capture/pipelines.ts";
import { createSlapFingers } from "../capture/slap-fingers.ts";
import type { BoothDevices } from "../compose-effects.ts";
import { isPassingPath } from "../config/devices/device-path.ts";
import type { DevicesConfig } from "../config/devices/devices-config.ts";
import type { Logger } from "../kernel/logger.ts";
import { composeBoothIo } from "./compose-booth-io.ts";
import { composeDocumentScanner } from "./compose-document-scanner.ts";
import { composeFaceCamera } from "./compose-face-camera.ts";
import { composeFingerprint, composeSbiFingers } from "./compose-fingerprint.ts";
import { composeIrisCamera } from "./compose-iris-camera.ts";
import { composePrinter } from "./compose-printer.ts";
import { composeReceiptPrinter } from "./compose-receipt-printer.ts";
import { composeSignaturePad } from "./compose-signature-pad.ts";
import type { DeviceParts, PageDeviceParts } from "./device-parts.ts";

/** A simulated reader of whole hands, and how its fingers are found: off the main thread, like any work on images. */
type SlapParts = Pick<Pipelines, "segmentSlap"> & { readonly slapScanner: SlapScannerDriver | null };

/** The devices that the configuration names, the simulated one where it names none. Opens nothing. */
export function composeDevices(
  config: DevicesConfig,
  simulated: BoothDevices,
  parts: Omit<PageDeviceParts, "slowFactor"> & SlapParts,
): BoothDevices {
  const own: PageDeviceParts & SlapParts = { ...parts, slowFactor: config.slowFactor };
  warnOfPassingPaths(config, parts.logger);
  const scanner = composeDocumentScanner(config.documentScanner, simulated.documentScanner, own);
  // Where the resident signs on paper, an officer may be scanning another one at that moment.
  const documentScanner = config.signaturePad.driver === "paper" ? shareSource(scanner, own.clock) : scanner;
  const receiptPrinter = composeReceiptPrinter(config.receiptPrinter, own);
  return {
    ...composeFingers(config.fingerprint, simulated.fingerprint, own),
    faceCamera: composeFaceCamera(config.faceCamera, simulated.faceCamera, own),
    irisCamera: composeIrisCamera(config.irisCamera, simulated.irisCamera, own),
    signaturePad: composeSignaturePad(config.signaturePad, simulated.signaturePad, {
      ...own,
      scanner: documentScanner,
    }),
    documentScanner,
    boothIo: composeBoothIo(config.boothIo, simulated.boothIo, own),
    printer: composePrinter(config.printer, simulated.printer, own),
    ...(receiptPrinter === null ? {} : { receiptPrinter }),
  };
}

/** A reader of whole hands also serves whoever asks for one finger. Where nobody simulates, nothing is joined. */
function composeFingers(
  config: DevicesConfig["fingerprint"],
  fingerprint: BoothDevices["fingerprint"],
  parts: DeviceParts & SlapParts,
): Pick<BoothDevices, "fingerprint" | "slapScanner" | "slapReader"> {
  const { slapScanner, segmentSlap } = parts;
  if (config.driver === "sbi") {
    const { slaps, ...single } = composeSbiFingers(config, parts);
    return { fingerprint: single, slapReader: slaps };
  }
  if (config.driver !== "slap-simulator" || slapScanner === null)
    return { fingerprint: composeFingerprint(config, fingerprint, parts) };
  return { fingerprint: createSlapFingers(slapScanner, segmentSlap), slapScanner };
}

function warnOfPassingPaths(config: DevicesConfig, logger: Logger): void {
  for (const [role, device] of Object.entries(config)) {
    if (typeof device === "object" && "path" in device && isPassingPath(device.path))
      logger.warn("device.passing-path", { role, path: device.path });
  }
}
