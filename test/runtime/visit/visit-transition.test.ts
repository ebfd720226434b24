import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { serviceIds } from "../../../runtime/procedure/service.ts";
import { services } from "../../../runtime/procedure/services.ts";
import type { VisitDeed } from "../../../runtime/visit/visit-event.ts";
import type { VisitState } from "../../../runtime/visit/visit-state.ts";
import { transition } from "../../../runtime/visit/visit-transition.ts";
import {
  captureOf,
  eventOf,
  fullPlan,
  goodMachine,
  offer,
  openingOf,
  openVisitOf,
  playVisit,
  policy,
  stateAt,
} from "./play-visit.ts";

const { clerk, operator, resident, kasi, second } = unattendedPeople;

describe("a visit through every service", () => {
  it.each(serviceIds)("%s passes every step and ends with a receipt", (service) => {
    const last = playVisit(service).at(-1)?.after.state;
    expect(last?.phase).toBe("closed");
    if (last?.phase !== "closed") return;
    expect(last.visit.timings.map(({ stepId }) => stepId)).toEqual(services[service].steps.map(({ id }) => id));
    expect(last.visit.timings.every(({ state }) => state === "finished")).toBe(true);
  });

  it("captures face, ten fingers, signature and both irises, photo first", () => {
    const last = playVisit("ktp-el").at(-1)?.after.state;
    if (last?.phase !== "closed") throw new RangeError("not closed");
    const targets = last.visit.captures.map(({ target }) => target);
    expect(targets).toHaveLength(14);
    expect(targets[0]).toBe("face");
    expect(targets.at(-3)).toBe("signature");
    const gates = last.visit.confirmations.map(({ gate }) => gate);
    for (const gate of ["papers", "data-confirmation", "photo-approval", "operator-attestation", "kasi-signature"]) {
      expect(gates).toContain(gate);
    }
  });
});

describe("papers", () => {
  it("refuses to go on while a required paper is missing, and names it", () => {
    const opened = offer({ phase: "idle" }, openingOf("ktp-el"));
    const { refusal } = offer(opened.state, { kind: "papers-confirmed", by: clerk });
    expect(refusal).toEqual({ cause: "papers-incomplete:kk", nextAction: "bring-papers", override: "operator" });
  });

  it("wants the original sighted and a copy kept where table and flowchart differ", () => {
    const opened = offer({ phase: "idle" }, openingOf("surat-pengantar"));
    const tick = (paper: string, original: boolean, copy: boolean): VisitDeed => ({
      kind: "paper-checked",
      paper,
      original,
      copy,
      by: clerk,
    });
    const partly = offer(
      opened.state,
      tick("formulir-desa", true, false),
      tick("ktp", true, false),
      tick("kk", true, true),
    );
    const { refusal } = offer(partly.state, { kind: "papers-confirmed", by: clerk });
    expect(refusal?.cause).toBe("papers-incomplete:ktp");
  });

  it("asks for one supporting paper only where the register differs", () => {
    const machine = { ...goodMachine, differences: ["namaLengkap"] };
    const state = stateAt("data-confirmation", "ktp-el", machine);
    const confirm: VisitDeed = { kind: "data-confirmed", by: resident, witness: operator };
    expect(offer(state, confirm).refusal?.cause).toBe("supporting-paper-missing");
    const shown: VisitDeed = {
      kind: "paper-checked",
      paper: "ijazah-terakhir",
      original: false,
      copy: true,
      by: operator,
    };
    expect(offer(state, shown, confirm).refusal).toBeNull();
  });
});

describe("captures", () => {
  it("keeps the best of three attempts and then waits for a decision of two", () => {
    const state = stateAt("fingers");
    const captured = (attempt: number, score: number): VisitDeed => ({
      kind: "captured",
      target: "finger-01",
      attempt,
      capture: captureOf(score),
    });
    const tried = offer(state, captured(1, 20), captured(2, 35), captured(3, 10));
    const accept: VisitDeed = {
      kind: "below-limit-accepted",
      target: "finger-01",
      reason: "kapalan",
      by: operator,
      second,
    };
    expect(offer(tried.state, { ...accept, second: operator }).refusal?.cause).toBe("second-person-needed");
    const accepted = offer(tried.state, accept);
    const settled = openVisitOf(accepted.state).captures.at(-1);
    expect(settled).toMatchObject({ target: "finger-01", attempts: 3, capture: { score: 35 } });
    expect(settled?.exception?.reason).toBe("kapalan");
  });

  it("takes no decision below the limit while attempts are left", () => {
    const state = stateAt("fingers");
    const tried = offer(state, { kind: "captured", target: "finger-01", attempt: 1, capture: captureOf(20) });
    const { refusal } = offer(tried.state, {
      kind: "below-limit-accepted",
      target: "finger-01",
      reason: "x",
      by: operator,
      second,
    });
    expect(refusal?.cause).toBe("attempts-left");
  });

  it("ignores the same attempt told twice", () => {
    const state = stateAt("fingers");
    const once: VisitDeed = { kind: "captured", target: "finger-01", attempt: 1, capture: captureOf(20) };
    expect(offer(state, once, once).refusal?.cause).toBe("not-now");
  });

  it("goes on without a missing finger, with reason and second person", () => {
    const state = stateAt("fingers");
    const excepted = offer(state, {
      kind: "capture-excepted",
      target: "finger-08",
      reason: "missing",
      by: operator,
      second,
    });
    expect(openVisitOf(excepted.state).exceptions).toMatchObject([{ target: "finger-08", reason: "missing" }]);
  });

  it("stops asking a device that failed until somebody asks again", () => {
    const state = stateAt("photo");
    const failed = offer(state, { kind: "capture-failed", target: "face", attempt: 1, failure: "driver.timeout" });
    expect(failed.effects).toEqual([]);
    const retried = offer(failed.state, { kind: "retry-requested", target: "face", by: resident });
    expect(retried.effects).toEqual([{ kind: "capture", target: "face", attempt: 1 }]);
  });

  it("retakes the photo as often as the resident likes", () => {
    let state = stateAt("photo-approval");
    for (let attempt = 2; attempt < 8; attempt += 1) {
      const refused = offer(state, { kind: "photo-refused", by: resident });
      expect(refused.effects).toEqual([{ kind: "capture", target: "face", attempt }]);
      state = offer(refused.state, { kind: "captured", target: "face", attempt, capture: captureOf(70) }).state;
    }
    expect(openVisitOf(state).captures).toMatchObject([{ target: "face", attempts: 7 }]);
  });

  it("lets nobody but the resident approve the photo", () => {
    expect(offer(stateAt("photo-approval"), { kind: "photo-approved", by: operator }).refusal?.cause).toBe(
      "role-not-allowed",
    );
  });
});

describe("verification and signatures", () => {
  it("compares both index fingers, and leaves a mismatch to two people", () => {
    const machine = { ...goodMachine, compare: () => "no-match" as const };
    const state = stateAt("resident-verification");
    expect(transition(state, eventOf({ kind: "recovered" }, 400), policy).effects).toEqual([
      { kind: "compare-resident", target: "finger-02", attempt: 1 },
    ]);
    const last = playVisit("ktp-el", fullPlan, machine).at(-1)?.after.state;
    if (last?.phase !== "closed") throw new RangeError("not closed");
    expect(last.visit.confirmations.find(({ gate }) => gate === "resident-verification")?.by).toEqual(operator);
  });

  it("wants the Kasi's own signature", () => {
    expect(offer(stateAt("kasi-signature"), { kind: "kasi-signed", by: operator }).refusal?.cause).toBe(
      "role-not-allowed",
    );
    expect(offer(stateAt("kasi-signature"), { kind: "kasi-signed", by: kasi }).refusal).toBeNull();
  });
});

describe("letters", () => {
  it("go back to the counter for what is missing, keep their number, and add up their times", () => {
    const state = stateAt("letter-check", "surat-pengantar");
    const returned = offer(state, { kind: "letter-returned", papers: ["ktp"], reason: "KTP tidak terbaca", by: kasi });
    const visit = openVisitOf(returned.state);
    expect(visit.act.act).toBe("papers");
    expect(visit.timings[0]).toMatchObject({ stepId: "terima-berkas", entries: 2, state: "waiting" });
    const again = offer(
      returned.state,
      { kind: "paper-checked", paper: "ktp", original: true, copy: true, by: clerk },
      { kind: "papers-confirmed", by: clerk },
    );
    expect(openVisitOf(again.state)).toMatchObject({ registerNumber: "001/2026", act: { act: "letter-check" } });
  });
});

describe("suspend, resume, cancel, power cut", () => {
  it("holds still while suspended and goes on where it was", () => {
    const state = stateAt("signature");
    const suspended = offer(state, { kind: "suspended", by: operator, reason: "mengambil berkas" });
    expect(suspended.effects).toEqual([]);
    expect(offer(suspended.state, { kind: "photo-approved", by: resident }).refusal?.cause).toBe("visit-suspended");
    const resumed = offer(suspended.state, { kind: "resumed", by: operator });
    expect(resumed.effects).toEqual([{ kind: "capture", target: "signature", attempt: 1 }]);
  });

  it("cancels with a reason and accepts nothing afterwards", () => {
    const cancelled = offer(stateAt("photo"), { kind: "cancelled", by: resident, reason: "berubah pikiran" });
    expect(cancelled.state).toMatchObject({ phase: "cancelled", reason: "berubah pikiran" });
    expect(offer(cancelled.state, { kind: "step-taken", by: operator }).refusal?.cause).toBe("visit-over");
  });

  it("counts the time without power as waiting, not as work", () => {
    const state = stateAt("eligibility");
    const taken = transition(state, eventOf({ kind: "step-taken", by: operator }, 100), policy);
    const recovered = transition(taken.state, eventOf({ kind: "recovered" }, 5_000), policy);
    const timing = openVisitOf(recovered.state).timings.at(-1);
    expect(timing).toMatchObject({ stepId: "validasi-awal", state: "waiting", workingMs: 0 });
    expect(timing?.waitingMs).toBeGreaterThan(4_800_000);
  });
});

it("opens no recording for the under-aged, except by a decision of two", () => {
  const opened = offer({ phase: "idle" }, openingOf("ktp-el", "under-age"));
  expect(openVisitOf(opened.state).eligibility).toBe("under-age");
  const adult = stateAt("eligibility");
  const minor: VisitState = { phase: "open", visit: { ...openVisitOf(adult), eligibility: "under-age" } };
  expect(offer(minor, { kind: "enrolment-opened", by: operator }).refusal?.cause).toBe("under-age");
  expect(
    offer(minor, { kind: "eligibility-overridden", by: operator, second, reason: "sudah menikah siri" }).refusal,
  ).toBeNull();
});
