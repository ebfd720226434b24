import { expect, it } from "vitest";
import { type ServiceId, serviceIds } from "../../runtime/procedure/service.ts";
import { services } from "../../runtime/procedure/services.ts";
import { enrol, inspectManifest, storedPackages } from "./enrol.ts";
import { exceptOthers, fewFingers, makeResident } from "./make-resident.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const allPapers = ["kk", "ktp", "formulir-desa", "surat-kuasa", "surat-pernyataan", "surat-undangan"];

it("serves all four services to one resident, each to its receipt, in one chain of packages", {
  timeout: 180_000,
}, async () => {
  const resident = await makeResident({
    seed: "services",
    fingers: fewFingers,
    exceptions: exceptOthers(fewFingers),
    papers: allPapers,
  });
  const state = await makeTemporaryFolder();
  const packageIds: (string | null)[] = [];
  for (const service of serviceIds) {
    const summary = await enrol(resident, state, "--service", service);
    expect(summary.service).toBe(service);
    expect(summary.receipt?.status).toBe("RECEIVED");
    expect(summary.steps.map(({ id, standardMs }) => ({ id, standardMs }))).toEqual(describeSteps(service));
    expect(summary.captures).toHaveLength(service === "ktp-el" ? 14 : 0);
    const manifest = await inspectManifest(state, summary.packageId);
    expect(manifest).toMatchObject({ service, sequence: packageIds.length + 1 });
    expect(manifest.previousPackageId).toBe(packageIds.at(-1) ?? null);
    const always = services[service].steps.flatMap(({ papers }) =>
      papers.filter(({ condition }) => condition === "always").map(({ id }) => id),
    );
    expect(new Set(manifest.papers.map(({ id }) => id))).toEqual(new Set(always));
    expect(manifest.registerNumber === null).toBe(service === "ktp-el");
    packageIds.push(summary.packageId);
  }
  expect(new Set(await storedPackages(state))).toEqual(new Set(packageIds));
});

it("goes on by a decision of two when a paper is not among the recordings", { timeout: 120_000 }, async () => {
  const resident = await makeResident({
    seed: "paperless",
    fingers: [],
    exceptions: exceptOthers([]),
    papers: ["formulir-desa"],
  });
  const state = await makeTemporaryFolder();
  const summary = await enrol(resident, state, "--service", "ahli-waris");
  expect(summary.receipt?.status).toBe("RECEIVED");
  const { papers } = await inspectManifest(state, summary.packageId);
  const waived = papers.filter(({ waiver }) => waiver !== null).map(({ id }) => id);
  expect(new Set(waived)).toEqual(new Set(["ktp", "kk", "surat-kuasa", "surat-pernyataan"]));
});

it("asks for no biometrics, nor reasons for them, where the service is a letter", { timeout: 120_000 }, async () => {
  const resident = await makeResident({ seed: "letter", fingers: [], exceptions: [], papers: ["kk"] });
  const state = await makeTemporaryFolder();
  const summary = await enrol(resident, state, "--service", "surat-pengantar");
  expect(summary.receipt?.status).toBe("RECEIVED");
  expect(summary.captures).toEqual([]);
});

function describeSteps(service: ServiceId) {
  return services[service].steps.map(({ id, standardMs }) => ({ id, standardMs }));
}
