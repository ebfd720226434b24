import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { serviceIds } from "../../../runtime/procedure/service.ts";
import { services } from "../../../runtime/procedure/services.ts";
import { stepEventSchema } from "../../../runtime/transfer/step-event.ts";
import { describeStepChanges } from "../../../runtime/visit/step-events.ts";
import type { VisitDeed, VisitEvent } from "../../../runtime/visit/visit-event.ts";
import type { VisitState } from "../../../runtime/visit/visit-state.ts";
import { transition } from "../../../runtime/visit/visit-transition.ts";
import { eventOf, openingOf, playVisit, policy } from "./play-visit.ts";

const { clerk, kasi, operator } = unattendedPeople;
const boothId = "bilik-01";

function tell(before: VisitState, after: VisitState, event: VisitEvent) {
  return describeStepChanges(before, after, { event, boothId });
}

/** Plays deeds one a second, and says `step kind` of everything that was told. */
function listen(...deeds: readonly VisitDeed[]): readonly string[] {
  let state: VisitState = { phase: "idle" };
  return deeds.flatMap((deed, second) => {
    const event = eventOf(deed, second);
    const { state: after, refusal } = transition(state, event, policy);
    if (refusal !== null) throw new RangeError(`${deed.kind}: ${refusal.cause}`);
    const told = tell(state, after, event).map(({ stepId, kind }) => `${stepId} ${kind}`);
    state = after;
    return told;
  });
}

const checkKk: VisitDeed = { kind: "paper-checked", paper: "kk", original: false, copy: true, by: clerk };

describe("what the office hears of a visit", () => {
  it.each(serviceIds)("%s: each step opened, taken and finished, in the order of the procedure", (service) => {
    const told = playVisit(service).flatMap(({ event, after }, index, played) =>
      tell(played[index - 1]?.after.state ?? { phase: "idle" }, after.state, event),
    );
    for (const each of told) expect(stepEventSchema.parse(each)).toEqual(each);
    const opened = told.filter(({ kind }) => kind === "opened").map(({ stepId }) => stepId);
    const finished = told.filter(({ kind }) => kind === "finished").map(({ stepId }) => stepId);
    expect(opened).toEqual(services[service].steps.map(({ id }) => id));
    expect(finished).toEqual(opened);
  });

  it("ends with the times that the visit has in the end", () => {
    const played = playVisit("ktp-el");
    const last = played.at(-1)?.after.state;
    const told = played.flatMap(({ event, after }, index) =>
      tell(played[index - 1]?.after.state ?? { phase: "idle" }, after.state, event),
    );
    const timings = last?.phase === "closed" ? last.visit.timings : [];
    expect(timings).toHaveLength(7);
    for (const { stepId, standardMs, workingMs, waitingMs } of timings) {
      const finished = told.find((each) => each.stepId === stepId && each.kind === "finished");
      expect(finished).toMatchObject({ standardMs, workingMs, waitingMs });
    }
  });

  it("names moment, booth, visit and role, and no account", () => {
    const event = eventOf(openingOf("ktp-el"), 0);
    const { state } = transition({ phase: "idle" }, event, policy);
    expect(tell({ phase: "idle" }, state, event)).toEqual([
      {
        version: 1,
        boothId,
        visitId: event.visitId,
        service: "ktp-el",
        stepId: "terima-berkas",
        kind: "opened",
        at: event.at,
        role: "resident",
        standardMs: 60_000,
        workingMs: 0,
        waitingMs: 0,
      },
    ]);
  });

  it("is nothing when no step has changed", () => {
    expect(listen(openingOf("ktp-el"), { kind: "step-taken", by: clerk }, checkKk)).toEqual([
      "terima-berkas opened",
      "terima-berkas taken",
    ]);
    expect(tell({ phase: "idle" }, { phase: "idle" }, eventOf(checkKk, 0))).toEqual([]);
  });

  it("is that a step was left, suspended, resumed, and interrupted by a power cut", () => {
    expect(
      listen(
        openingOf("ktp-el"),
        { kind: "step-taken", by: clerk },
        { kind: "step-left", by: clerk },
        { kind: "suspended", by: operator, reason: "mengambil KK" },
        { kind: "resumed", by: operator },
        { kind: "step-taken", by: clerk },
        { kind: "recovered" },
      ),
    ).toEqual([
      "terima-berkas opened",
      "terima-berkas taken",
      "terima-berkas left",
      "terima-berkas suspended",
      "terima-berkas resumed",
      "terima-berkas taken",
      "terima-berkas left",
    ]);
  });

  it("is said by the machine where the machine did it", () => {
    const played = playVisit("surat-pengantar");
    const index = played.findIndex(({ event }) => event.deed.kind === "register-number-assigned");
    const { event, after } = played[index]!;
    const told = tell(played[index - 1]!.after.state, after.state, event);
    expect(told.map(({ stepId, kind, role }) => `${stepId} ${kind} ${role}`)).toEqual([
      "agenda finished machine",
      "verifikasi opened machine",
    ]);
  });
});

describe("a file sent back to the counter", () => {
  const toKasi = playVisit("surat-pengantar").findLast(
    ({ after }) => after.state.phase === "open" && after.state.visit.act.act === "letter-check",
  )!.after.state;
  const returning = eventOf({ kind: "letter-returned", papers: ["ktp"], reason: "buram", by: kasi }, 400);
  const returned = transition(toKasi, returning, policy).state;
  const kinds = (before: VisitState, after: VisitState, event: VisitEvent) =>
    tell(before, after, event).map(({ stepId, kind }) => `${stepId} ${kind}`);

  it("opens the counter's step again", () => {
    expect(kinds(toKasi, returned, returning)).toEqual(["terima-berkas opened", "verifikasi finished"]);
  });

  it("keeps its number: the step of the register book is opened and finished at once", () => {
    const tick = eventOf({ kind: "paper-checked", paper: "ktp", original: true, copy: true, by: clerk }, 401);
    const confirm = eventOf({ kind: "papers-confirmed", by: clerk }, 402);
    const ticked = transition(returned, tick, policy).state;
    const confirmed = transition(ticked, confirm, policy).state;
    expect(kinds(ticked, confirmed, confirm)).toEqual([
      "terima-berkas finished",
      "agenda opened",
      "agenda finished",
      "verifikasi opened",
    ]);
  });

  it("that is then cancelled is cancelled in the step where it lies", () => {
    const cancel = eventOf({ kind: "cancelled", by: clerk, reason: "dibatalkan" }, 401);
    expect(kinds(returned, transition(returned, cancel, policy).state, cancel)).toEqual(["terima-berkas cancelled"]);
  });
});

it("tells that a visit was cancelled in the step where it stood", () => {
  expect(listen(openingOf("ktp-el"), { kind: "cancelled", by: operator, reason: "pulang" })).toEqual([
    "terima-berkas opened",
    "terima-berkas cancelled",
  ]);
});
