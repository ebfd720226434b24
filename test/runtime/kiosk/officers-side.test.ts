import { describe, expect, it } from "vitest";
import type { Biodata } from "../../../runtime/registry/registry.ts";
import { openTestDesk } from "../visit/desk-rig.ts";
import { answerEffect, goodMachine, visitId as otherVisitId } from "../visit/play-visit.ts";
import { wayIn } from "./kiosk-rig.ts";
import { knownResident, makeKioskParts, pin } from "./make-kiosk-parts.ts";
import { operator, reason, second, sitDown } from "./sit-down.ts";

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

it("lays what the register has beside what the resident says, where they differ, and forgets it with them", async () => {
  const { kiosk, tap, take, settle: wait } = await sitDown({}, { differences: ["tempatLahir"] });
  for (const intent of wayIn()) await tap(intent);
  await tap(operator);
  for (const deed of ["paper-checked", "papers-confirmed"]) await take(deed);
  await wait();
  const { operator: side } = kiosk.view();
  const lines = side.state === "open" ? (side.desk?.data ?? []) : [];
  expect(lines.find(({ field }) => field === "tempatLahir")).toEqual({
    ...{ field: "tempatLahir", value: "KARANG MULYA", comparison: "differs", registered: "PANGKALAN BUN" },
  });
  expect(lines.filter(({ registered }) => registered !== null)).toHaveLength(1);
  await tap({ kind: "leave" });
  expect(JSON.stringify(kiosk.view())).not.toContain("PANGKALAN BUN");
});

it("compares anew when a visit comes back to the screen, and shows numbers that differ whole", async () => {
  const nomorKk = "9901010101900001";
  const machine = { ...goodMachine, differences: ["nomorKk"] };
  const desk = await openTestDesk({ perform: async (effect) => answerEffect(effect, machine) });
  const { residents } = await makeKioskParts({ desk });
  const own = { ...knownResident, nomorKk };
  const found = (biodata: Biodata) => async () => ({ kind: "found", biodata }) as const;
  const register = { ...own, nomorKk: "9901010101980001" };
  const asked = { find: found(own), findRegistered: found(register), read: async () => own };
  const { kiosk, tap, take, settle: wait } = await sitDown({ desk, residents: { ...residents, ...asked } });
  for (const intent of wayIn()) await tap(intent);
  await tap(operator);
  for (const deed of ["paper-checked", "papers-confirmed"]) await take(deed);
  await wait();
  const line = () => {
    const { operator: side } = kiosk.view();
    return side.state === "open" ? side.desk?.data.find(({ field }) => field === "nomorKk") : null;
  };
  const shown = { field: "nomorKk", value: nomorKk, comparison: "differs", registered: "9901010101980001" };
  expect(line()).toEqual(shown);
  await take("suspended", { reason });
  const visitId = desk.inHand()[0]?.visitId ?? "";
  await tap({ kind: "leave" });
  expect(await tap({ kind: "resume-visit", visitId })).toEqual({ kind: "done" });
  await wait();
  expect(line()).toEqual(shown);
});

it("prints the letter for officers alone, and says where it is", async () => {
  const printed: string[] = [];
  const stateOf = () => (printed.length === 0 ? "due" : "printing");
  const print = (id: string) => printed.push(id) > 0;
  const { kiosk, desk, tap } = await sitDown({ letters: { stateOf, print, onChange: () => () => undefined } });
  const letter = () => {
    const { operator: side } = kiosk.view();
    return side.state === "open" ? side.desk?.letter : undefined;
  };
  await tap(operator);
  expect(await tap({ kind: "print-letter" })).toEqual({ kind: "invalid", problem: "not-offered" });
  await tap({ kind: "log-out" });
  for (const intent of wayIn()) await tap(intent);
  expect(await tap({ kind: "print-letter" })).toEqual({ kind: "invalid", problem: "not-offered" });
  await tap(operator);
  expect(letter()).toEqual({ state: "due", canPrint: true });
  expect(await tap({ kind: "print-letter" })).toEqual({ kind: "done" });
  expect(printed).toEqual([desk.inHand()[0]?.visitId]);
  expect(letter()).toEqual({ state: "printing", canPrint: false });
});
