import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { VisitDeed } from "../../runtime/visit/visit-event.ts";
import { isThorough } from "../how-many.ts";
import { type DemoBooth, openDemoBooth, type Played, visitTimeoutMs } from "./demo-booth.ts";

let booth: DemoBooth;
beforeAll(async () => {
  booth = await openDemoBooth("slap");
}, 120_000);
afterAll(() => booth.close());

const ofKind = <K extends VisitDeed["kind"]>({ deeds }: Played, kind: K) =>
  deeds.filter((deed): deed is Extract<VisitDeed, { readonly kind: K }> => deed.kind === kind);
/** Each slap with what was said of each finger of it; nothing of one that is clear. */
const slaps = (played: Played) =>
  ofKind(played, "slap-captured").map(({ slap, fingers }) => {
    const said = fingers.map(({ target, capture }) => [target, ...capture.reasons.slice(0, 1).map(({ code }) => code)]);
    return `${slap}: ${said.map((words) => words.join(" ")).join(", ")}`;
  });
const expectReceipt = ({ end }: Played) => {
  if (end.phase !== "closed") throw new Error(`ended ${end.phase}`);
  expect(end.receipt.status).toBe("RECEIVED");
  return end.visit;
};

const right = "right-four: finger-02, finger-03, finger-04, finger-05";
const left = "left-four: finger-07, finger-08, finger-09, finger-10";
const thumbs = "thumbs: finger-01, finger-06";

/** A booth that reads four, four and two fingers at a time, and then compares the index finger alone. */
describe("a scripted resident's visit by whole hands", { timeout: visitTimeoutMs }, () => {
  it.runIf(isThorough)("good: three slaps, and everything is recorded finger by finger", async () => {
    const played = await booth.play("good");
    const visit = expectReceipt(played);
    expect(slaps(played)).toEqual([right, left, thumbs]);
    expect(ofKind(played, "captured").filter(({ target }) => target.startsWith("finger"))).toEqual([]);
    expect(visit.captures).toHaveLength(14);
    expect(visit.captures.every(({ capture }) => capture.isSimulated && capture.passed)).toBe(true);
    expect(new Set(visit.captures.map(({ capture }) => capture.blob.hash)).size).toBe(14);
    expect(ofKind(played, "resident-compared").every(({ decision }) => decision === "match")).toBe(true);
  });

  it("whole-hands: the other hand, a dry finger and one that stays off are told, and only what was amiss is repeated", async () => {
    const played = await booth.play("whole-hands");
    const visit = expectReceipt(played);
    const told = slaps(played);
    expect(told[0]).toBe(right.replaceAll(/(finger-\d+)/g, "$1 wrong-hand"));
    expect(told[1]).toBe(right.replace("finger-03", "finger-03 too-dry"));
    expect(told[2]).toBe("right-four: finger-03");
    expect(told[3]).toBe(left.replaceAll(/(finger-\d+)/g, "$1 too-few-fingers"));
    expect(told.slice(4)).toEqual([left, thumbs]);
    expect(visit.captures.every(({ capture, exception }) => capture.passed && exception === null)).toBe(true);
  });

  it.runIf(isThorough)("wrong-hand: has the left one taken for the right one only until it is looked at", async () => {
    const played = await booth.play("wrong-hand");
    expectReceipt(played);
    expect(slaps(played).filter((told) => told.includes("wrong-hand"))).toEqual([
      left.replaceAll(/(finger-\d+)/g, "$1 wrong-hand"),
    ]);
  });

  it("missing-fingers: they are not asked for, and the rest of the hand is read without them", async () => {
    const played = await booth.play("missing-fingers");
    const visit = expectReceipt(played);
    expect(slaps(played)).toEqual([right, "left-four: finger-07", thumbs]);
    expect(visit.exceptions.map(({ target, reason }) => [target, reason])).toEqual([
      ["finger-08", "missing"],
      ["finger-09", "missing"],
      ["finger-10", "bandaged"],
    ]);
  });

  it.runIf(isThorough)(
    "dry-fingers: each is tried as often as it takes, and one is taken below its limit by two people",
    async () => {
      const played = await booth.play("dry-fingers");
      const visit = expectReceipt(played);
      const tries = (wanted: string) => slaps(played).filter((told) => told.includes(wanted)).length;
      expect(["finger-02", "finger-03", "finger-06", "finger-04"].map(tries)).toEqual([3, 2, 3, 1]);
      expect(visit.captures.filter(({ exception }) => exception !== null).map(({ target }) => target)).toEqual([
        "finger-06",
      ]);
    },
  );
});
