import type { ReceiptPrinterDriver } from "../../drivers/printer/receipt-printer-driver.ts";
import { createEscposPrinter } from "../../drivers/printer/receipt-printer-escpos.ts";
import { createReceiptPrinterSimulator } from "../../drivers/printer/receipt-printer-simulator.ts";
import type { OpenByteLink } from "../../drivers/transport/byte-link.ts";
import { createSerialLink } from "../../drivers/transport/serial-link.ts";
import { createSocketLink } from "../../drivers/transport/socket-link.ts";
import { createUsbBulkLink } from "../../drivers/transport/usb-bulk-link.ts";
import type { ReceiptPrinterConfig } from "../config/devices/receipt-printer-config.ts";
import type { DeviceParts } from "./device-parts.ts";

const device = "receipt-printer-escpos";
const printerClass = 7;

/** The driver that the configuration names; null where the booth has no such printer. Opens nothing. */
export function composeReceiptPrinter(
  config: ReceiptPrinterConfig,
  { clock, slowFactor }: DeviceParts,
): ReceiptPrinterDriver | null {
  switch (config.driver) {
    case "none":
      return null;
    case "simulator":
      return createReceiptPrinterSimulator(clock);
    case "escpos":
      return createEscposPrinter({ clock, openLink: openLine(config.line), slowFactor });
    default:
      return config satisfies never;
  }
}

type Line = Extract<ReceiptPrinterConfig, { readonly driver: "escpos" }>["line"];

function openLine(line: Line): OpenByteLink {
  switch (line.kind) {
    case "serial":
      return createSerialLink({ device, path: line.path, baudRateBps: line.baudRateBps });
    case "tcp":
      return createSocketLink({ device, to: { host: line.host, port: line.port } });
    case "usb": {
      const [vendorId = 0, productId = 0] = line.usbId.split(":").map((id) => Number.parseInt(id, 16));
      return createUsbBulkLink({
        device,
        vendorId,
        productId,
        serial: line.serial ?? null,
        interfaceClass: printerClass,
      });
    }
    default:
      return line satisfies never;
  }
}
