import { describe, expect, it } from "vitest";
import type { AccessResult } from "../../../runtime/access/open-access.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createKiosk, type Kiosk } from "../../../runtime/kiosk/kiosk.ts";
import type { FoundResident, KioskParts } from "../../../runtime/kiosk/kiosk-parts.ts";
import type { Offer } from "../../../runtime/kiosk/wire/kiosk-view.ts";
import type { Intent, IntentOf } from "../../../runtime/kiosk/wire/page-message.ts";
import { submitOrThrow } from "../../../runtime/visit/visit-desk.ts";
import { openTestDesk } from "../visit/desk-rig.ts";
import { answerEffect, goodMachine, type Machine, openingOf, visitId as otherVisitId } from "../visit/play-visit.ts";
import { wayIn } from "./kiosk-rig.ts";
import { knownNik, knownResident, makeKioskParts, pin, unknownNik } from "./make-kiosk-parts.ts";

const reason = "Alasan uji";
const second = { id: "kasi-satu", pin };

/** A kiosk with a person before it who always sees the newest view. */
async function sitDown(given: Partial<KioskParts> = {}, machine: Partial<Machine> = {}) {
  const desk = await openTestDesk({ perform: async (effect) => answerEffect(effect, { ...goodMachine, ...machine }) });
  const parts = await makeKioskParts({ desk, ...given });
  const kiosk = createKiosk(parts);
  let taps = 0;
  const tap = (intent: Intent) => {
    taps += 1;
    return kiosk.take(`tap-${taps}-token`, kiosk.view().position, intent);
  };
  const offered = (): readonly Offer[] => {
    const { offers, operator } = kiosk.view();
    return [...offers, ...(operator.state === "open" ? operator.offers : [])];
  };
  /** Takes the first offer of this deed, with whatever it needs. */
  const take = (deed: string, more: Partial<IntentOf<"take-offer">> = {}) => {
    const offer = offered().find((one) => one.deed === deed);
    if (offer === undefined) throw new RangeError(`${deed} is not offered among ${offered().map((one) => one.deed)}`);
    return tap({ kind: "take-offer", offer: offer.id, ...more });
  };
  return { parts, kiosk, desk, tap, take, offered, settle: () => settle(kiosk) };
}

/** Lets the machine do what it owes. */
async function settle(kiosk: Kiosk): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  kiosk.view();
}

const operator = { kind: "log-in", id: "operator-satu", pin } as const;

describe("a recording of an identity card", () => {
  it("goes from the first touch to thanks, resident, operator and Kasi each doing their part", async () => {
    const { kiosk, tap, take, settle: wait } = await sitDown({ isSlipOut: () => true });
    const screens: string[] = [];
    const note = async () => {
      await wait();
      screens.push(kiosk.view().screen.kind);
    };
    for (const intent of wayIn()) {
      expect(await tap(intent)).toEqual({ kind: "done" });
      await note();
    }
    expect(await tap(operator)).toEqual({ kind: "done" });
    for (const [deed, more] of [
      ["paper-checked", {}],
      ["papers-confirmed", {}],
      ["data-validated", {}],
      ["data-confirmed", {}],
      ["enrolment-opened", {}],
      ["photo-approved", {}],
      ["data-approved", {}],
      ["operator-attested", { officer: { id: "operator-satu", pin } }],
      ["initialled", {}],
      ["kasi-signed", { officer: second }],
      ["stamped", {}],
    ] as const) {
      expect(await take(deed, more)).toEqual({ kind: "done" });
      await note();
    }
    expect(screens).toEqual([
      ...["language", "service", "notice", "identify", "papers"],
      ...["papers", "wait", "data-confirmation", "wait", "photo-approval", "data-approval"],
      ...["wait", "wait", "wait", "wait", "thanks"],
    ]);
    const { screen, steps } = kiosk.view();
    expect(screen).toMatchObject({ isPrinted: true, receiptNumber: expect.stringMatching(/^[0-9A-F]{8}$/) });
    expect(steps).toHaveLength(7);
  });

  it("keeps which notice was read, in which language", async () => {
    const { desk, tap } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    const [visit] = desk.inHand();
    const gates = visit?.state.phase === "open" ? visit.state.visit.confirmations.map(({ gate }) => gate) : [];
    expect(gates[0]).toMatch(/^notice:1:[0-9a-f]{16}:id$/);
  });

  it("lets the resident confirm first and an officer witness it later", async () => {
    const { kiosk, tap, take, settle: wait } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    await tap(operator);
    for (const deed of ["paper-checked", "papers-confirmed"]) await take(deed);
    await wait();
    await take("data-validated");
    await wait();
    await tap({ kind: "log-out" });
    expect(await take("data-confirmed")).toEqual({ kind: "done" });
    expect(kiosk.view().screen).toEqual({ kind: "wait", reason: "data-witness" });
    await tap(operator);
    expect(await take("data-confirmed")).toEqual({ kind: "done" });
    expect(kiosk.view().screen).toEqual({ kind: "wait", reason: "eligibility" });
  });
});

it("lays what the register has beside what the resident says, where they differ, and forgets it with them", async () => {
  const { kiosk, tap, take, settle: wait } = await sitDown({}, { differences: ["tempatLahir"] });
  for (const intent of wayIn()) await tap(intent);
  await tap(operator);
  for (const deed of ["paper-checked", "papers-confirmed"]) await take(deed);
  await wait();
  const { operator: side } = kiosk.view();
  const lines = side.state === "open" ? (side.desk?.data ?? []) : [];
  expect(lines.find(({ field }) => field === "tempatLahir")).toEqual({
    ...{ field: "tempatLahir", value: "KARANG MULYA", isDifferent: true, registered: "PANGKALAN BUN" },
  });
  expect(lines.filter(({ registered }) => registered !== null)).toHaveLength(1);
  await tap({ kind: "leave" });
  expect(JSON.stringify(kiosk.view())).not.toContain("PANGKALAN BUN");
});

describe("what the page is offered", () => {
  it("is nothing of the office's before an officer has logged in, and nobody's but theirs afterwards", async () => {
    const { tap, offered } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    expect(offered().map(({ deed }) => deed)).toEqual(["scan-requested"]);
    await tap(operator);
    const deeds = offered().map(({ deed }) => deed);
    expect(deeds).toContain("paper-checked");
    expect(deeds).not.toContain("papers-confirmed");
    expect(deeds).not.toContain("photo-approved");
  });

  it("needs a reason and a second, other person for a decision; whatever is lacking, nothing happens", async () => {
    const { desk, tap, take } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    await tap(operator);
    const before = desk.inHand()[0]?.events.length;
    expect(await take("paper-waived")).toEqual({ kind: "invalid", problem: "missing-need" });
    expect(await take("paper-waived", { reason })).toEqual({ kind: "invalid", problem: "missing-need" });
    const wrongPin = { id: "kasi-satu", pin: "000000" };
    expect(await take("paper-waived", { reason, second: wrongPin })).toMatchObject({ cause: "log-in-refused" });
    const herself = { id: "operator-satu", pin };
    expect(await take("paper-waived", { reason, second: herself })).toMatchObject({ cause: "second-person-needed" });
    expect(desk.inHand()[0]?.events).toHaveLength(before ?? -1);
    expect(await take("paper-waived", { reason, second })).toEqual({ kind: "done" });
  });

  it("is refused when it was never offered", async () => {
    const { tap } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    for (const offer of ["photo-approved", "resident:photo-approved", "papers-confirmed", "cancelled"]) {
      expect(await tap({ kind: "take-offer", offer })).toEqual({ kind: "invalid", problem: "not-offered" });
    }
    expect(await tap({ kind: "resume-visit", visitId: otherVisitId })).toEqual({
      kind: "invalid",
      problem: "not-offered",
    });
  });

  it("lets two people decide about a finger that cannot be read, and the visit goes on", async () => {
    const {
      kiosk,
      desk,
      tap,
      take,
      settle: wait,
    } = await sitDown({}, { scoreOf: (target) => (target === "finger-03" ? undefined : 70) });
    for (const intent of wayIn()) await tap(intent);
    await tap(operator);
    for (const deed of ["paper-checked", "papers-confirmed"]) await take(deed);
    await wait();
    await take("data-validated");
    await wait();
    for (const deed of ["data-confirmed", "enrolment-opened"]) await take(deed);
    await wait();
    await take("photo-approved");
    await wait();
    const { screen } = kiosk.view();
    expect(screen.kind).toBe("fingers");
    const finger = screen.kind === "fingers" ? screen.fingers.find(({ state }) => state === "blocked") : undefined;
    expect(finger).toMatchObject({ target: "finger-03", failure: expect.stringMatching(/^driver\./) });
    // Everything else is done: the resident may try this one again.
    expect(screen).toMatchObject({ current: "finger-03" });
    expect(kiosk.view().offers.map(({ id }) => id)).toContain("resident:retry-requested:finger-03");
    const taken = await take("capture-excepted", { exceptionReason: "missing", second });
    expect(taken).toEqual({ kind: "done" });
    await wait();
    expect(kiosk.view().screen.kind).toBe("data-approval");
    const [visit] = desk.inHand();
    expect(visit?.state.phase === "open" && visit.state.visit.exceptions).toMatchObject([
      { target: "finger-03", reason: "missing", by: { id: "operator-satu" }, second: { id: "kasi-satu" } },
    ]);
  });
});

describe("somebody", () => {
  it("whose number cannot be one is told why, and may type it again", async () => {
    const { kiosk, tap } = await sitDown();
    for (const intent of wayIn().slice(0, -1)) await tap(intent);
    await tap({ kind: "identify", nik: "123" });
    expect(kiosk.view().screen).toEqual({ kind: "identify", problem: "not-16-digits", isLookingUp: false });
    await tap({ kind: "identify", nik: "9901013102900001" });
    expect(kiosk.view().screen).toMatchObject({ problem: "date" });
    await tap({ kind: "identify", nik: knownNik });
    expect(kiosk.view().screen.kind).toBe("papers");
  });

  it("who lays the family card on the scanner need not type", async () => {
    const { kiosk, tap } = await sitDown();
    for (const intent of wayIn().slice(0, -1)) await tap(intent);
    expect(await tap({ kind: "scan-code" })).toEqual({ kind: "done" });
    expect(kiosk.view().screen.kind).toBe("papers");
  });

  it("whose paper bears no number, or whose scanner is away, is asked to type", async () => {
    const parts = await makeKioskParts();
    const busy = new BoothError("driver.busy", { device: "scanner", operation: "scan" });
    for (const [readCodes, problem] of [
      [async () => ["https://example.invalid"], "no-code"],
      [() => Promise.reject(busy), "no-scanner"],
    ] as const) {
      const { kiosk, tap } = await sitDown({ residents: { ...parts.residents, readCodes } });
      for (const intent of wayIn().slice(0, -1)) await tap(intent);
      expect(await tap({ kind: "scan-code" })).toEqual({ kind: "done" });
      expect(kiosk.view().screen).toEqual({ kind: "identify", problem, isLookingUp: false });
    }
  });

  it("waits for a slow register alone: the page says so, and help, language and the way back stay open", async () => {
    const { residents } = await makeKioskParts();
    const slow = Promise.withResolvers<FoundResident>();
    const { kiosk, tap, settle: wait } = await sitDown({ residents: { ...residents, find: () => slow.promise } });
    const intents = wayIn();
    for (const intent of intents.slice(0, -1)) await tap(intent);
    const asking = tap(intents.at(-1) as Intent);
    await wait();
    expect(kiosk.view().screen).toEqual({ kind: "identify", problem: null, isLookingUp: true });
    // A second touch asks nothing twice, and help is called without a wait.
    expect(await tap(intents.at(-1) as Intent)).toEqual({ kind: "invalid", problem: "not-offered" });
    expect(await tap({ kind: "call-help" })).toEqual({ kind: "done" });
    expect(kiosk.view()).toMatchObject({ isHelpCalled: true, screen: { isLookingUp: true } });
    slow.resolve({ kind: "unknown" });
    expect(await asking).toEqual({ kind: "done" });
    expect(kiosk.view().screen).toEqual({ kind: "wait", reason: "data-entry" });
  });

  it.each([{ kind: "back" }, { kind: "leave" }] as const)(
    "is not let in by an answer that comes after $kind",
    async (go) => {
      const { residents } = await makeKioskParts();
      const slow = Promise.withResolvers<FoundResident>();
      const {
        kiosk,
        desk,
        tap,
        settle: wait,
      } = await sitDown({ residents: { ...residents, find: () => slow.promise } });
      const intents = wayIn();
      for (const intent of intents.slice(0, -1)) await tap(intent);
      const asking = tap(intents.at(-1) as Intent);
      await wait();
      await tap(go);
      const { screen } = kiosk.view();
      slow.resolve({ kind: "found", biodata: knownResident });
      expect(await asking).toEqual({ kind: "done" });
      expect(kiosk.view().screen).toEqual(screen);
      expect(desk.inHand()).toEqual([]);
    },
  );

  it("goes on while an officer looks for the reader with a finger", async () => {
    const { people } = await makeKioskParts();
    const slow = Promise.withResolvers<AccessResult>();
    const { kiosk, tap, settle: wait } = await sitDown({ people: { ...people, verifyFinger: () => slow.promise } });
    await tap({ kind: "start" });
    const proving = tap({ kind: "log-in-by-finger" });
    await wait();
    expect(await tap({ kind: "choose-language", language: "en" })).toEqual({ kind: "done" });
    expect(kiosk.view()).toMatchObject({ language: "en", screen: { kind: "service" } });
    slow.resolve({ kind: "granted", id: "operator-satu", role: "operator" });
    expect(await proving).toEqual({ kind: "done" });
    expect(kiosk.view().operator.state).toBe("open");
  });

  it("whom no register knows is typed in by an officer, and not by anybody else", async () => {
    const { kiosk, tap } = await sitDown();
    for (const intent of wayIn("ktp-el", unknownNik)) await tap(intent);
    expect(kiosk.view().screen).toEqual({ kind: "wait", reason: "data-entry" });
    const data = {
      namaLengkap: "budi contoh",
      tempatLahir: "Karang Mulya",
      tanggalLahir: "1990-01-01",
      jenisKelamin: "L",
      alamat: "Jl. Contoh 1",
      kelurahanDesa: "Karang Mulya",
      agama: "ISLAM",
      statusPerkawinan: "BELUM KAWIN",
    };
    expect(await tap({ kind: "enter-data", data })).toEqual({ kind: "invalid", problem: "not-offered" });
    await tap(operator);
    expect(kiosk.view().operator).toMatchObject({
      entry: expect.arrayContaining([expect.objectContaining({ field: "namaLengkap" })]),
    });
    expect(await tap({ kind: "enter-data", data: { ...data, jenisKelamin: "X" } })).toEqual({
      kind: "invalid",
      problem: "form",
    });
    expect(await tap({ kind: "enter-data", data })).toEqual({ kind: "done" });
    expect(kiosk.view().screen.kind).toBe("papers");
  });

  it("who declines the notice is let go, and nothing is kept", async () => {
    const { kiosk, desk, tap } = await sitDown();
    for (const intent of wayIn().slice(0, 3)) await tap(intent);
    await tap({ kind: "decline-notice" });
    expect(kiosk.view().screen).toEqual({ kind: "ended", reason: "declined" });
    expect(desk.inHand()).toEqual([]);
  });

  it("who goes away keeps the visit, suspended, and finds it again by the same number", async () => {
    const { kiosk, desk, tap } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    await tap({ kind: "leave" });
    expect(kiosk.view()).toMatchObject({ screen: { kind: "attract" }, steps: [], offers: [] });
    expect(desk.inHand()[0]?.state.phase).toBe("suspended");
    for (const intent of wayIn()) await tap(intent);
    expect(kiosk.view().screen.kind).toBe("papers");
    expect(desk.inHand()).toHaveLength(1);
  });

  it("goes on in the language in which they read the notice, when the booth has been started again", async () => {
    const { parts, tap } = await sitDown();
    const [start, , ...rest] = wayIn();
    for (const intent of [start, { kind: "choose-language", language: "en" } as const, ...rest])
      await tap(intent as Intent);
    const again = createKiosk(parts);
    expect(again.view().language).toBe("id");
    await again.attach(parts.desk.inHand()[0]?.visitId ?? "");
    expect(again.view()).toMatchObject({ language: "en", screen: { kind: "papers" } });
  });

  it("else's visit is called to the screen by an officer alone", async () => {
    const { kiosk, desk, tap } = await sitDown();
    await submitOrThrow(desk, otherVisitId, openingOf("izin-keramaian"));
    await submitOrThrow(desk, otherVisitId, {
      kind: "suspended",
      by: { role: "operator", id: "operator-satu" },
      reason,
    });
    expect(await tap({ kind: "resume-visit", visitId: otherVisitId })).toMatchObject({ kind: "invalid" });
    await tap(operator);
    expect(kiosk.view().operator).toMatchObject({ queue: [{ visitId: otherVisitId, phase: "suspended" }] });
    expect(await tap({ kind: "resume-visit", visitId: otherVisitId })).toEqual({ kind: "done" });
    expect(kiosk.view().screen.kind).toBe("papers");
  });
});

it("tells of a device that is away what its driver says is to be done", async () => {
  const away = {
    ...{
      role: "fingerprint",
      driver: "fingerprint-sbi",
      model: "-",
      state: "lost" as const,
      failure: "driver.untrusted",
    },
    ...{ reported: "sbi:701", awaySince: "2026-01-05T01:00:00.000Z", nextTryAt: null },
    advice: { action: "call-operator" as const, id: "Panggil petugas.", en: "Call the operator." },
  };
  const ready = { ...away, role: "printer", state: "ready" as const };
  const { kiosk } = await sitDown({ devices: { status: () => [away, ready], onChange: () => () => undefined } });
  expect(kiosk.view().conditions).toEqual([
    {
      ...{ kind: "device-away", role: "fingerprint", failure: "driver.untrusted" },
      advice: { id: "Panggil petugas.", en: "Call the operator." },
    },
  ]);
});

it("says of a booth that serves nobody why, and lets nobody begin", async () => {
  const { kiosk, tap } = await sitDown({ outOfService: "safe-mode" });
  expect(kiosk.view()).toMatchObject({ screen: { kind: "out-of-service", condition: "safe-mode" }, offers: [] });
  expect(await tap({ kind: "start" })).toEqual({ kind: "invalid", problem: "not-offered" });
  expect(await tap(operator)).toEqual({ kind: "invalid", problem: "not-offered" });
  expect(await tap({ kind: "call-help" })).toEqual({ kind: "done" });
  expect(kiosk.view().isHelpCalled).toBe(true);
});

describe("a person who gives no sign of life", () => {
  it("is warned, may have more time, and is forgotten before a visit", async () => {
    const { parts, kiosk, tap } = await sitDown();
    let wipes = 0;
    kiosk.onWipe(() => {
      wipes += 1;
    });
    await tap({ kind: "start" });
    await parts.clock.advance(45_000);
    await kiosk.tick();
    expect(kiosk.view().endsInMs).toBe(15_000);
    await tap({ kind: "more-time" });
    expect(kiosk.view().endsInMs).toBeNull();
    await parts.clock.advance(61_000);
    await kiosk.tick();
    expect(kiosk.view().screen.kind).toBe("attract");
    expect(wipes).toBe(1);
  });

  it("leaves language and contrast as they were for the next, also without having begun", async () => {
    const { parts, kiosk, tap } = await sitDown();
    await tap({ kind: "choose-language", language: "jv" });
    await parts.clock.advance(50_000);
    await kiosk.tick();
    expect(kiosk.view()).toMatchObject({ language: "jv", endsInMs: null, screen: { kind: "attract" } });
    await parts.clock.advance(11_000);
    await kiosk.tick();
    expect(kiosk.view()).toMatchObject({ language: "id", screen: { kind: "attract" } });
  });

  it("leaves them so too by going back to the beginning", async () => {
    const { kiosk, tap } = await sitDown();
    await tap({ kind: "start" });
    await tap({ kind: "choose-language", language: "en" });
    for (const screen of ["language", "attract"]) {
      await tap({ kind: "back" });
      expect(kiosk.view().screen.kind).toBe(screen);
    }
    expect(kiosk.view().language).toBe("id");
  });

  it("locks the officers' side though the resident goes on touching", async () => {
    const { parts, kiosk, tap } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    await tap(operator);
    for (const isAtDesk of [true, false, false]) {
      await parts.clock.advance(29_000);
      kiosk.touch(isAtDesk);
      await tap({ kind: "call-help" });
      await kiosk.tick();
      expect(kiosk.view().operator.state).toBe("open");
    }
    await parts.clock.advance(3_000);
    kiosk.touch(false);
    await kiosk.tick();
    expect(kiosk.view().operator.state).toBe("locked");
  });

  it("has twice the time who asks for it", async () => {
    const { parts, kiosk, tap } = await sitDown();
    await tap({ kind: "start" });
    await tap({
      kind: "set-comfort",
      comfort: { isInReach: false, isHighContrast: false, hasMoreTime: true, volumePercent: 0 },
    });
    await parts.clock.advance(90_000);
    await kiosk.tick();
    expect(kiosk.view().screen.kind).toBe("language");
  });

  it("leaves a visit that waits, and nothing of themselves on the screen", async () => {
    const { parts, kiosk, desk, tap, take, settle: wait } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    await tap(operator);
    for (const deed of ["paper-checked", "papers-confirmed"]) await take(deed);
    await wait();
    await take("data-validated");
    await wait();
    expect(JSON.stringify(kiosk.view())).toContain("SITI CONTOH");
    await parts.clock.advance(60_000);
    await kiosk.tick();
    expect(kiosk.view().operator.state).toBe("locked");
    await parts.clock.advance(40_000);
    await kiosk.tick();
    expect(kiosk.view().screen.kind).toBe("attract");
    expect(JSON.stringify(kiosk.view())).not.toContain("SITI");
    expect(desk.inHand()[0]?.state.phase).toBe("suspended");
  });

  it("does not keep an officer logged in by touching the screen; the officer at the desk does", async () => {
    const { parts, kiosk, tap } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    await tap(operator);
    for (const isAtDesk of [true, false, false]) {
      await parts.clock.advance(40_000);
      kiosk.touch(isAtDesk);
      await kiosk.tick();
      expect(kiosk.view().operator.state).toBe(isAtDesk || parts.clock.monotonicMs() < 100_000 ? "open" : "locked");
    }
    expect(kiosk.view().screen.kind).toBe("papers");
  });

  it("is not late while the office is at work", async () => {
    const { parts, kiosk, tap } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    await parts.clock.advance(600_000);
    await kiosk.tick();
    expect(kiosk.view()).toMatchObject({ screen: { kind: "papers" }, endsInMs: null });
  });
});
