import { describe, expect, it } from "vitest";
import { createTemplate, type PrintTemplate } from "../../../pipelines/fingerprint/match-fingerprints.ts";
import type { Pipelines } from "../../../runtime/capture/pipelines.ts";
import { matchPolicy } from "../../../runtime/matching/match-policy.ts";
import { createResidentGallery } from "../../../runtime/matching/resident-gallery.ts";
import { wipeTemplate } from "../../../runtime/matching/wipe-template.ts";
import { createManualClock } from "../../manual-clock.ts";
import { matchingPipelines, pressTemplate } from "./print-rig.ts";

const scoreMin = matchPolicy.duplicateScoreMin;
const empty = createTemplate([]);

/** A gallery whose matcher gives every print the score that `scoreOf` says, and notes how many it got at a time. */
function setUp(scoreOf: (index: number) => number = () => 0, visitsMax?: number) {
  const clock = createManualClock("2026-01-05T01:00:00.000Z");
  const chunks: number[] = [];
  let seen = 0;
  const pipelines: Pick<Pipelines, "scorePrints"> = {
    scorePrints: async (_probe, prints) => {
      chunks.push(prints.length);
      return prints.map(() => scoreOf(seen++));
    },
  };
  const bound = visitsMax === undefined ? {} : { visitsMax };
  const gallery = createResidentGallery({ pipelines, scoreMin: 50, timeZone: "Asia/Jakarta", clock, ...bound });
  return { gallery, clock, chunks };
}

function zeroed(template: PrintTemplate): boolean {
  return template.bits.every((word) => word === 0) && template.x.every((value) => value === 0);
}

describe("today's residents", () => {
  it("are found by a finger, by another impression of it, and nobody by a stranger's", async () => {
    const clock = createManualClock();
    const parts = { pipelines: matchingPipelines(), scoreMin, timeZone: "Asia/Jakarta", clock } as const;
    const gallery = createResidentGallery(parts);
    for (const person of ["a", "b", "c", "d"]) gallery.add(`visit-${person}`, 2, pressTemplate(person, "first"));
    const found = await gallery.search("visit-x", 2, pressTemplate("c", "second"));
    expect(found).toEqual([{ visitId: "visit-c", score: expect.any(Number) }]);
    expect(await gallery.search("visit-x", 2, pressTemplate("stranger", "first"))).toEqual([]);
    // The same finger at another position, and the visit itself, are no duplicate.
    expect(await gallery.search("visit-x", 7, pressTemplate("c", "second"))).toEqual([]);
    expect(await gallery.search("visit-c", 2, pressTemplate("c", "second"))).toEqual([]);
  });

  it("are told likeliest first, from the limit on", async () => {
    const { gallery } = setUp((index) => [50, 49.9, 80, 60][index] ?? 0);
    for (const id of ["a", "b", "c", "d"]) gallery.add(id, 1, empty);
    expect(await gallery.search("x", 1, empty)).toEqual([
      { visitId: "c", score: 80 },
      { visitId: "d", score: 60 },
      { visitId: "a", score: 50 },
    ]);
  });

  it("are compared a few at a time, so that other work of the pool gets its turn", async () => {
    const { gallery, chunks } = setUp();
    for (let index = 0; index < 150; index += 1) gallery.add(`visit-${index}`, 1, empty);
    await gallery.search("x", 1, empty);
    expect(chunks).toEqual([64, 64, 22]);
  });

  it("are five hundred at most: the oldest makes room", async () => {
    const { gallery, chunks } = setUp();
    for (let index = 0; index < 503; index += 1) gallery.add(`visit-${index}`, 1, empty);
    expect(gallery.size()).toBe(500);
    const small = setUp(() => 99, 2).gallery;
    for (const id of ["a", "b", "c"]) small.add(id, 1, empty);
    small.add("b", 2, empty);
    expect(await small.search("x", 1, empty)).toEqual([
      { visitId: "b", score: 99 },
      { visitId: "c", score: 99 },
    ]);
    expect(chunks).toEqual([]);
  });

  it("are gone when the office's calendar goes on, which is not when UTC's does", async () => {
    const { gallery, clock } = setUp(() => 99);
    gallery.add("a", 1, empty);
    // 08:00 in Jakarta; its midnight is 16 hours away.
    await clock.advance(15.9 * 3_600_000);
    gallery.turnDay();
    expect(gallery.size()).toBe(1);
    await clock.advance(0.2 * 3_600_000);
    expect(await gallery.search("x", 1, empty)).toEqual([]);
    expect(gallery.size()).toBe(0);
  });

  it("are forgotten one by one, and all at once", () => {
    const { gallery } = setUp();
    gallery.add("a", 1, empty);
    gallery.add("b", 1, empty);
    gallery.forget("a");
    gallery.forget("nobody");
    expect(gallery.size()).toBe(1);
    gallery.wipe();
    expect(gallery.size()).toBe(0);
  });

  it("are no longer told once they were forgotten while their prints waited", async () => {
    const { gallery } = setUp(() => {
      gallery.wipe();
      return 99;
    });
    gallery.add("a", 1, empty);
    expect(await gallery.search("x", 1, empty)).toEqual([]);
  });
});

describe("what leaves the gallery", () => {
  it("is overwritten, and nobody else's copy with it", async () => {
    const handed: PrintTemplate[] = [];
    const clock = createManualClock();
    const pipelines: Pick<Pipelines, "scorePrints"> = {
      scorePrints: async (_probe, prints) => {
        handed.push(...prints);
        return prints.map(() => 0);
      },
    };
    const gallery = createResidentGallery({ pipelines, scoreMin, timeZone: "Asia/Jakarta", clock });
    const mine = structuredClone(pressTemplate("wiped", "first"));
    gallery.add("a", 1, mine);
    await gallery.search("x", 1, mine);
    expect(handed.map(zeroed)).toEqual([false]);
    gallery.add("a", 1, mine);
    await gallery.search("x", 1, mine);
    expect(handed.map(zeroed)).toEqual([true, false]);
    gallery.wipe();
    expect(handed.map(zeroed)).toEqual([true, true]);
    expect(zeroed(mine)).toBe(false);
  });

  it("compares with nothing any more", async () => {
    const template = structuredClone(pressTemplate("wiped", "first"));
    wipeTemplate(template);
    const pipelines = matchingPipelines();
    const [score = Number.NaN] = await pipelines.scorePrints(pressTemplate("wiped", "second"), [template]);
    expect(score >= matchPolicy.verificationScoreMin).toBe(false);
  });
});
