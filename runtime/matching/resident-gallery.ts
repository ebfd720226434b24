import type { PrintTemplate } from "../../pipelines/fingerprint/match-fingerprints.ts";
import type { Pipelines } from "../capture/pipelines.ts";
import type { FingerPosition } from "../kernel/biometric.ts";
import type { Clock } from "../kernel/clock.ts";
import { type OfficeTimeZone, officeDay } from "../kernel/office-day.ts";
import { wipeTemplate } from "./wipe-template.ts";

export type GalleryHit = { readonly visitId: string; readonly score: number };

export type GalleryParts = {
  readonly pipelines: Pick<Pipelines, "scorePrints">;
  /** From this score on it is the same finger. */
  readonly scoreMin: number;
  readonly timeZone: OfficeTimeZone;
  readonly clock: Clock;
  /** Visits that are remembered at most; the oldest makes room. */
  readonly visitsMax?: number;
};

/**
 * Fingers of the residents who were captured today, by visit. In memory only, of one office day, of a bounded number of
 * visits: nothing is ever written, and what leaves is overwritten first.
 */
export type ResidentGallery = {
  /** Keeps a copy of a finger; a second one of the same visit and position takes the first one's place. */
  readonly add: (visitId: string, position: FingerPosition, template: PrintTemplate) => void;
  /** Other visits in which this finger was at this position, likeliest first. Calls may overlap. */
  readonly search: (
    visitId: string,
    position: FingerPosition,
    template: PrintTemplate,
  ) => Promise<readonly GalleryHit[]>;
  readonly forget: (visitId: string) => void;
  /** Forgets everything when the office's calendar has gone on to another day. */
  readonly turnDay: () => void;
  readonly wipe: () => void;
  /** Visits remembered now. */
  readonly size: () => number;
};

const visitsMaxDefault = 500;
/** Prints compared in one piece of work: other work of the pool waits no longer than for one of these. */
const chunkPrints = 64;

type Fingers = Map<FingerPosition, PrintTemplate>;

export function createResidentGallery(parts: GalleryParts): ResidentGallery {
  const { pipelines, scoreMin, timeZone, clock, visitsMax = visitsMaxDefault } = parts;
  /** In the order in which visits came. */
  const residents = new Map<string, Fingers>();
  const today = () => officeDay(clock.nowAt(), timeZone);
  let day = today();

  const forget = (visitId: string) => {
    for (const template of residents.get(visitId)?.values() ?? []) wipeTemplate(template);
    residents.delete(visitId);
  };
  const wipe = () => {
    for (const visitId of [...residents.keys()]) forget(visitId);
  };
  const turnDay = () => {
    const now = today();
    if (now !== day) wipe();
    day = now;
  };
  const makeRoom = () => {
    const [oldest] = residents.keys();
    if (residents.size > visitsMax && oldest !== undefined) forget(oldest);
  };

  return {
    add: (visitId, position, template) => {
      turnDay();
      const fingers: Fingers = residents.get(visitId) ?? new Map();
      const before = fingers.get(position);
      if (before !== undefined) wipeTemplate(before);
      // A copy: what is overwritten here must not be what somebody else still compares with.
      fingers.set(position, structuredClone(template));
      residents.set(visitId, fingers);
      makeRoom();
    },
    search: async (visitId, position, template) => {
      turnDay();
      const others = [...residents].flatMap(([id, fingers]) => {
        const print = fingers.get(position);
        return id === visitId || print === undefined ? [] : [{ id, print }];
      });
      const hits: GalleryHit[] = [];
      for (let start = 0; start < others.length; start += chunkPrints) {
        const chunk = others.slice(start, start + chunkPrints);
        const scores = await pipelines.scorePrints(
          template,
          chunk.map(({ print }) => print),
        );
        for (const [index, { id }] of chunk.entries()) {
          const score = scores[index] ?? 0;
          // A visit that was forgotten while its prints waited for their turn has no print any more.
          if (score >= scoreMin && residents.has(id)) hits.push({ visitId: id, score });
        }
      }
      return hits.sort((a, b) => b.score - a.score);
    },
    forget,
    turnDay,
    wipe,
    size: () => residents.size,
  };
}
