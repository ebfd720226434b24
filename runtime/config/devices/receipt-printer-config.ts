import { z } from "zod";
import { devicePath } from "./device-path.ts";

const serial = z.strictObject({
  kind: z.literal("serial"),
  path: devicePath,
  baudRateBps: z
    .union([z.literal(9_600), z.literal(19_200), z.literal(38_400), z.literal(57_600), z.literal(115_200)])
    .default(9_600)
    .describe("As the printer's switches say; its self-test prints it."),
});
const network = z.strictObject({
  kind: z.literal("tcp"),
  host: z
    .string()
    .regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?$/, "a host's name or address")
    .describe("On the office's own network: receipts travel unencrypted."),
  port: z.int().min(1).max(65_535).default(9_100),
});
const usb = z.strictObject({
  kind: z.literal("usb"),
  usbId: z
    .string()
    .regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/, "vendor:product as `lsusb` and `bilik devices` write it, e.g. 04b8:0202")
    .describe("Page printers are of the same class, so it must be named."),
  serial: z.string().min(1).max(64).optional().describe("The printer with this serial number; else the first."),
});

/** Slips for residents to take along. Most booths have no such printer. */
export const receiptPrinterConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({
    driver: z.literal("escpos"),
    line: z.discriminatedUnion("kind", [serial, network, usb]),
    columns: z.int().min(24).max(64).default(32).describe("Letters in a line: 32 on 58 mm paper, 48 on 80 mm."),
  }),
  z.strictObject({ driver: z.literal("none") }),
  z.strictObject({ driver: z.literal("simulator") }),
]);

export type ReceiptPrinterConfig = Readonly<z.output<typeof receiptPrinterConfigSchema>>;
