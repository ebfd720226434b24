import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { scoreTemplates } from "../../../pipelines/fingerprint/match-fingerprints.ts";
import type { Logger } from "../../../runtime/kernel/logger.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { readOtherFingers } from "../../../runtime/matching/other-fingers.ts";
import { createVisitPrints } from "../../../runtime/matching/visit-prints.ts";
import { openVault } from "../../../runtime/vault/open-vault.ts";
import type { CaptureTarget } from "../../../runtime/visit/capture-target.ts";
import { encodeWhole, storedCaptureOf } from "../capture/stored-samples.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";
import { captureOf, lookalikeOf, offer, openVisitOf, stateAt, visitId } from "../visit/play-visit.ts";
import { matchingPipelines, pressFinger, pressMinutiae, pressTemplate } from "./print-rig.ts";

const other = "22222222-2222-4333-8444-555555555555";

async function openRig(logger: Logger = createSilentLogger()) {
  const vault = await openVault({ dir: join(makeTemporaryFolder(), "vault"), keyEncryptionKey: randomBytes(32) });
  onTestFinished(vault.close);
  await vault.createKey(visitId);
  await vault.createKey(other);
  let reads = 0;
  const counted = {
    get: (...of: Parameters<typeof vault.get>) => {
      reads += 1;
      return vault.get(...of);
    },
  };
  const pipelines = matchingPipelines();
  const open = () => createVisitPrints({ vault: counted, pipelines, logger });
  const put = (finger: string, target: CaptureTarget = "finger-01", visit = visitId, hasMinutiae = true) => {
    const minutiae = hasMinutiae ? pressMinutiae(finger, "first") : null;
    const stored = {
      ...storedCaptureOf(target),
      findings: { modality: "fingerprint", minutiae },
      image: pressFinger(finger, "first"),
    } as const;
    return vault.put(visit, encodeWhole(stored));
  };
  return { vault, open, put, reads: () => reads };
}

describe("the prints of a visit", () => {
  it("are made of the minutiae in the vault, once, and again after a restart", async () => {
    const rig = await openRig();
    const blob = await rig.put("kept");
    const prints = rig.open();
    const template = await prints.read(visitId, blob);
    expect(template).toEqual(pressTemplate("kept", "first"));
    expect(await prints.read(visitId, blob)).toBe(template);
    expect(rig.reads()).toBe(1);
    expect(await rig.open().read(visitId, blob)).toEqual(template);
  });

  it("are made of the image where the capture is from before minutiae were kept", async () => {
    const rig = await openRig();
    const template = await rig.open().read(visitId, await rig.put("kept", "finger-01", visitId, false));
    expect(scoreTemplates(template!, pressTemplate("kept", "first"))).toBeGreaterThan(90);
  });

  it("leave memory when another visit comes to the fore, or when told to", async () => {
    const rig = await openRig();
    const prints = rig.open();
    const [mine, theirs] = [await rig.put("mine"), await rig.put("theirs", "finger-01", other)];
    await prints.read(visitId, mine);
    await prints.read(other, theirs);
    await prints.read(visitId, mine);
    expect(rig.reads()).toBe(3);
    prints.forget();
    await prints.read(visitId, mine);
    expect(rig.reads()).toBe(4);
  });

  it("are none where the disk does not give the capture back; what is said of it names no print", async () => {
    const said: unknown[] = [];
    const rig = await openRig({ ...createSilentLogger(), error: (event, fields) => said.push([event, fields]) });
    const prints = rig.open();
    const blob = await rig.put("kept");
    expect(await prints.read(visitId, { ...blob, hash: "d".repeat(64) })).toBeNull();
    expect(await prints.read(visitId, await rig.vault.put(visitId, Uint8Array.of(1, 2, 3, 4, 5)))).toBeNull();
    expect(said).toHaveLength(2);
    expect(JSON.stringify(said)).not.toMatch(/minutiae|"x"|angle/);
    expect(await prints.read(visitId, await rig.vault.put(visitId, encodeWhole(storedCaptureOf("face"))))).toBe(null);
  });

  it("are gone with the visit's key", async () => {
    const rig = await openRig();
    const blob = await rig.put("kept");
    await rig.vault.destroyKey(visitId);
    await expect(rig.open().read(visitId, blob)).rejects.toMatchObject({ code: "vault.key-destroyed" });
  });
});

it("an attempt is held against every other finger that the visit has, settled or not, and not against its own", async () => {
  const rig = await openRig();
  const capture = async (finger: string, target: CaptureTarget, of = captureOf(80)) => ({
    ...of,
    blob: await rig.put(finger, target),
  });
  const thumb = await capture("thumb", "finger-01");
  const index = await capture("index", "finger-02", lookalikeOf("finger-01"));
  const lost = { ...captureOf(80), blob: { hash: "d".repeat(64), lengthBytes: 10 } };
  const { state } = offer(
    stateAt("fingers"),
    { kind: "captured", target: "finger-01", attempt: 1, capture: thumb },
    { kind: "captured", target: "finger-02", attempt: 1, capture: index },
    { kind: "captured", target: "finger-03", attempt: 1, capture: lost },
  );
  const others = async (target: CaptureTarget) =>
    (await readOtherFingers(rig.open(), openVisitOf(state), target)).prints.map((print) => print.target);
  expect(await others("finger-04")).toEqual(["finger-01", "finger-02"]);
  expect(await others("finger-02")).toEqual(["finger-01"]);
});
