import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FrameListener } from "../../runtime/capture/capture-station.ts";
import type { ResidentId } from "../../runtime/demo/scripted-resident.ts";
import type { VisitDeed } from "../../runtime/visit/visit-event.ts";
import { isThorough } from "../how-many.ts";
import { type DemoBooth, openDemoBooth, type Played, visitTimeoutMs } from "./demo-booth.ts";

let booth: DemoBooth;
beforeAll(async () => {
  booth = await openDemoBooth("finger");
}, 120_000);
afterAll(() => booth.close());
const play = (id: ResidentId) => booth.play(id);

type DeedKind = VisitDeed["kind"];
const ofKind = <K extends DeedKind>({ deeds }: Played, kind: K) =>
  deeds.filter((deed): deed is Extract<VisitDeed, { readonly kind: K }> => deed.kind === kind);
/** Reasons of each attempt at a target, in their order. */
const attempts = (played: Played, wanted: string) =>
  ofKind(played, "captured")
    .filter(({ target }) => target === wanted)
    .map(({ capture }) => capture.reasons.map(({ code }) => code));
const expectReceipt = ({ end }: Played) => {
  if (end.phase !== "closed") throw new Error(`ended ${end.phase}`);
  expect(end.receipt.status).toBe("RECEIVED");
  return end;
};
const expectCancelled = ({ end }: Played, reason: RegExp) => {
  if (end.phase !== "cancelled") throw new Error(`ended ${end.phase}`);
  expect(end.reason).toMatch(reason);
};
/** Targets that were not taken at their first attempt. */
const stumbles = (played: Played) => {
  const tries = new Map<string, number>();
  for (const { target } of ofKind(played, "captured")) tries.set(target, (tries.get(target) ?? 0) + 1);
  return [...tries].filter(([, count]) => count > 1).map(([target, count]) => `${target} ${count}`);
};

describe("a scripted resident before the camera", { timeout: visitTimeoutMs }, () => {
  const look = async (target: "face" | "iris-right") => {
    const seen: string[] = [];
    const onFrame: FrameListener = ({ judgement: { reasons } }) => seen.push(reasons[0]?.code ?? "nothing amiss");
    const { signal } = new AbortController();
    const result = await booth.station.attempt(target, { backdrop: "blue", signal, onFrame });
    if (result.kind !== "captured") throw new Error(result.failure);
    return { isPassed: result.verdict.passed, told: new Set(seen), last: seen.at(-1) };
  };

  const calm = { isPassed: true, told: new Set(["nothing amiss"]), last: "nothing amiss" };

  it("steps up, looks about and settles, so that guidance is seen before the shutter", async () => {
    booth.demo.choose("good");
    const first = await look("face");
    expect(first.isPassed).toBe(true);
    for (const code of ["too-far", "yaw"]) expect(first.told).toContain(code);
    expect(first.last).toBe(calm.last);
    expect(await look("face")).toEqual(calm);
    expect(await look("iris-right")).toMatchObject({ isPassed: true, told: new Set(["too-far", calm.last]) });
    expect(await look("iris-right")).toEqual(calm);
  });

  it("begins anew when chosen again", async () => {
    booth.demo.choose("glasses");
    expect((await look("face")).isPassed).toBe(false);
    await look("face");
    expect(await look("face")).toEqual(calm);
    booth.demo.choose("glasses");
    expect((await look("face")).isPassed).toBe(false);
  });
});

describe("a scripted resident before a camera that waits for a steady picture", { timeout: visitTimeoutMs }, () => {
  it("is told what is amiss until it is put right, in one attempt", async () => {
    booth.demo.choose("glasses");
    const seen: string[] = [];
    const onFrame: FrameListener = ({ judgement: { reasons } }) => seen.push(reasons[0]?.code ?? "-");
    const { signal } = new AbortController();
    const result = await booth.liveStation.attempt("face", { backdrop: "blue", signal, onFrame });
    expect(result).toMatchObject({ kind: "captured", verdict: { passed: true } });
    expect(seen).toContain("too-far");
    expect(seen.filter((code) => code === "eyes-closed").length).toBeGreaterThan(30);
    expect(seen.slice(-4)).toEqual(["-", "-", "-", "-"]);
  });
});

describe("a scripted resident's visit", { timeout: visitTimeoutMs }, () => {
  it("good: goes through at once, and everything is marked as simulated", async () => {
    const played = await play("good");
    const { visit } = expectReceipt(played);
    expect(stumbles(played)).toEqual([]);
    expect(visit.captures).toHaveLength(14);
    expect(visit.captures.every(({ capture }) => capture.isSimulated && capture.passed)).toBe(true);
    expect(visit.exceptions).toEqual([]);
  });

  it("spoofed-duplicate: is found by the fingers of an earlier visit, and sent away", async () => {
    const played = await play("spoofed-duplicate");
    expectCancelled(played, /Jari yang sama ada dalam kunjungan lain hari ini \(finger-01/);
    expect(ofKind(played, "gallery-searched").some(({ hits }) => hits.length > 0)).toBe(true);
  });

  it("dry-fingers: is told so, moistens some, and has one taken below its limit by two people", async () => {
    const played = await play("dry-fingers");
    const { visit } = expectReceipt(played);
    for (const reasons of attempts(played, "finger-02").slice(0, 2)) expect(reasons).toContain("too-dry");
    expect(attempts(played, "finger-02")[2]).toEqual([]);
    expect(attempts(played, "finger-03")[0]).toContain("too-dry");
    expect(attempts(played, "finger-06")).toHaveLength(3);
    for (const reasons of attempts(played, "finger-06")) expect(reasons).toContain("too-dry");
    expect(stumbles(played)).toEqual(["finger-02 3", "finger-03 2", "finger-06 3"]);
    const below = visit.captures.filter(({ exception }) => exception !== null);
    expect(below.map(({ target }) => target)).toEqual(["finger-06"]);
  });

  it.runIf(isThorough)("wrong-hand: is told which finger it was, and gives the right one", async () => {
    const played = await play("wrong-hand");
    expectReceipt(played);
    expect(attempts(played, "finger-06")[0]).toContain("same-as-finger-01");
    expect(attempts(played, "finger-07")[0]).toContain("same-as-finger-02");
    expect(attempts(played, "finger-09")[0]).toContain("same-as-finger-08");
    expect(stumbles(played)).toEqual(["finger-06 2", "finger-07 2", "finger-09 2"]);
  });

  it("glasses: squints at the light in them, twice, and shows glare and blur in the eyes", async () => {
    const played = await play("glasses");
    expectReceipt(played);
    for (const reasons of attempts(played, "face").slice(0, 2)) expect(reasons).toContain("eyes-closed");
    expect(attempts(played, "face").at(-1)).toEqual([]);
    expect(attempts(played, "iris-right").map(([first]) => first)).toEqual(["low-contrast", "blurred", undefined]);
    expect(stumbles(played)).toEqual(["face 3", "iris-right 3", "iris-left 3"]);
  });

  it("missing-fingers: has them recorded as such, by two people", async () => {
    const played = await play("missing-fingers");
    const { visit } = expectReceipt(played);
    expect(visit.exceptions.map(({ target, reason }) => [target, reason])).toEqual([
      ["finger-08", "missing"],
      ["finger-09", "missing"],
      ["finger-10", "bandaged"],
    ]);
    for (const { by, second } of visit.exceptions) expect(by.id).not.toBe(second.id);
    expect(visit.captures).toHaveLength(11);
  });

  it("child-with-guardian: is a beginner who fidgets, and is recorded", async () => {
    const played = await play("child-with-guardian");
    const { visit } = expectReceipt(played);
    expect(visit.eligibility).toBe("beginner");
    expect(attempts(played, "face")[0]).toContain("mouth-open");
    expect(attempts(played, "iris-right")[0]).toEqual(["eye-not-open"]);
    expect(attempts(played, "signature")[0]).not.toEqual([]);
    expect(attempts(played, "signature").at(-1)).toEqual([]);
  });

  it("under-age: is sent home before anything is captured", async () => {
    const played = await play("under-age");
    expectCancelled(played, /Belum 16 tahun/);
    expect(ofKind(played, "captured")).toEqual([]);
  });

  it("runs-out-of-time: the device gives up, the visit is suspended and resumed, and ends well", async () => {
    const played = await play("runs-out-of-time");
    const { visit } = expectReceipt(played);
    expect(ofKind(played, "capture-failed").map(({ target, failure }) => [target, failure])).toEqual([
      ["finger-04", "driver.timeout"],
      ["finger-08", "driver.timeout"],
    ]);
    expect(ofKind(played, "suspended").map(({ reason }) => reason)).toEqual([expect.stringContaining("Waktu habis")]);
    expect(ofKind(played, "resumed")).toHaveLength(1);
    expect(ofKind(played, "retry-requested").map(({ target }) => target)).toEqual(["finger-04", "finger-08"]);
    expect(visit.timings.flatMap(({ suspensions }) => suspensions)).toHaveLength(1);
    expect(visit.captures).toHaveLength(14);
  });

  it("unknown-to-register: is sent to have the NIK cleared up", async () => {
    const played = await play("unknown-to-register");
    expectCancelled(played, /register: not-found/);
  });

  it.runIf(isThorough)("data-differ: shows a paper that says why, and is recorded", async () => {
    const played = await play("data-differ");
    const { visit } = expectReceipt(played);
    expect(visit.register).toEqual({ outcome: "found", differences: ["namaLengkap", "tempatLahir"] });
    expect(visit.papers.find(({ paper }) => paper === "akte-kelahiran")).toMatchObject({
      isCopyKept: true,
      waiver: null,
    });
  });

  it("already-recorded: is sent home with that", async () => {
    const played = await play("already-recorded");
    expectCancelled(played, /register: already-recorded/);
  });
});
