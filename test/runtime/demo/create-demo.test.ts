import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSimulatedResident } from "../../../runtime/attendant/simulate-resident.ts";
import type { Body } from "../../../runtime/demo/body.ts";
import { createDemo } from "../../../runtime/demo/create-demo.ts";
import { residentIds } from "../../../runtime/demo/scripted-resident.ts";
import { deriveTraits } from "../../../runtime/procedure/eligibility.ts";
import { checkNik } from "../../../runtime/procedure/nik.ts";

const { signal } = new AbortController();
const today = "2026-11-25";

function setUp(on = today) {
  const admitted: Body[] = [];
  const demo = createDemo({ today: on, admit: (body) => admitted.push(body) });
  return { demo, admitted };
}
const nikOf = (biodata: Readonly<Record<string, string>>) => biodata["nik"] ?? "";

describe("the residents of the demonstration", () => {
  it("are all there, each somebody of their own who does not exist", () => {
    const residents = setUp().demo.residents();
    expect(residents.map(({ id }) => id)).toEqual(residentIds);
    expect(new Set(residents.map(({ biodata }) => nikOf(biodata))).size).toBe(residentIds.length);
    expect(new Set(residents.map(({ body }) => body.person)).size).toBe(residentIds.length);
    for (const { biodata } of residents) {
      const { tanggalLahir = "", jenisKelamin = "" } = biodata;
      expect(isSimulatedResident(biodata)).toBe(true);
      expect(nikOf(biodata)).toMatch(/^990101/);
      expect(checkNik(nikOf(biodata), { tanggalLahir, jenisKelamin })).toEqual({ isValid: true, warnings: [] });
    }
  });

  it("are of the age that their script needs, on whatever day", () => {
    const days = fc
      .date({ min: new Date("2024-01-01"), max: new Date("2040-12-31"), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, (day) => {
        for (const { id, biodata } of setUp(day).demo.residents()) {
          const { tanggalLahir = "", kewarganegaraan = "", statusPerkawinan = "" } = biodata;
          const { eligibility } = deriveTraits({ tanggalLahir, kewarganegaraan, statusPerkawinan }, day);
          const young: Readonly<Record<string, string>> = {
            "child-with-guardian": "beginner",
            "under-age": "under-age",
          };
          expect(eligibility).toBe(young[id] ?? "eligible");
        }
      }),
    );
  });

  it("share fingers only where one comes under two names", () => {
    const residents = setUp().demo.residents();
    const good = residents.find(({ id }) => id === "good");
    const others = residents.filter(({ body }) => body.fingersOf !== body.person);
    expect(others.map(({ id, body }) => [id, body.fingersOf])).toEqual([["spoofed-duplicate", good?.body.person]]);
  });
});

describe("the demonstration", () => {
  it("sends somebody into the booth, and tells who it is", () => {
    const { demo, admitted } = setUp();
    const told: string[] = [];
    const stop = demo.onChoose(({ id }) => told.push(id));
    expect(demo.current()).toBeNull();
    expect(demo.choose("glasses").id).toBe("glasses");
    demo.choose("glasses");
    stop();
    demo.choose("good");
    expect(demo.current()?.id).toBe("good");
    expect(told).toEqual(["glasses", "glasses"]);
    expect(admitted.map(({ hasGlasses }) => hasGlasses)).toEqual([true, true, false]);
  });

  it("has a register that answers as each script says", async () => {
    const { demo } = setUp();
    const outcomes = await Promise.all(
      demo.residents().map(async ({ id, biodata }) => {
        const { outcome, differences } = await demo.registry.lookUp(biodata, signal);
        const { kind } = await demo.registry.find(nikOf(biodata), signal);
        return [id, [outcome, kind, ...differences]];
      }),
    );
    const asUsual = Object.fromEntries(residentIds.map((id) => [id, ["found", "found"]]));
    expect(Object.fromEntries(outcomes)).toEqual({
      ...asUsual,
      "unknown-to-register": ["not-found", "unknown"],
      "data-differ": ["found", "found", "namaLengkap", "tempatLahir"],
      "already-recorded": ["already-recorded", "found"],
    });
    expect(await demo.registry.find("9901014101900099", signal)).toEqual({ kind: "unknown" });
  });

  it("knows what each says of themselves, also of whom the register knows otherwise or not", () => {
    const { demo } = setUp();
    for (const { id, biodata } of demo.residents()) {
      expect(demo.findByNik(nikOf(biodata))).toEqual(biodata);
      expect(demo.findResident(nikOf(biodata))?.id).toBe(id);
    }
    expect(demo.findByNik("9901014101900099")).toBeNull();
    expect(demo.findByNik("")).toBeNull();
  });

  it("has a plan for each that brings their own papers and exceptions", () => {
    const { demo } = setUp();
    const plan = demo.planFor("missing-fingers");
    expect([...plan.exceptions.keys()]).toEqual(["finger-08", "finger-09", "finger-10"]);
    expect(plan.papers.has("kk")).toBe(true);
    expect(demo.planFor("data-differ").papers.has("akte-kelahiran")).toBe(true);
    expect([...(demo.planFor("runs-out-of-time").breaks ?? [])]).toEqual(["finger-04"]);
  });
});
