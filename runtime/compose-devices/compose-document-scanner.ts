import { createCameraScanner } from "../../drivers/document-scanner/document-scanner-camera.ts";
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
      const { driver: _, serial = null, ...scanner } = config;
      return createSaneScanner({ clock, slowFactor, serial, ...scanner });
    }
    case "v4l2": {
      const { driver: kind, controls, resolutionPpi, ...source } = config;
      const page = { kind: "video", source: { kind, ...source }, controls } as const;
      return createCameraScanner({ clock, slowFactor, page, resolutionPpi });
    }
    case "gphoto2": {
      const { port, serial = null, resolutionPpi } = config;
      const page = { kind: "still", camera: { port, serial } } as const;
      return createCameraScanner({ clock, slowFactor, page, resolutionPpi });
    }
    default:
      return config satisfies never;
  }
}
