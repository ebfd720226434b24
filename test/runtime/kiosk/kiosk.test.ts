import { describe, expect, it } from "vitest";
import { identifyNotice } from "../../../runtime/kiosk/session/notice.ts";
import { writeNotice } from "../../../runtime/kiosk/wire/notice-text.ts";
import { wayIn } from "./kiosk-rig.ts";
import { office, pin } from "./make-kiosk-parts.ts";
import { operator, second, sitDown } from "./sit-down.ts";

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
    expect(gates[0]).toMatch(/^notice:2:[0-9a-f]{16}:id$/);
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

it("shows whose booth it is, and the notice of the very service, in the language that is read", async () => {
  const { kiosk, tap } = await sitDown({ office: "Kecamatan Lain" });
  for (const intent of wayIn("ahli-waris").slice(0, 3)) await tap(intent);
  await tap({ kind: "choose-language", language: "en" });
  const { screen } = kiosk.view();
  expect(kiosk.view().office).toBe("Kecamatan Lain");
  expect(screen).toEqual({
    kind: "notice",
    ...identifyNotice("ahli-waris", "Kecamatan Lain"),
    sections: writeNotice("ahli-waris", "Kecamatan Lain", "en"),
  });
  // Agreed to is what was shown: neither another service's notice nor another office's.
  for (const hash of [identifyNotice("ktp-el", "Kecamatan Lain").hash, identifyNotice("ahli-waris", office).hash]) {
    expect(await tap({ kind: "accept-notice", hash })).toEqual({ kind: "invalid", problem: "not-offered" });
  }
  const { hash } = identifyNotice("ahli-waris", "Kecamatan Lain");
  expect(await tap({ kind: "accept-notice", hash })).toEqual({ kind: "done" });
});

it("says of a booth that serves nobody why, and lets nobody begin", async () => {
  const { kiosk, tap } = await sitDown({ outOfService: "safe-mode" });
  expect(kiosk.view()).toMatchObject({ screen: { kind: "out-of-service", condition: "safe-mode" }, offers: [] });
  expect(await tap({ kind: "start" })).toEqual({ kind: "invalid", problem: "not-offered" });
  expect(await tap(operator)).toEqual({ kind: "invalid", problem: "not-offered" });
  expect(await tap({ kind: "choose-language", language: "jv" })).toEqual({ kind: "done" });
  expect(await tap({ kind: "call-help" })).toEqual({ kind: "done" });
  expect(kiosk.view()).toMatchObject({ language: "jv", help: { by: "page", canAnswer: true } });
  // Nobody can log in here: whoever has come says so.
  expect(await tap({ kind: "answer-help" })).toEqual({ kind: "done" });
  expect(kiosk.view().help).toBeNull();
});

it("tells an officer what to do about a device that is away, and the resident what is theirs to do", async () => {
  const words = { id: "Kalimat untuk pemohon.", en: "A sentence to the resident." };
  const away = {
    ...{
      role: "fingerprint",
      driver: "fingerprint-sbi",
      model: "-",
      state: "lost" as const,
      failure: "driver.untrusted",
    },
    ...{ reported: "sbi:107", awaySince: "2026-01-05T01:00:00.000Z", nextTryAt: null },
    advice: { ...words, action: "call-operator" as const, remedy: "distrust" as const },
  };
  const busy = {
    ...{ ...away, role: "irisCamera", failure: "driver.busy", reported: null },
    advice: { ...words, action: "retry" as const, remedy: "wait" as const },
  };
  const ready = { ...away, role: "printer", state: "ready" as const };
  const { kiosk } = await sitDown({ devices: { status: () => [away, busy, ready], onChange: () => () => undefined } });
  expect(kiosk.view().conditions).toEqual([
    {
      ...{ kind: "device-away", role: "fingerprint", failure: "driver.untrusted" },
      ...{ advice: null, remedy: "distrust", reported: "sbi:107" },
    },
    {
      ...{ kind: "device-away", role: "irisCamera", failure: "driver.busy" },
      ...{ advice: words, remedy: "wait", reported: null },
    },
  ]);
});

describe("a call for an officer", () => {
  it("stands though the resident taps again and goes, until an officer has come", async () => {
    const { parts, kiosk, tap } = await sitDown();
    await tap({ kind: "start" });
    await tap({ kind: "call-help" });
    await parts.clock.advance(30_000);
    expect(await tap({ kind: "call-help" })).toEqual({ kind: "done" });
    expect(kiosk.view().help).toEqual({ by: "page", waitedMs: 30_000, canAnswer: false });
    expect(await tap({ kind: "answer-help" })).toEqual({ kind: "invalid", problem: "not-offered" });
    await tap({ kind: "leave" });
    expect(kiosk.view()).toMatchObject({ screen: { kind: "attract" }, help: { by: "page" } });
    await tap(operator);
    expect(kiosk.view().help).toMatchObject({ canAnswer: true });
    expect(await tap({ kind: "answer-help" })).toEqual({ kind: "done" });
    expect(kiosk.view().help).toBeNull();
    expect(await tap({ kind: "answer-help" })).toEqual({ kind: "invalid", problem: "not-offered" });
  });

  it("does not keep the language of who called and went", async () => {
    const { parts, kiosk, tap } = await sitDown();
    await tap({ kind: "choose-language", language: "en" });
    await tap({ kind: "call-help" });
    await parts.clock.advance(61_000);
    await kiosk.tick();
    expect(kiosk.view()).toMatchObject({ language: "id", help: { by: "page" } });
  });
});
