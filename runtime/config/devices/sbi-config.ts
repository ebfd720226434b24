import { z } from "zod";

const port = z.int().min(1_024).max(65_535);
const portsMax = 200;

/** What a driver over the Secure Biometric Interface must know, whatever the device. */
export const sbiFields = (requestedScore: number) => ({
  driver: z.literal("sbi"),
  authorityPath: z
    .string()
    .min(1)
    .describe("PEM certificates to one of which every device's signature must lead; from whoever registers devices."),
  environment: z
    .enum(["Production", "Pre-Production", "Staging", "Developer"])
    .default("Production")
    .describe("What a device must say that it is for; emulators say Developer."),
  serial: z.string().min(1).max(100).optional().describe("Takes this device alone; without it the first that fits."),
  portFirst: port.default(4_501).describe("On 127.0.0.1, as the interface has it."),
  portLast: port.default(4_600),
  requestedScore: z
    .int()
    .min(0)
    .max(100)
    .default(requestedScore)
    .describe("What the device is to reach by its own measure; the booth scores again by its own."),
  captureTimeoutMs: z.int().min(1_000).max(60_000).default(10_000).describe("What a device is given for one capture."),
});

export const viewMs = z
  .int()
  .min(0)
  .max(30_000)
  .default(1_500)
  .describe("How long the device's live view is shown before a capture begins; 0 for none.");

export type SbiPorts = { readonly portFirst: number; readonly portLast: number };

export const arePortsInOrder = ({ portFirst, portLast }: SbiPorts): boolean =>
  portLast >= portFirst && portLast - portFirst < portsMax;
export const portsProblem = {
  path: ["portLast"],
  message: `must be portFirst or up to ${portsMax - 1} above it`,
};
