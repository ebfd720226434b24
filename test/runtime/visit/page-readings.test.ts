import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { projectNumberHints, projectPageFaults } from "../../../runtime/kiosk/view/project-readings.ts";
import { type VisitDeed, visitDeedSchema } from "../../../runtime/visit/visit-event.ts";
import type { VisitState } from "../../../runtime/visit/visit-state.ts";
import { transition } from "../../../runtime/visit/visit-transition.ts";
import { eventOf, openingOf, policy } from "./play-visit.ts";

const { clerk } = unattendedPeople;
const blob = { hash: "a".repeat(64), lengthBytes: 10 };
const request: VisitDeed = { kind: "scan-requested", paper: "kk", by: clerk };
const look = (...reasons: string[]) => ({ score: reasons.length === 0 ? 90 : 20, reasons });
const scan = (...reasons: string[]): VisitDeed => ({
  kind: "page-scanned",
  paper: "kk",
  pages: [blob],
  looks: [look(...reasons)],
});
const same = { field: "nik", outcome: "same", confidencePercent: 91, source: "print" } as const;
const differs = { field: "nik", outcome: "differs", places: [14], confidencePercent: 80, source: "print" } as const;
const absent = { field: "nik", outcome: "not-found" } as const;
const reading = (page: number, hint: typeof same | typeof differs | typeof absent): VisitDeed =>
  visitDeedSchema.parse({ kind: "page-read", paper: "kk", page, hints: [hint], failure: null });

function play(...deeds: readonly VisitDeed[]) {
  let state: VisitState = { phase: "idle" };
  let last = transition(state, eventOf(openingOf("ktp-el"), 0), policy);
  for (const [index, deed] of deeds.entries()) {
    state = last.state;
    last = transition(state, eventOf(deed, index + 1), policy);
  }
  return last;
}

function visitOf({ state }: ReturnType<typeof play>) {
  if (state.phase !== "open") throw new RangeError("the visit is open");
  return state.visit;
}

describe("what papers say of the numbers that were typed", () => {
  it("is looked for on each page once it is kept, and nothing waits for it", () => {
    expect(play(request, scan()).effects).toEqual([{ kind: "read-page", paper: "kk", page: 0 }]);
    const checked: VisitDeed = { kind: "paper-checked", paper: "kk", original: false, copy: true, by: clerk };
    const gone = play(request, scan(), checked, { kind: "papers-confirmed", by: clerk });
    expect(visitOf(gone).act.act).toBe("register-look-up");
    expect(gone.effects).toContainEqual({ kind: "read-page", paper: "kk", page: 0 });
    expect(play(request, scan(), reading(0, same)).effects).toEqual([]);
  });

  it("is refused for a page that is not there, or has been read", () => {
    expect(play(request, scan(), reading(1, same)).refusal).not.toBeNull();
    expect(play(request, scan(), reading(0, same), reading(0, same)).refusal).not.toBeNull();
  });

  it("is the best of all pages for the desk: the same before nearly the same before nothing", () => {
    const twice = visitOf(play(request, scan(), reading(0, absent), request, scan(), reading(1, differs)));
    expect(projectNumberHints(twice)).toEqual([differs]);
    expect(projectNumberHints(visitOf(play(request, scan(), reading(0, absent))))).toEqual([absent]);
    const found = visitOf(play(request, scan(), reading(0, differs), request, scan(), reading(1, same)));
    expect(projectNumberHints(found)).toEqual([same]);
    expect(projectNumberHints(visitOf(play()))).toEqual([]);
  });

  it("holds no digit of any number in the journal", () => {
    const deed = { kind: "page-read", paper: "kk", page: 0, hints: [{ ...same, digits: "9901014505900001" }] };
    expect(visitDeedSchema.safeParse({ ...deed, failure: null }).success).toBe(false);
  });
});

describe("how scanned pages can be read", () => {
  it("is said at the desk of the last scan only, and lets the visit go on", () => {
    const poor = play(request, scan("glare", "blurred"));
    expect(projectPageFaults(visitOf(poor))).toEqual([{ paper: "kk", reasons: ["glare", "blurred"] }]);
    expect(projectPageFaults(visitOf(play(request, scan("glare"), request, scan())))).toEqual([]);
  });

  it("is unknown of a scan that an earlier version journalled", () => {
    const old = visitDeedSchema.parse({ kind: "page-scanned", paper: "kk", pages: [blob] });
    expect(projectPageFaults(visitOf(play(request, old)))).toEqual([]);
  });
});
