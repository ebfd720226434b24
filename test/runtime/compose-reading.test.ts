import { describe, expect, it } from "vitest";
import { synthesisePage } from "../../drivers/document-scanner/synthesise-page.ts";
import type { NumbersRead } from "../../runtime/capture/read-numbers.ts";
import { readPage } from "../../runtime/compose-reading.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { encodePage } from "../../runtime/record/encode-page.ts";
import type { Vault } from "../../runtime/vault/vault.ts";

const nik = "9901014505900001";
const visitId = "11111111-2222-4333-8444-555555555555";
const blob = (name: string) => ({ hash: name.repeat(64), lengthBytes: 10 });
const check = { isOriginalSighted: false, isCopyKept: false, waiver: null, looks: [], readings: [] };
const visit = { visitId, residentData: blob("d"), papers: [{ ...check, paper: "kk", pages: [blob("a")] }] };
const { signal } = new AbortController();

function vaultOf(page: Uint8Array): Pick<Vault, "get"> {
  return {
    get: async (_, { hash }) =>
      hash === visit.residentData.hash ? new TextEncoder().encode(JSON.stringify({ nik })) : page,
  };
}

function partsOf(page: Uint8Array, readNumbers: () => Promise<NumbersRead>, readsNumbers = true) {
  return { vault: vaultOf(page) as Vault, pipelines: { readNumbers }, readsNumbers };
}

const readIt = async (): Promise<NumbersRead> => ({
  numbers: [{ digits: nik, confidencePercent: 90, source: "print" }],
  quarterTurns: 0,
});
const place = { paper: "kk", page: 0 };
const unread = (failure: string) => ({ kind: "page-read", ...place, hints: [], failure });

describe("readPage", () => {
  it("takes the picture out of the kept page and says how its numbers compare with what was typed", async () => {
    const kept = await encodePage(await synthesisePage("kk", { resolutionPpi: 100 }), "2026-03-14T02:06:00.000Z");
    let seen = 0;
    const readNumbers = async (page: { readonly widthPx: number }) => {
      seen = page.widthPx;
      return readIt();
    };
    const looking = { ...partsOf(kept, readIt), pipelines: { readNumbers } };
    expect(await readPage(looking, visit, place, signal)).toEqual({
      ...unread(""),
      hints: [{ field: "nik", outcome: "same", confidencePercent: 90, source: "print" }],
      failure: null,
    });
    expect(seen).toBe(1_169);
  });

  it("gives no hint, and the failure's code, where the page cannot be read", async () => {
    const kept = await encodePage(await synthesisePage("ktp", { resolutionPpi: 60 }), "2026-03-14T02:06:00.000Z");
    const late = async () => Promise.reject(new BoothError("reading.timeout", { timeoutMs: 1 }));
    expect(await readPage(partsOf(kept, late), visit, place, signal)).toEqual(unread("reading.timeout"));
    expect(await readPage(partsOf(kept.subarray(0, 90), readIt), visit, place, signal)).toEqual(
      unread("codec.invalid"),
    );
    expect(await readPage(partsOf(Uint8Array.of(1), readIt), visit, place, signal)).toEqual(unread("codec.invalid"));
  });

  it("reads nothing where nobody sits at a desk", async () => {
    const never = async () => Promise.reject(new RangeError("asked"));
    expect(await readPage(partsOf(Uint8Array.of(1), never, false), visit, place, signal)).toEqual(unread("not-asked"));
  });

  it("rejects once nobody waits for it", async () => {
    const kept = await encodePage(await synthesisePage("ktp", { resolutionPpi: 60 }), "2026-03-14T02:06:00.000Z");
    const reading = readPage(partsOf(kept, readIt), visit, place, AbortSignal.abort(new Error("gone")));
    await expect(reading).rejects.toThrow("gone");
  });
});
