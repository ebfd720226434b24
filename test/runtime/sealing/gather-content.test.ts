import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { serviceIds } from "../../../runtime/procedure/service.ts";
import { gatherContent, readBiodata } from "../../../runtime/sealing/gather-content.ts";
import { openVault } from "../../../runtime/vault/open-vault.ts";
import type { CaptureTarget } from "../../../runtime/visit/capture-target.ts";
import { encodeWhole, storedCaptureOf } from "../capture/stored-samples.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";
import { fullPlan, goodMachine, visitId } from "../visit/play-visit.ts";
import { biodata, finishVisit, page } from "./finished-visit.ts";

const { operator, clerk, second } = unattendedPeople;

async function openTestVault() {
  const vault = await openVault({ dir: join(makeTemporaryFolder(), "vault"), keyEncryptionKey: randomBytes(32) });
  onTestFinished(vault.close);
  return vault;
}

describe("what a finished visit has to say", () => {
  it("is all that lies in the vault: the resident's data, every capture with its image, every page", async () => {
    const vault = await openTestVault();
    const visit = await finishVisit(vault);
    const content = await gatherContent(visit, vault);
    expect(content.biodata).toEqual(biodata);
    expect(await readBiodata(visit, vault)).toEqual(biodata);
    expect(content.papers).toEqual([
      { id: "kk", isOriginalSighted: false, isCopyKept: true, waiver: null, pages: [new Uint8Array(page)] },
    ]);
    expect(content.captures.map(({ modality }) => modality)).toEqual([
      "face",
      ...Array.from({ length: 10 }, () => "fingerprint"),
      "signature",
      "iris",
      "iris",
    ]);
    const finger = content.captures.find((each) => each.modality === "fingerprint" && each.position === 7);
    expect(finger?.image).toEqual(storedCaptureOf("finger-07").image);
    const face = content.captures[0];
    expect(face).toMatchObject({ modality: "face", headWidthPx: 6, score: 70, attempts: 1, exception: null });
    expect(face).toMatchObject({ points: [{ name: "nose-tip", x: 4, y: 5 }] });
    const [left] = content.captures.filter((each) => each.modality === "iris" && each.eye === "left");
    expect(left).toMatchObject({ limbus: { radius: 2 }, pupil: { radius: 1 } });
  });

  it("has every step with its times and whoever finished it, in the order of the procedure", async () => {
    const vault = await openTestVault();
    const visit = await finishVisit(vault);
    const { steps } = await gatherContent(visit, vault);
    expect(steps.map(({ id }) => id)).toEqual(visit.timings.map(({ stepId }) => stepId));
    for (const step of steps) expect(Number.isInteger(step.workingMs) && Number.isInteger(step.waitingMs)).toBe(true);
    expect(steps[0]).toMatchObject({ standardMs: 60_000, entries: 1, finishedBy: `clerk:${clerk.id}` });
    expect(steps.at(-1)?.finishedBy).toBe(`operator:${operator.id}`);
  });

  it("names every gate that was passed, by whom, and with whom where it was a decision", async () => {
    const vault = await openTestVault();
    const machine = { ...goodMachine, compare: () => "no-match" as const };
    const { confirmations } = await gatherContent(await finishVisit(vault, "ktp-el", fullPlan, machine), vault);
    expect(confirmations.find(({ gate }) => gate === "photo-approval")).toMatchObject({
      by: "resident:pemohon",
      decision: null,
    });
    expect(confirmations.find(({ gate }) => gate === "resident-verification")).toMatchObject({
      by: `operator:${operator.id}`,
      decision: { secondPersonId: second.id },
    });
  });

  it("says of what is missing or below its limit why, who decided and who confirmed", async () => {
    const vault = await openTestVault();
    const exceptions = new Map<CaptureTarget, "missing" | "bandaged">([
      ["finger-08", "missing"],
      ["iris-left", "bandaged"],
    ]);
    const scoreOf = (target: CaptureTarget) => (target === "finger-01" ? 20 : 70);
    const plan = { ...fullPlan, exceptions };
    const content = await gatherContent(await finishVisit(vault, "ktp-el", plan, { ...goodMachine, scoreOf }), vault);
    const decided = { operatorId: operator.id, secondPersonId: second.id };
    expect(content.missing).toEqual([
      { modality: "fingerprint", position: 8, reason: "missing", ...decided },
      { modality: "iris", position: "left", reason: "bandaged", ...decided },
    ]);
    const poor = content.captures.find((each) => each.modality === "fingerprint" && each.position === 1);
    expect(poor).toMatchObject({ score: 20, attempts: 3, exception: decided });
    expect(content.captures).toHaveLength(12);
  });

  it("names every other visit with the same finger, and who let this one go on", async () => {
    const vault = await openTestVault();
    const other = "22222222-2222-4333-8444-555555555555";
    const search = (target: CaptureTarget) => (target === "finger-07" ? [{ visitId: other, score: 71.5 }] : []);
    const visit = await finishVisit(vault, "ktp-el", fullPlan, { ...goodMachine, search });
    const { duplicates, confirmations } = await gatherContent(visit, vault);
    const decision = { operatorId: operator.id, secondPersonId: second.id, reason: expect.any(String) };
    expect(duplicates).toEqual([{ position: 7, visitId: other, score: 71.5, decision }]);
    expect(confirmations.map(({ gate }) => gate)).toContain("possible-duplicate");
  });

  it("says of a paper that was waived that it was, and by whom", async () => {
    const vault = await openTestVault();
    const visit = await finishVisit(vault, "surat-pengantar", { ...fullPlan, papers: new Set(["ktp", "kk"]) });
    const { papers, registerNumber } = await gatherContent(visit, vault);
    expect(registerNumber).toBe("001/2026");
    expect(papers.find(({ id }) => id === "formulir-desa")).toMatchObject({
      pages: [],
      waiver: { operatorId: clerk.id, secondPersonId: second.id },
    });
    expect(papers.find(({ id }) => id === "ktp")).toMatchObject({
      isOriginalSighted: true,
      isCopyKept: true,
      waiver: null,
    });
  });

  it.each(serviceIds)("is the same however often it is gathered: %s", async (service) => {
    const vault = await openTestVault();
    const visit = await finishVisit(vault, service);
    expect(await gatherContent(visit, vault)).toEqual(await gatherContent(visit, vault));
  });
});

describe("a visit whose vault no longer holds it", () => {
  it("has nothing to say once its key is destroyed", async () => {
    const vault = await openTestVault();
    const visit = await finishVisit(vault, "surat-pengantar");
    await vault.destroyKey(visitId);
    await expect(gatherContent(visit, vault)).rejects.toMatchObject({ code: "vault.key-destroyed" });
  });

  it("is refused when a blob is missing, or is no capture", async () => {
    const vault = await openTestVault();
    const visit = await finishVisit(vault);
    const [first, ...rest] = visit.captures;
    const change = (blob: { hash: string; lengthBytes: number }) => ({
      ...visit,
      captures: [{ ...first!, capture: { ...first!.capture, blob } }, ...rest],
    });
    const gone = change({ hash: "e".repeat(64), lengthBytes: 10 });
    await expect(gatherContent(gone, vault)).rejects.toMatchObject({ code: "vault.missing" });
    const cut = encodeWhole(storedCaptureOf("face")).subarray(0, 90);
    const torn = change(await vault.put(visitId, cut));
    await expect(gatherContent(torn, vault)).rejects.toMatchObject({ code: "record.invalid" });
  });

  it("stops the process when a blob is another modality's, for then our own books are wrong", async () => {
    const vault = await openTestVault();
    const visit = await finishVisit(vault);
    const [face, thumb, ...rest] = visit.captures;
    const swapped = { ...visit, captures: [{ ...face!, capture: thumb!.capture }, thumb!, ...rest] };
    await expect(gatherContent(swapped, vault)).rejects.toThrow("a blob holds the modality it was stored for");
  });
});
