import { createFolderTray } from "../../drivers/printer/folder-tray.ts";
import { createCupsPrinter } from "../../drivers/printer/printer-cups.ts";
import type { PrinterDriver } from "../../drivers/printer/printer-driver.ts";
import { createPrinterSimulator } from "../../drivers/printer/printer-simulator.ts";
import type { PrinterConfig } from "../config/devices/printer-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composePrinter(config: PrinterConfig, simulator: PrinterDriver, parts: DeviceParts): PrinterDriver {
  switch (config.driver) {
    case "simulator":
      if (config.folder === undefined) return simulator;
      return createPrinterSimulator({ clock: parts.clock, tray: createFolderTray(config.folder) });
    case "cups":
      return createCupsPrinter({ ...parts, queue: config.queue, paper: config.paper });
    default:
      return config satisfies never;
  }
}
