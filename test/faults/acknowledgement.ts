import { z } from "zod";

/** What the victim of a fault says on standard output, a line of JSON each, once it is promised (or, `erasing`, asked). */
export const acknowledgementSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ready") }),
  z.strictObject({ kind: z.literal("entry"), sequence: z.number(), hash: z.string() }),
  z.strictObject({ kind: z.literal("blob"), visitId: z.string(), hash: z.string(), lengthBytes: z.number() }),
  z.strictObject({ kind: z.literal("settings"), round: z.number() }),
  z.strictObject({ kind: z.literal("erasing"), visitId: z.string() }),
  z.strictObject({ kind: z.literal("erased"), visitId: z.string() }),
]);
export type Acknowledgement = z.output<typeof acknowledgementSchema>;

/** Every whole line; one that a kill cut short was not said. */
export function parseAcknowledgements(output: string): readonly Acknowledgement[] {
  const lines = output.split("\n").slice(0, -1);
  return lines.map((line) => acknowledgementSchema.parse(JSON.parse(line)));
}

/** What the victim puts into the vault: enough sectors to tear, and told from any other blob. */
export function makeBlob(visitId: string, round: number): Buffer {
  const line = `${visitId} ${round}\n`;
  return Buffer.from(line.repeat(200 + (round % 7) * 150));
}
