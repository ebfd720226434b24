import { expect } from "vitest";
import type { Manifest } from "../../../runtime/record/manifest-schema.ts";
import type { VisitDeed } from "../../../runtime/visit/visit-event.ts";
import { inspectManifest, storedPackages } from "../../booth/enrol.ts";
import { deedsOf, readJournalLines } from "../../booth/journal-lines.ts";

const receiptMaxMs = 15_000;
const pollMs = 100;

export type DoneVisit = {
  readonly visitId: string;
  readonly deeds: readonly VisitDeed[];
  readonly packageId: string;
  readonly manifest: Manifest;
};

/** The visit of a receipt number, once the office has it: what the journal says of it, and the package in the office. */
export async function readDoneVisit(stateDir: string, receiptNumber: string | null): Promise<DoneVisit> {
  const startMs = performance.now();
  for (;;) {
    const lines = await readJournalLines(stateDir);
    const visitId =
      lines.find((line) => line.visitId?.toUpperCase().startsWith(receiptNumber ?? "-") === true)?.visitId ?? "";
    const packageId = lines.find((line) => line.kind === "package-sealed" && line.visitId === visitId)?.packageId;
    const deeds = deedsOf(lines, visitId);
    if (packageId != null && deeds.some(({ kind }) => kind === "receipted")) {
      expect(await storedPackages(stateDir)).toContain(packageId);
      return { visitId, deeds, packageId, manifest: await inspectManifest(stateDir, packageId) };
    }
    if (performance.now() - startMs > receiptMaxMs) throw new Error(`no receipt for ${receiptNumber}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** Who passed each gate. */
export function gatesOf({ confirmations }: Manifest): Readonly<Record<string, string>> {
  return Object.fromEntries(confirmations.map(({ gate, by }) => [gate, by]));
}

/** The last visit in the journal. */
export async function lastVisitDeeds(stateDir: string): Promise<readonly VisitDeed[]> {
  const lines = await readJournalLines(stateDir);
  return deedsOf(lines, lines.findLast(({ deed }) => deed !== null)?.visitId ?? "");
}
