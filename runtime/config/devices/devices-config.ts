import { z } from "zod";
import { boothIoConfigSchema } from "./booth-io-config.ts";
import { documentScannerConfigSchema } from "./document-scanner-config.ts";
import { faceCameraConfigSchema } from "./face-camera-config.ts";
import { fingerprintConfigSchema } from "./fingerprint-config.ts";
import { irisCameraConfigSchema } from "./iris-camera-config.ts";
import { printerConfigSchema } from "./printer-config.ts";
import { receiptPrinterConfigSchema } from "./receipt-printer-config.ts";
import { signaturePadConfigSchema } from "./signature-pad-config.ts";

/** Which driver serves each device. What is left out is simulated, and marked so in every record it touches. */
export const devicesConfigSchema = z.strictObject({
  fingerprint: fingerprintConfigSchema.default({ driver: "simulator" }),
  faceCamera: faceCameraConfigSchema.default({ driver: "simulator" }),
  irisCamera: irisCameraConfigSchema.default({ driver: "simulator" }),
  signaturePad: signaturePadConfigSchema.default({ driver: "simulator" }),
  documentScanner: documentScannerConfigSchema.default({ driver: "simulator" }),
  boothIo: boothIoConfigSchema.default({ driver: "simulator" }),
  printer: printerConfigSchema.default({ driver: "simulator" }),
  receiptPrinter: receiptPrinterConfigSchema.default({ driver: "none" }),
  slowFactor: z
    .number()
    .min(1)
    .max(50)
    .default(1)
    .describe("Stretches every device time-out, for a machine that is slower than any booth's."),
});

export type DevicesConfig = Readonly<z.output<typeof devicesConfigSchema>>;
