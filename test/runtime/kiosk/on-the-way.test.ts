import { describe, expect, it } from "vitest";
import type { AccessResult } from "../../../runtime/access/open-access.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createKiosk } from "../../../runtime/kiosk/kiosk.ts";
import type { FoundResident } from "../../../runtime/kiosk/kiosk-parts.ts";
import type { Intent } from "../../../runtime/kiosk/wire/page-message.ts";
import { nikGroups } from "../../../runtime/procedure/nik.ts";
import { submitOrThrow } from "../../../runtime/visit/visit-desk.ts";
import { openingOf, visitId as otherVisitId } from "../visit/play-visit.ts";
import { wayIn } from "./kiosk-rig.ts";
import { knownNik, knownResident, makeKioskParts, pin, unknownNik } from "./make-kiosk-parts.ts";
import { operator, reason, sitDown } from "./sit-down.ts";

describe("somebody", () => {
  it("whose number cannot be one is told why, and may type it again", async () => {
    const { kiosk, tap } = await sitDown();
    for (const intent of wayIn().slice(0, -1)) await tap(intent);
    await tap({ kind: "identify", nik: "123" });
    expect(kiosk.view().screen).toEqual({
      kind: "identify",
      problem: "not-16-digits",
      isLookingUp: false,
      groups: nikGroups,
    });
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
      expect(kiosk.view().screen).toEqual({ kind: "identify", problem, isLookingUp: false, groups: nikGroups });
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
    expect(kiosk.view().screen).toEqual({ kind: "identify", problem: null, isLookingUp: true, groups: nikGroups });
    // A second touch asks nothing twice, and help is called without a wait.
    expect(await tap(intents.at(-1) as Intent)).toEqual({ kind: "invalid", problem: "not-offered" });
    expect(await tap({ kind: "call-help" })).toEqual({ kind: "done" });
    expect(kiosk.view()).toMatchObject({ help: { by: "page" }, screen: { isLookingUp: true } });
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

  describe("whose data an officer types in", () => {
    const typed = { field: "namaLengkap", value: "BUDI CON" };
    const other = "9901014101900003";
    async function typeHalf() {
      const all = await sitDown();
      for (const intent of wayIn("ktp-el", unknownNik)) await all.tap(intent);
      await all.tap(operator);
      all.kiosk.keepTyped(typed);
      const shown = () => {
        const { operator: side } = all.kiosk.view();
        return side.state === "open" ? side.entry?.find(({ field }) => field === "namaLengkap")?.value : side.state;
      };
      return { ...all, shown };
    }

    it("has them kept while the desk locks by itself, unseen, until it is opened again", async () => {
      const { kiosk, parts, tap, shown } = await typeHalf();
      expect(shown()).toBe("BUDI CON");
      await parts.clock.advance(60_000);
      await kiosk.tick();
      expect(shown()).toBe("locked");
      expect(JSON.stringify(kiosk.view())).not.toContain("BUDI");
      // Nobody types at a desk that is locked.
      kiosk.keepTyped({ field: "namaLengkap", value: "" });
      await tap({ kind: "log-in", id: "operator-dua", pin });
      expect(shown()).toBe("BUDI CON");
    });

    it("takes no field that the form has not, and none where nobody is typed in", async () => {
      const { kiosk, tap, shown } = await typeHalf();
      kiosk.keepTyped({ field: "__proto__", value: "x" });
      kiosk.keepTyped({ field: "nik", value: other });
      expect(JSON.stringify(kiosk.view())).not.toContain(other);
      expect(shown()).toBe("BUDI CON");
      await tap({ kind: "leave" });
      kiosk.keepTyped(typed);
      expect(JSON.stringify(kiosk.view())).not.toContain("BUDI");
    });

    it("finds them after a step back, and nobody else does: another number, or the next resident", async () => {
      const { tap, shown } = await typeHalf();
      await tap({ kind: "back" });
      await tap({ kind: "identify", nik: unknownNik });
      expect(shown()).toBe("BUDI CON");
      await tap({ kind: "back" });
      await tap({ kind: "identify", nik: other });
      expect(shown()).toBe("");
      await tap({ kind: "leave" });
      for (const intent of wayIn("ktp-el", unknownNik)) await tap(intent);
      expect(shown()).toBe("");
    });
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
    const { namaLengkap: _, ...rest } = data;
    const faulty = { ...rest, jenisKelamin: "X", tanggalLahir: "1990-02-30", nomorKk: "620101", rt: "0001" };
    expect(await tap({ kind: "enter-data", data: faulty })).toMatchObject({ kind: "refused", cause: "entry-faulty" });
    const form = () => {
      const { operator: shown } = kiosk.view();
      return (shown.state === "open" ? shown.entry : null) ?? [];
    };
    const marked = () => form().flatMap(({ field, fault }) => (fault === null ? [] : [[field, fault]]));
    expect(marked()).toEqual([
      ["nomorKk", "sixteen-digits"],
      ["namaLengkap", "missing"],
      ["tanggalLahir", "no-such-date"],
      ["jenisKelamin", "not-listed"],
      ["rt", "too-long"],
    ]);
    // Nothing that was typed is lost, and a mark goes with what it was about.
    expect(form().find(({ field }) => field === "alamat")?.value).toBe("Jl. Contoh 1");
    kiosk.keepTyped({ field: "nomorKk", value: "6201010101010101" });
    expect(marked().map(([field]) => field)).toEqual(["namaLengkap", "tanggalLahir", "jenisKelamin", "rt"]);
    expect(await tap({ kind: "enter-data", data: { ...data, nothing: "x" } })).toEqual({
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
