import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unattendedPeople } from "../../runtime/attendant/attendance-plan.ts";
import { isThorough } from "../how-many.ts";
import { type DemoBooth, openDemoBooth, visitTimeoutMs } from "./demo-booth.ts";
import { openPackage } from "./open-package.ts";

const lineReason = "Tangan kanan lumpuh, tidak dapat menulis";
const body = { signature: ["line"] } as const;

let booth: DemoBooth;
beforeAll(async () => {
  booth = await openDemoBooth("finger");
}, visitTimeoutMs);
afterAll(() => booth.close());

async function visit(id: "good" | "dry-fingers", plan: { readonly lineReason?: string }) {
  const { deeds, end } = await booth.play(id, { body, plan });
  if (end.phase !== "closed") throw new RangeError(end.phase);
  const { manifest } = await openPackage(booth.stateDir, end.receipt.packageId);
  return { deeds, manifest, capture: manifest.captures.find(({ modality }) => modality === "signature") };
}

describe("a resident who cannot write, and draws a line", { timeout: visitTimeoutMs }, () => {
  it("is taken at the first attempt where two people have allowed it, and the package says who and why", async () => {
    const { deeds, manifest, capture } = await visit("good", { lineReason });
    const taken = deeds.filter((deed) => deed.kind === "captured" && deed.target === "signature");
    expect(taken).toMatchObject([{ attempt: 1, capture: { passed: true, score: 100, reasons: [] } }]);
    const { operator, second } = unattendedPeople;
    const people = { operatorId: operator.id, secondPersonId: second.id };
    expect(capture).toMatchObject({
      score: 100,
      attempts: 1,
      reasons: [],
      exception: { reason: lineReason, ...people },
    });
    expect(capture?.measures["lineDeviationRatio"]).toBeLessThan(0.04);
    expect(manifest.confirmations.find(({ gate }) => gate === "signature-line-allowed")).toMatchObject({
      by: `operator:${operator.id}`,
      decision: { reason: lineReason, secondPersonId: second.id },
    });
  });

  it.runIf(isThorough)("is asked again three times where nobody has, and then falls short as a line", async () => {
    const { deeds, manifest, capture } = await visit("dry-fingers", {});
    const taken = deeds.flatMap((deed) => (deed.kind === "captured" && deed.target === "signature" ? [deed] : []));
    expect(taken.map(({ capture: { reasons } }) => reasons[0]?.code)).toEqual(["line", "line", "line"]);
    expect(capture).toMatchObject({ attempts: 3, exception: { reason: expect.stringContaining("3 percobaan") } });
    expect(capture?.reasons).toContain("line");
    expect(manifest.confirmations.some(({ gate }) => gate === "signature-line-allowed")).toBe(false);
  });
});
