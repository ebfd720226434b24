import type { DocumentScannerDriver } from "../../drivers/document-scanner/document-scanner-driver.ts";
import { createSaneScanner } from "../../drivers/document-scanner/document-scanner-sane.ts";
import type { DocumentScannerConfig } from "../config/devices/document-scanner-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeDocumentScanner(
  config: DocumentScannerConfig,
  simulator: DocumentScannerDriver,
  { clock, slowFactor }: DeviceParts,
): DocumentScannerDriver {
  switch (config.driver) {
    case "simulator":
      return simulator;
    case "sane": {
      const { driver: _, ...scanner } = config;
      return createSaneScanner({ clock, slowFactor, ...scanner });
    }
    default:
      return config satisfies never;
  }
}
