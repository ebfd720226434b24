import type { Clock } from "../../runtime/kernel/clock.ts";
import type { ByteLink } from "../transport/byte-link.ts";
import type { PaperState } from "./escpos-commands.ts";
import { createEscposEmulator, type PrintedReceipt } from "./escpos-emulator.ts";
import type { ReceiptPrinterDriver } from "./receipt-printer-driver.ts";
import { createEscposPrinter } from "./receipt-printer-escpos.ts";

export type ReceiptPrinterSimulator = ReceiptPrinterDriver & {
  /** What came out so far. */
  readonly printed: () => PrintedReceipt;
};

/** The real driver on a wire that ends in this process: paper is only imagined. */
export function createReceiptPrinterSimulator(
  clock: Clock,
  paper: () => PaperState | "silent" = () => "present",
): ReceiptPrinterSimulator {
  const readers = new Set<(chunk: Uint8Array) => void>();
  const emulator = createEscposEmulator({
    paper,
    // Later, as a wire does: whoever has written may not be listening yet.
    send: (bytes) =>
      queueMicrotask(() => {
        for (const read of readers) read(bytes);
      }),
  });
  const openLink = async (signal: AbortSignal): Promise<ByteLink> => {
    signal.throwIfAborted();
    return {
      isEmulated: true,
      write: async (bytes) => emulator.receive(bytes),
      onBytes: (reader) => {
        readers.add(reader);
        return () => {
          readers.delete(reader);
        };
      },
      onLost: () => undefined,
      setBaudRate: async () => undefined,
      close: async () => readers.clear(),
    };
  };
  return { ...createEscposPrinter({ clock, openLink, slowFactor: 1 }), printed: emulator.printed };
}
