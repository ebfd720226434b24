import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RecordedException } from "../../drivers/recording/recorded-exception.ts";
import { enrol, inspectManifest } from "./enrol.ts";
import { exceptOthers, makeResident } from "./make-resident.ts";
import { expectRefusal } from "./refusal.ts";
import { runBilik } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const timeoutMs = 180_000;
const composite = "../shared/data/residents/composite-02";

describe("a resident whose biometrics are not all there", () => {
  const leftEye: RecordedException = { modality: "iris", position: "left", reason: "bandaged" };
  const fingers = [1, 2] as const;
  const exceptions = [...exceptOthers(fingers), leftEye];

  it(
    "is enrolled with each exception named in the result and in the manifest",
    async () => {
      const resident = await makeResident({ seed: "partial", fingers, hasLeftEye: false, exceptions });
      const state = await makeTemporaryFolder();
      const summary = await enrol(resident, state);
      const excepted = summary.captures.filter(({ exception }) => exception !== null);
      const expected = exceptions.map(({ modality, position, reason }) => ({
        modality,
        position,
        score: null,
        attempts: 0,
        exception: reason,
      }));
      expect(new Set(excepted)).toEqual(new Set(expected));
      expect(summary.captures).toHaveLength(14);
      const manifest = await inspectManifest(state, summary.packageId);
      expect(manifest.captures).toHaveLength(14 - exceptions.length);
      expect(manifest.missing.map(({ modality, position, reason }) => ({ modality, position, reason }))).toEqual(
        expect.arrayContaining(exceptions.map(({ modality, position, reason }) => ({ modality, position, reason }))),
      );
      for (const { operatorId, secondPersonId } of manifest.missing) expect(operatorId).not.toBe(secondPersonId);
    },
    timeoutMs,
  );

  it(
    "is refused in one line that names all of them when nobody gave a reason, before anything is written",
    async () => {
      const resident = await makeResident({ seed: "partial", fingers, hasLeftEye: false });
      const state = join(await makeTemporaryFolder(), "state");
      const line = expectRefusal(await runBilik("enrol", "--resident", resident, "--state", state));
      const names = [3, 4, 5, 6, 7, 8, 9, 10].map((position) => `finger-${String(position).padStart(2, "0")}`);
      for (const name of [...names, "iris-left"]) expect(line).toContain(name);
      for (const name of ["finger-01", "finger-02", "iris-right", "face", "signature"])
        expect(line).not.toContain(name);
      expect(existsSync(state)).toBe(false);
    },
    timeoutMs,
  );

  it(
    "is verified without a finger, by a decision of two, when no finger is there",
    async () => {
      const resident = await makeResident({ seed: "handless", fingers: [], exceptions: exceptOthers([]) });
      const state = await makeTemporaryFolder();
      const summary = await enrol(resident, state);
      expect(summary.captures.filter(({ modality }) => modality === "fingerprint")).toHaveLength(10);
      const manifest = await inspectManifest(state, summary.packageId);
      expect(manifest.captures.map(({ modality }) => modality).sort()).toEqual(["face", "iris", "iris", "signature"]);
    },
    timeoutMs,
  );
});

const hasComposite = existsSync(join(composite, "resident.json"));
if (!hasComposite) process.stdout.write(`skipped: no recorded resident in ${composite}\n`);

describe.skipIf(!hasComposite)("a resident composed of public sample images", () => {
  it(
    "keeps two missing fingers, an eye and a signature on paper",
    async () => {
      const state = await makeTemporaryFolder();
      const summary = await enrol(composite, state);
      const manifest = await inspectManifest(state, summary.packageId);
      const missing = manifest.missing.map(({ modality, position, reason }) => [modality, position, reason]);
      expect(missing).toEqual(
        expect.arrayContaining([
          ["fingerprint", 8, "missing"],
          ["fingerprint", 9, "missing"],
          ["iris", "left", "unable"],
        ]),
      );
      expect(summary.captures).toHaveLength(14);
    },
    timeoutMs,
  );

  it("is refused without its reasons, before anything is written", async () => {
    const resident = await makeTemporaryFolder("resident");
    await cp(composite, resident, { recursive: true });
    await rm(join(resident, "exceptions.json"));
    const state = join(await makeTemporaryFolder(), "state");
    const line = expectRefusal(await runBilik("enrol", "--resident", resident, "--state", state));
    for (const name of ["finger-08", "finger-09", "iris-left"]) expect(line).toContain(name);
    expect(existsSync(state)).toBe(false);
  });
});
