import { describe, expect, it } from "vitest";
import { canLeave, projectProgress } from "../../../../runtime/kiosk/view/project-progress.ts";
import { serviceIds } from "../../../../runtime/procedure/service.ts";
import { services } from "../../../../runtime/procedure/services.ts";
import type { VisitState } from "../../../../runtime/visit/visit-state.ts";
import { stateAt } from "../../visit/play-visit.ts";

/** No more of a visit than that it is in this act. */
const during = (act: string) => ({ phase: "open", visit: { act: { act } } }) as unknown as VisitState;
const inPhase = (phase: VisitState["phase"]) => ({ phase, visit: {} }) as unknown as VisitState;

describe.each(serviceIds)("the way of %s", (service) => {
  it("begins with one, never goes back, and ends with the last", () => {
    const before = (["letter-kind", "identify"] as const).flatMap(
      (stage) => projectProgress({ stage, service, state: null }) ?? [],
    );
    const acts = services[service].steps.flatMap((step) => step.acts);
    const within = acts.flatMap((act) => projectProgress({ stage: "visit", service, state: during(act) }) ?? []);
    const end = projectProgress({ stage: "visit", service, state: inPhase("sealed") });
    const shown = service === "surat-pengantar" ? before : before.slice(1);
    const numbers = [...shown, ...within].map(({ number }) => number);
    expect(numbers[0]).toBe(1);
    expect(within).toHaveLength(acts.length);
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
    expect(new Set(numbers).size).toBe(end?.count);
    expect(end?.number).toBe(end?.count);
  });
});

describe("where somebody is", () => {
  it("is known while an officer is at work, whatever was on the screen before", () => {
    const facts = { stage: "visit", service: "ktp-el", state: stateAt("data-validation") } as const;
    expect(projectProgress(facts)).toEqual({ number: 3, count: 8 });
    expect(canLeave(facts)).toBe(true);
  });

  it("is nowhere before the way begins and after it has been left, and there is no door then", () => {
    for (const stage of ["attract", "language", "service", "ended"] as const) {
      expect(projectProgress({ stage, service: "ktp-el", state: null })).toBeNull();
      expect(canLeave({ stage, service: "ktp-el", state: null })).toBe(false);
    }
    for (const phase of ["suspended", "cancelled"] as const) {
      const facts = { stage: "visit", service: "ktp-el", state: inPhase(phase) } as const;
      expect([projectProgress(facts), canLeave(facts)]).toEqual([null, false]);
    }
  });
});
