import type { DocumentScannerDriver } from "../../drivers/document-scanner/document-scanner-driver.ts";
import type { DocumentScannerConfig } from "../config/devices/document-scanner-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeDocumentScanner(
  config: DocumentScannerConfig,
  simulator: DocumentScannerDriver,
  _parts: DeviceParts,
): DocumentScannerDriver {
  switch (config.driver) {
    case "simulator":
      return simulator;
    default:
      return config.driver satisfies never;
  }
}
