import { describe, expect, it } from "vitest";
import { sampleOf } from "../../how-many.ts";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "./attend-by-touch.ts";
import { findVisitor } from "./find-visitor.ts";
import { gatesOf, readDoneVisit } from "./read-outcome.ts";
import type { Visitor } from "./residents-touch.ts";
import { onceMore, useBooth } from "./use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`no letter is asked for by touch: ${obstacle}\n`);

const errands: readonly (Pick<Visitor, "service"> & Partial<Visitor> & { readonly brought: readonly string[] })[] = [
  { service: "surat-pengantar", letter: "sktm", brought: ["formulir-desa", "ktp", "kk"] },
  { service: "ahli-waris", brought: ["formulir-desa", "ktp", "kk", "surat-kuasa", "surat-pernyataan"] },
  // The invitation is lacking, and is left to two people.
  { service: "izin-keramaian", brought: ["formulir-desa", "ktp", "kk"] },
];

describe.skipIf(obstacle !== null)("a letter by touch", { timeout: 120_000, retry: onceMore }, () => {
  const { booth, openPage } = useBooth();

  it.each(sampleOf(3, errands))(
    "$service: papers, register number, the Kasi's check, validation, hand-over",
    async (errand) => {
      const { brought, ...rest } = errand;
      const visitor = findVisitor("good", { ...rest, papers: new Set(brought) });
      const { end, receiptNumber } = await attendByTouch(await openPage(), visitor);
      expect(end).toBe("thanks");
      const { manifest, deeds } = await readDoneVisit(booth().stateDir, receiptNumber);
      expect(manifest).toMatchObject({ service: errand.service, captures: [] });
      expect(manifest.registerNumber).toMatch(/PB/);
      expect("keperluan" in manifest.biodata).toBe(rest.letter !== undefined);
      expect(manifest.letters.length).toBeGreaterThan(0);
      expect(gatesOf(manifest)).toMatchObject({
        papers: "operator:operator-demo",
        "letter-check": "kasi:kasi-demo",
        "letter-validation": "kasi:kasi-demo",
        "hand-over": "operator:operator-demo",
      });
      const waived = manifest.papers.filter(({ waiver }) => waiver !== null);
      expect(waived.map(({ id }) => id)).toEqual(errand.service === "izin-keramaian" ? ["surat-undangan"] : []);
      expect(deeds.filter(({ kind }) => kind === "letter-verified")).toHaveLength(1);
    },
  );
});
