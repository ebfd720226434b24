import { expect, it } from "vitest";
import { createAttestationProofs } from "../../../runtime/access/attestation-proofs.ts";
import { createManualClock } from "../../manual-clock.ts";

const proof = { id: "siti", role: "operator", method: "pin" } as const;

it("a proof is good once, for its visit, officer and method, and for a minute", async () => {
  const clock = createManualClock();
  const proofs = createAttestationProofs(clock);
  expect(proofs.take("visit", proof)).toBe(false);
  proofs.grant("visit", proof);
  expect(proofs.take("other", proof)).toBe(false);
  expect(proofs.take("visit", { ...proof, id: "budi" })).toBe(false);
  expect(proofs.take("visit", { ...proof, role: "kasi" })).toBe(false);
  expect(proofs.take("visit", { ...proof, method: "fingerprint" })).toBe(false);
  expect(proofs.take("visit", proof)).toBe(true);
  expect(proofs.take("visit", proof)).toBe(false);
  proofs.grant("visit", proof);
  await clock.advance(60_000);
  expect(proofs.take("visit", proof)).toBe(true);
  proofs.grant("visit", proof);
  await clock.advance(60_001);
  expect(proofs.take("visit", proof)).toBe(false);
});

it("no more proofs than visits can use are kept", () => {
  const proofs = createAttestationProofs(createManualClock());
  for (let visit = 0; visit < 40; visit += 1) proofs.grant(`visit-${visit}`, proof);
  expect(proofs.take("visit-0", proof)).toBe(false);
  expect(proofs.take("visit-39", proof)).toBe(true);
});
