import { describe, expect, it } from "vitest";
import { actIds, minutesMs, type ServiceId, serviceIds } from "../../../runtime/procedure/service.ts";
import { coverLetterKinds } from "../../../runtime/procedure/service-letters.ts";
import { services } from "../../../runtime/procedure/services.ts";

const sum = (durationsMs: readonly number[]) => durationsMs.reduce((total, durationMs) => total + durationMs, 0);
const minutesOf = (items: readonly { readonly standardMs: number }[]) =>
  items.map(({ standardMs }) => standardMs / minutesMs(1));

/** Papers of a service as `id form`, each as often as a step asks for it. */
function papersOf(id: ServiceId): readonly string[] {
  return services[id].steps.flatMap(({ papers }) => papers.map((paper) => `${paper.id} ${paper.form}`));
}

describe("standard times", () => {
  it.each([
    { id: "ktp-el" as const, totalMinutes: 30 },
    { id: "surat-pengantar" as const, totalMinutes: 10 },
    { id: "ahli-waris" as const, totalMinutes: 10 },
    { id: "izin-keramaian" as const, totalMinutes: 10 },
  ])("of $id add up to the $totalMinutes minutes printed under the table", ({ id, totalMinutes }) => {
    const { standardMs, steps, flowchart } = services[id];
    expect(standardMs).toBe(minutesMs(totalMinutes));
    expect(sum(steps.map((step) => step.standardMs))).toBe(standardMs);
    expect(sum(flowchart.map((step) => step.standardMs))).toBe(standardMs);
  });

  it("of the recording are 1, 5, 1, 2, 10, 10 and 1 minutes in the table, and 12 where the flowchart joins two", () => {
    expect(minutesOf(services["ktp-el"].steps)).toEqual([1, 5, 1, 2, 10, 10, 1]);
    expect(minutesOf(services["ktp-el"].flowchart)).toEqual([1, 5, 1, 12, 10, 1]);
  });

  it("of every letter are 2, 2, 3, 2 and 1 minutes in the table, and 4, 3, 2 and 1 in the flowchart", () => {
    for (const id of serviceIds.filter((service) => service !== "ktp-el")) {
      expect(minutesOf(services[id].steps)).toEqual([2, 2, 3, 2, 1]);
      expect(minutesOf(services[id].flowchart)).toEqual([4, 3, 2, 1]);
    }
  });

  it.each(serviceIds)("of %s agree between table and flowchart, flowchart step by flowchart step", (id) => {
    const { steps, flowchart } = services[id];
    expect(flowchart.map(({ number }) => number)).toEqual(flowchart.map((_, index) => index + 1));
    for (const { number, standardMs } of flowchart) {
      const joined = steps.filter(({ flowchartStep }) => flowchartStep === number);
      expect(sum(joined.map((step) => step.standardMs))).toBe(standardMs);
    }
    const order = steps.map(({ flowchartStep }) => flowchartStep);
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(new Set(order).size).toBe(flowchart.length);
  });
});

describe("steps", () => {
  it.each(serviceIds)(
    "of %s have an id of their own, titles in both languages and acts that the procedure knows",
    (id) => {
      const { steps, title } = services[id];
      expect(new Set(steps.map((step) => step.id)).size).toBe(steps.length);
      for (const phrase of [title, ...steps.flatMap((step) => [step.title, ...(step.output ? [step.output] : [])])]) {
        expect(phrase.id.trim()).not.toBe("");
        expect(phrase.en.trim()).not.toBe("");
      }
      for (const act of steps.flatMap(({ acts }) => [...acts])) expect(actIds).toContain(act);
    },
  );

  it("use every act of the procedure somewhere, and none twice in one service", () => {
    const used = new Set(serviceIds.flatMap((id) => services[id].steps.flatMap(({ acts }) => [...acts])));
    expect([...used].sort()).toEqual([...actIds].sort());
    for (const id of serviceIds) {
      const acts = services[id].steps.flatMap((step) => [...step.acts]);
      expect(new Set(acts).size).toBe(acts.length);
    }
  });

  it("of the recording take the photo first, and have it approved before anything else is captured", () => {
    expect(services["ktp-el"].steps[4]?.acts).toEqual(["photo", "photo-approval", "fingers", "signature", "irises"]);
  });

  it("of the recording let the resident be verified before the operator answers for the data", () => {
    expect(services["ktp-el"].steps[5]?.acts).toEqual([
      "data-approval",
      "resident-verification",
      "operator-attestation",
    ]);
  });

  it.each(["surat-pengantar", "ahli-waris", "izin-keramaian"] as const)(
    "of %s are done by those the procedure names",
    (id) => {
      expect(services[id].steps.map(({ actors }) => [...actors])).toEqual([
        ["clerk"],
        ["clerk"],
        ["kasi"],
        ["camat", "sekcam", "kasi"],
        ["clerk"],
      ]);
    },
  );

  it("end a recording with its letter and leave checklist, register number, file and letter behind at a letter's", () => {
    expect(services["ktp-el"].steps.at(-1)?.output?.id).toBe("Surat Hasil Perekaman");
    const outputs = services["surat-pengantar"].steps.map(({ output }) => output?.id ?? null);
    expect(outputs).toEqual([
      "Lembar Ceklist",
      "Nomor Register",
      "Berkas Permohonan",
      "Surat Keterangan tervalidasi",
      null,
    ]);
  });
});

describe("papers", () => {
  it("of the recording are a copy of the family card, and of another paper only where the data differ", () => {
    const { steps } = services["ktp-el"];
    const always = steps.map(({ papers }) =>
      papers.filter(({ condition }) => condition === "always").map(({ id, form }) => `${id} ${form}`),
    );
    expect(always).toEqual([["kk copy"], ["kk copy"], ["kk copy"], ["kk copy"], [], [], []]);
    const conditional = steps.flatMap(({ id, papers }) =>
      papers
        .filter(({ condition }) => condition === "when-data-differ")
        .map((paper) => `${id} ${paper.id} ${paper.form}`),
    );
    expect(conditional).toEqual([
      "konfirmasi-data akte-kelahiran copy",
      "konfirmasi-data surat-nikah copy",
      "konfirmasi-data ijazah-terakhir copy",
    ]);
  });

  it("of a cover letter want the original sighted and a copy kept, as table and flowchart ask between them", () => {
    expect(papersOf("surat-pengantar")).toEqual(["formulir-desa original", "ktp both", "kk both"]);
  });

  it("of heirs and of crowd permits are copies, each with its own and not the other's", () => {
    const identity = ["formulir-desa original", "ktp copy", "kk copy"];
    expect(papersOf("ahli-waris")).toEqual([...identity, "surat-kuasa copy", "surat-pernyataan copy"]);
    expect(papersOf("izin-keramaian")).toEqual([...identity, "surat-undangan copy"]);
  });

  it("are handed in at the first step of a letter, and there only", () => {
    for (const id of ["surat-pengantar", "ahli-waris", "izin-keramaian"] as const) {
      const [first, ...rest] = services[id].steps;
      expect(first.papers.length).toBeGreaterThan(0);
      expect(rest.every(({ papers }) => papers.length === 0)).toBe(true);
    }
  });
});

it("knows the seven kinds of cover letter", () => {
  expect(coverLetterKinds.map(({ id }) => id)).toEqual([
    "skck",
    "pindah",
    "akte-kelahiran",
    "akte-kematian",
    "sktm",
    "kk",
    "ktp",
  ]);
});
