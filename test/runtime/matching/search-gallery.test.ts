import { describe, expect, it } from "vitest";
import { createTemplate, type PrintTemplate } from "../../../pipelines/fingerprint/match-fingerprints.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { rebuildGallery } from "../../../runtime/matching/rebuild-gallery.ts";
import type { GalleryHit, ResidentGallery } from "../../../runtime/matching/resident-gallery.ts";
import { searchGallery } from "../../../runtime/matching/search-gallery.ts";
import type { VisitPrints } from "../../../runtime/matching/visit-prints.ts";
import { galleryFingers } from "../../../runtime/visit/acts/duplicates.ts";
import { openVisitOf, playVisit, stateAt, visitId } from "../visit/play-visit.ts";

const never = new AbortController().signal;
const template = createTemplate([]);
const visit = openVisitOf(stateAt("signature"));
const hit = (score: number): GalleryHit => ({ visitId: "22222222-2222-4333-8444-555555555555", score });

/** A gallery that notes what it is given, and finds what it is told. */
function noteGallery(hits: readonly GalleryHit[] = []) {
  const added: (readonly [string, number])[] = [];
  const gallery: ResidentGallery = {
    add: (id, position) => added.push([id, position]),
    search: async () => hits,
    forget: () => undefined,
    turnDay: () => undefined,
    wipe: () => undefined,
    size: () => added.length,
  };
  return { gallery, added };
}
const printsOf = (read: () => Promise<PrintTemplate | null>): VisitPrints => ({ read, forget: () => undefined });
const whenRebuilt = Promise.resolve();

describe("looking for a finger", () => {
  it("tells who has it, five at most, and remembers it", async () => {
    const { gallery, added } = noteGallery([90, 80, 70, 60, 59, 58].map(hit));
    const parts = { gallery, prints: printsOf(async () => template), whenRebuilt };
    const deed = await searchGallery(parts, visit, "finger-02", never);
    expect(deed).toMatchObject({ kind: "gallery-searched", target: "finger-02" });
    expect(deed.hits.map(({ score }) => score)).toEqual([90, 80, 70, 60, 59]);
    expect(added).toEqual([[visitId, 2]]);
  });

  it("finds nobody where there is no print: not settled, no finger, or lost by the disk", async () => {
    const { gallery, added } = noteGallery([hit(90)]);
    const lost = { gallery, prints: printsOf(async () => null), whenRebuilt };
    const sound = { ...lost, prints: printsOf(async () => template) };
    const without = { ...visit, captures: [] };
    expect((await searchGallery(lost, visit, "finger-02", never)).hits).toEqual([]);
    expect((await searchGallery(sound, visit, "face", never)).hits).toEqual([]);
    expect((await searchGallery(sound, without, "finger-02", never)).hits).toEqual([]);
    expect(added).toEqual([]);
  });

  it("waits until the gallery is whole again, and leaves no trace of a visit that has gone meanwhile", async () => {
    const { gallery, added } = noteGallery();
    const rebuilt = Promise.withResolvers<void>();
    const stop = new AbortController();
    const parts = { gallery, prints: printsOf(async () => template), whenRebuilt: rebuilt.promise };
    const search = searchGallery(parts, visit, "finger-02", stop.signal);
    const reason = new Error("cancelled");
    stop.abort(reason);
    rebuilt.resolve();
    await expect(search).rejects.toBe(reason);
    expect(added).toEqual([]);
  });
});

describe("a gallery after a restart", () => {
  const parts = (prints: VisitPrints, nowAt = "2026-01-05T09:00:00.000Z") => {
    const noted = noteGallery();
    return {
      ...noted,
      given: { gallery: noted.gallery, prints, timeZone: "Asia/Jakarta", nowAt, logger: createSilentLogger() } as const,
    };
  };
  const sound = printsOf(async () => template);
  const states = [{ phase: "open", visit } as const];

  it("holds the fingers of the visits in hand that had been looked for, and no others", async () => {
    const { added, given } = parts(sound);
    await rebuildGallery(states, given);
    expect(added).toEqual(galleryFingers.map((target) => [visitId, Number(target.slice(-2))]));
    const early = parts(sound);
    const unsearched = { ...visit, gallery: { ...visit.gallery, searched: ["finger-01" as const] } };
    await rebuildGallery([{ phase: "idle" }, { phase: "open", visit: unsearched }], early.given);
    expect(early.added).toEqual([[visitId, 1]]);
  });

  it("holds those of a visit that waits for its receipt", async () => {
    const sealed = playVisit("ktp-el").find(({ after }) => after.state.phase === "sealed");
    const { added, given } = parts(sound);
    await rebuildGallery([sealed!.after.state], given);
    expect(added).toHaveLength(4);
  });

  it("holds nobody of another day of the office", async () => {
    const { added, given } = parts(sound, "2026-01-05T17:00:00.000Z");
    await rebuildGallery(states, given);
    expect(added).toEqual([]);
  });

  it("does without what can no longer be read", async () => {
    let reads = 0;
    const torn = printsOf(async () => {
      reads += 1;
      if (reads === 1) throw new BoothError("vault.key-destroyed", { visitId });
      return reads === 2 ? null : template;
    });
    const { added, given } = parts(torn);
    await rebuildGallery(states, given);
    expect(added).toHaveLength(2);
  });
});
