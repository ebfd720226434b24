import { describe, expect, it } from "vitest";
import { formatMs, reportEnrolment, summariseEnrolment } from "../../../runtime/cli/report-enrolment.ts";
import type { CaptureTarget } from "../../../runtime/visit/capture-target.ts";
import { transition } from "../../../runtime/visit/visit-transition.ts";
import { type VisitView, viewVisit } from "../../../runtime/visit/visit-view.ts";
import { eventOf, fullPlan, goodMachine, openingOf, playVisit, policy, visitId } from "../visit/play-visit.ts";

function viewOf(service: "ktp-el" | "surat-pengantar"): VisitView {
  const exceptions = new Map<CaptureTarget, "missing">([["finger-10", "missing"]]);
  const view = viewVisit(playVisit(service, { ...fullPlan, exceptions }, goodMachine).at(-1)!.after.state, 0);
  if (view === null) throw new RangeError("no visit");
  return view;
}

describe("the summary for programs", () => {
  it("has exactly the promised fields, and all steps and captures", () => {
    const summary = summariseEnrolment(viewOf("ktp-el"));
    expect(Object.keys(summary)).toEqual(["visitId", "service", "steps", "captures", "packageId", "receipt"]);
    expect(summary).toMatchObject({ visitId, service: "ktp-el", packageId: "b".repeat(64) });
    expect(summary.receipt).toEqual({ status: "RECEIVED", receivedAt: "2026-01-05T02:00:00.000Z" });
    expect(summary.steps).toHaveLength(7);
    expect(Object.keys(summary.steps[0] ?? {})).toEqual(["id", "standardMs", "workingMs", "waitingMs"]);
    expect(summary.captures).toHaveLength(14);
    expect(summary.captures[0]).toEqual({ modality: "face", position: null, score: 70, attempts: 1, exception: null });
    expect(summary.captures.at(-1)).toEqual({
      modality: "fingerprint",
      position: 10,
      score: null,
      attempts: 0,
      exception: "missing",
    });
  });

  it("has no package and no receipt before there are any", () => {
    const opened = viewVisit(transition({ phase: "idle" }, eventOf(openingOf("ktp-el"), 0), policy).state, 0);
    expect(summariseEnrolment(opened!)).toMatchObject({ captures: [], packageId: null, receipt: null });
  });
});

const other = "22222222-2222-4333-8444-555555555555";

/** Both index fingers are in another visit of the day, and the left one was accepted though it looks like the right. */
function doubtfulView(): VisitView {
  const search = (target: CaptureTarget) => (target.endsWith("2") ? [{ visitId: other, score: 88.4 }] : []);
  const scoreOf = (target: CaptureTarget) => (target === "finger-07" ? 20 : 70);
  const view = viewVisit(playVisit("ktp-el", fullPlan, { ...goodMachine, search, scoreOf }).at(-1)!.after.state, 0);
  if (view === null) throw new RangeError("no visit");
  const captures = view.captures.map((one) =>
    one.target === "finger-07" ? { ...one, lookalike: "finger-02" as const } : one,
  );
  return { ...view, captures };
}

describe("a visit in which fingers are doubted", () => {
  it("names the other visit, in the summary too, and only there where there is one", () => {
    const dismissal = expect.stringContaining("finger-02");
    const duplicates = [{ target: "finger-02", visitId: other, score: 88.4, dismissal }];
    expect(summariseEnrolment(doubtfulView())).toMatchObject({ duplicates });
    const lines = reportEnrolment(doubtfulView(), "id");
    expect(lines.find((line) => line.startsWith("Jari yang sama hari ini"))).toMatch(/nilai +kunjungan +keterangan/);
    expect(lines.find((line) => line.includes(other))).toMatch(/^finger-02 +88 /);
    expect(reportEnrolment(viewOf("ktp-el"), "id").join()).not.toContain("Jari yang sama");
  });

  it("says which finger one looks like, before why it was accepted", () => {
    const line = (language: "id" | "en") =>
      reportEnrolment(doubtfulView(), language).find((each) => each.startsWith("finger-07"));
    expect(line("id")).toMatch(/mirip finger-02; Terbaik dari 3 percobaan/);
    expect(line("en")).toMatch(/looks like finger-02; /);
  });
});

describe("the report for people", () => {
  it.each([
    { language: "id" as const, words: ["Perekaman KTP-el", "Langkah", "baku", "kerja", "tunggu", "Jumlah", "nilai"] },
    {
      language: "en" as const,
      words: ["KTP-el recording", "Step", "standard", "working", "waiting", "Total", "score"],
    },
  ])("holds every step against its standard time: $language", ({ language, words }) => {
    const view = viewOf("ktp-el");
    const lines = reportEnrolment(view, language);
    const text = lines.join("\n");
    for (const word of words) expect(text).toContain(word);
    for (const { title } of view.steps) expect(lines.some((line) => line.startsWith(title[language]))).toBe(true);
    const total = lines.find((line) => line.startsWith(language === "id" ? "Jumlah" : "Total"));
    expect(total).toMatch(/30:00 min/);
    expect(text).toContain("b".repeat(64));
    expect(text).toContain("RECEIVED 2026-01-05T02:00:00.000Z");
    const reason = language === "id" ? /–.*tidak ada$/ : /–.*missing$/;
    expect(lines.find((line) => line.startsWith("finger-10"))).toMatch(reason);
  });

  it("marks a step that took longer than its standard time, and only that one", () => {
    const view = viewOf("surat-pengantar");
    const steps = view.steps.map((step, index) => ({ ...step, overMs: index === 2 ? 61_000 : 0 }));
    const marked = reportEnrolment({ ...view, steps }, "en").filter((line) => line.includes("over standard"));
    expect(marked).toHaveLength(1);
    expect(marked[0]).toContain(view.steps[2]?.title.en);
  });

  it("has no table of captures where nothing is captured", () => {
    expect(reportEnrolment(viewOf("surat-pengantar"), "en").join("\n")).not.toContain("Capture");
  });
});

describe("a duration", () => {
  it.each([
    { durationMs: 0, said: "0.0 s" },
    { durationMs: 40, said: "0.0 s" },
    { durationMs: 1_250, said: "1.3 s" },
    { durationMs: 59_900, said: "59.9 s" },
    { durationMs: 59_980, said: "1:00 min" },
    { durationMs: 60_000, said: "1:00 min" },
    { durationMs: 119_600, said: "2:00 min" },
    { durationMs: 1_805_000, said: "30:05 min" },
  ])("of $durationMs ms reads $said", ({ durationMs, said }) => {
    expect(formatMs(durationMs)).toBe(said);
  });
});
