import { describe, expect, it } from "vitest";
import { createKiosk } from "../../../../runtime/kiosk/kiosk.ts";
import type { KioskParts } from "../../../../runtime/kiosk/kiosk-parts.ts";
import type { Intent } from "../../../../runtime/kiosk/wire/page-message.ts";
import type { Offer, OfferNeed } from "../../../../runtime/kiosk/wire/view/offer.ts";
import type { OperatorView } from "../../../../runtime/kiosk/wire/view/operator-view.ts";
import { openTestDesk } from "../../visit/desk-rig.ts";
import { answerEffect, goodMachine, type Machine } from "../../visit/play-visit.ts";
import { wayIn } from "../kiosk-rig.ts";
import { makeKioskParts, pin } from "../make-kiosk-parts.ts";

const operator = { kind: "log-in", id: "operator-satu", pin } as const;

/** @param machine what the devices do; null for one that always does well, on the kiosk's own clock */
async function openDesk(machine: Partial<Machine> | null = {}, given: Partial<KioskParts> = {}) {
  const all = { ...goodMachine, ...machine };
  const desk =
    machine === null ? {} : { desk: await openTestDesk({ perform: async (effect) => answerEffect(effect, all) }) };
  const parts = await makeKioskParts({ ...desk, ...given });
  const kiosk = createKiosk(parts);
  let taps = 0;
  const tap = async (intent: Intent) => {
    taps += 1;
    const outcome = await kiosk.take(`tap-${taps}-token`, kiosk.view().position, intent);
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return outcome;
  };
  const side = () => {
    const { operator: now } = kiosk.view();
    if (now.state !== "open") throw new RangeError("the desk is locked");
    return now;
  };
  const offers = (): readonly Offer[] => [...kiosk.view().offers, ...side().offers];
  const take = (deed: string, more: { readonly reason?: string } = {}) =>
    tap({ kind: "take-offer", offer: offers().find((one) => one.deed === deed)?.id ?? deed, ...more });
  for (const intent of wayIn()) await tap(intent);
  await tap(operator);
  return { kiosk, parts, tap, take, side, offers };
}

const officersOf = (offers: readonly Offer[], deed: string, kind: OfferNeed["kind"]) => {
  const need = offers.find((one) => one.deed === deed)?.needs.find((one) => one.kind === kind);
  return need !== undefined && "officers" in need ? need.officers.map(({ id }) => id) : null;
};
const openOn = ({ sides }: Extract<OperatorView, { readonly state: "open" }>) =>
  Object.fromEntries(sides.map(({ side, open }) => [side, open]));

describe("the officers' desk", () => {
  it("suggests the side on which something is to be decided, and counts what is open on each", async () => {
    const { take, side } = await openDesk({ differences: ["tempatLahir"] });
    expect(side().suggestedSide).toBe("papers");
    expect(openOn(side())).toEqual({ overview: 0, papers: 1, data: 0, captures: 0, queue: 0 });
    await take("paper-checked");
    await take("papers-confirmed");
    expect(side().suggestedSide).toBe("data");
    expect(openOn(side())).toMatchObject({ papers: 0, data: 1 });
    expect(side().desk?.data.find(({ field }) => field === "tempatLahir")).toMatchObject({ comparison: "differs" });
    expect(side().desk?.data.find(({ field }) => field === "nik")).toMatchObject({ comparison: "same" });
  });

  it("puts what has to be decided first, and adds up the times of the steps", async () => {
    const { take, side } = await openDesk({ scoreOf: (target) => (target === "finger-03" ? 12 : 70) });
    for (const deed of ["paper-checked", "papers-confirmed", "data-validated", "data-confirmed", "enrolment-opened"])
      await take(deed);
    await take("photo-approved");
    expect(side().suggestedSide).toBe("captures");
    expect(openOn(side())).toMatchObject({ captures: 1 });
    expect(side().desk?.targets[0]).toMatchObject({ target: "finger-03", state: "undecided", isToDecide: true });
    const { steps = [], stepTotals } = side().desk ?? {};
    expect(stepTotals?.standardMs).toBe(30 * 60_000);
    expect(stepTotals?.workingMs).toBe(steps.reduce((sum, { workingMs }) => sum + workingMs, 0));
  });

  it("names who may meet each need: never the first as second, and of another office only that office", async () => {
    const { take, offers, side } = await openDesk();
    expect(officersOf(offers(), "paper-waived", "second")).toEqual(["operator-dua", "kasi-satu"]);
    for (const deed of ["paper-checked", "papers-confirmed", "data-validated", "data-confirmed", "enrolment-opened"])
      await take(deed);
    await take("photo-approved");
    await take("data-approved");
    // Whoever is logged in is the likeliest, and comes first.
    expect(officersOf(side().offers, "operator-attested", "officer")?.[0]).toBe("operator-satu");
    expect(officersOf(side().offers, "operator-attested", "officer")).not.toContain("kasi-satu");
  });

  it("tells the two ticks of a paper apart, and nothing that a resident is offered needs an officer", async () => {
    const { offers, kiosk } = await openDesk();
    const ticks = offers().filter(({ deed }) => deed === "paper-checked");
    expect(ticks.map(({ part }) => part)).toEqual(["copy"]);
    expect(offers().filter(({ deed, part }) => part !== null && deed !== "paper-checked")).toEqual([]);
    expect(kiosk.view().offers.every(({ needs }) => needs.length === 0)).toBe(true);
  });

  it("says whether a finger opens it, and prints a letter unless one is being printed", async () => {
    const people = (await makeKioskParts()).people;
    const withFinger = { ...people, list: () => people.list().map((one) => ({ ...one, fingers: [2] as const })) };
    const { kiosk, tap } = await openDesk({}, { people: withFinger });
    await tap({ kind: "log-out" });
    expect(kiosk.view().operator).toMatchObject({ state: "locked", canLogInByFinger: true });
    for (const [state, canPrint] of [
      ["due", true],
      ["printing", false],
      ["failed", true],
    ] as const) {
      const letters = { stateOf: () => state, print: () => true, onChange: () => () => undefined };
      const { side } = await openDesk({}, { letters });
      expect(side().desk?.letter).toEqual({ state, canPrint });
    }
  });
});

describe("the queue", () => {
  it("shows by number, place, reason and waiting time who was put aside, and the longest waiting first", async () => {
    const { tap, take, side, parts, kiosk } = await openDesk(null);
    const putAside = async (reason: string) => {
      const visitId = kiosk.visitId() ?? "";
      await take("suspended", { reason });
      const { screen } = kiosk.view();
      await tap({ kind: "leave" });
      return { visitId, receiptNumber: screen.kind === "suspended" ? screen.receiptNumber : null };
    };
    const first = await putAside("Mengambil KK di rumah");
    expect(first.receiptNumber).toBe(first.visitId.replaceAll("-", "").slice(0, 8).toUpperCase());
    await parts.clock.advance(90_000);
    // Somebody for another service, since of one service nobody has two visits in hand.
    for (const intent of wayIn("ahli-waris")) await tap(intent);
    expect(side().queue).toEqual([
      {
        ...first,
        ...{ service: "ktp-el", phase: "suspended", stepId: "terima-berkas", act: "papers" },
        ...{ reason: "Mengambil KK di rumah", waitingMs: 90_000, canResume: true },
      },
    ]);
    const second = await putAside("Menunggu saksi");
    await parts.clock.advance(5_000);
    kiosk.touch(true);
    expect(side().queue.map(({ receiptNumber, waitingMs }) => ({ receiptNumber, waitingMs }))).toEqual([
      { receiptNumber: first.receiptNumber, waitingMs: 95_000 },
      { receiptNumber: second.receiptNumber, waitingMs: 5_000 },
    ]);
    // Whoever is at the screen is no part of it.
    await tap({ kind: "resume-visit", visitId: first.visitId });
    expect(side().queue.map(({ visitId }) => visitId)).toEqual([second.visitId]);
  });
});
