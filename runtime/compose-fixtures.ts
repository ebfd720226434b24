import { type BoothIoSimulator, createBoothIoSimulator } from "../drivers/booth-io/booth-io-simulator.ts";
import type { PrinterDriver } from "../drivers/printer/printer-driver.ts";
import { createPrinterSimulator } from "../drivers/printer/printer-simulator.ts";
import { createMemoryTray } from "../drivers/printer/printer-tray.ts";
import type { Clock } from "./kernel/clock.ts";

/** The fixed parts of a booth without a booth: backdrop, lights, printer. */
export function composeFixtures(clock: Clock): { readonly boothIo: BoothIoSimulator; readonly printer: PrinterDriver } {
  return {
    // A backdrop that is only imagined need not be waited for.
    boothIo: createBoothIoSimulator({ clock, travelMs: 0, openDelayMs: 0 }),
    printer: createPrinterSimulator({ clock, tray: createMemoryTray() }),
  };
}
