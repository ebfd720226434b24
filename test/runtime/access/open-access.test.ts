import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Minutia } from "../../../pipelines/fingerprint/extract-minutiae.ts";
import { type NewOperator, openAccess } from "../../../runtime/access/open-access.ts";
import { emptyOperatorBook, operatorBookSchema } from "../../../runtime/access/operator-book.ts";
import { createCredentialSeal } from "../../../runtime/access/seal-credentials.ts";
import { openSettings } from "../../../runtime/settings/open-settings.ts";
import { createManualClock } from "../../manual-clock.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";
import { matchingPipelines, pressMinutiae } from "../matching/print-rig.ts";
import { createMemoryJournal } from "../visit/memory-journal.ts";

const pin = "246810";
const limits = { verificationScoreMin: 40, identificationScoreMin: 60 };
const siti: NewOperator = {
  id: "siti",
  role: "operator",
  pin,
  fingers: [{ position: 2, minutiae: pressMinutiae("siti/2", "first") }],
};
const budi: NewOperator = {
  id: "budi",
  role: "kasi",
  pin: null,
  fingers: [{ position: 7, minutiae: pressMinutiae("budi/7", "first") }],
};

async function openRig(place = makeTemporaryFolder(), key: Uint8Array = randomBytes(32)) {
  const dir = join(place, "settings");
  const open = () =>
    openSettings({
      dir,
      name: "operators",
      parse: (input) => operatorBookSchema.parse(input),
      initial: emptyOperatorBook,
    });
  const book = await open();
  onTestFinished(book.close);
  const journal = createMemoryJournal();
  const clock = createManualClock();
  const pipelines = matchingPipelines();
  let scores: readonly number[] | null = null;
  const access = openAccess({
    book,
    seal: createCredentialSeal(key),
    journal,
    limits,
    clock,
    scoreFingers: async (probe: readonly Minutia[], prints) => {
      if (scores !== null) return scores;
      const templates = await Promise.all(prints.map((print) => pipelines.describePrint(print, 500)));
      return pipelines.scorePrints(await pipelines.describePrint(probe, 500), templates);
    },
  });
  const told = () => journal.entries.map(({ kind, body }) => ({ kind, ...(body as object) }));
  const score = (...next: readonly number[]) => {
    scores = next;
  };
  return { access, book, clock, told, score, dir, place, key };
}

describe("officers", () => {
  it("are enrolled and revoked, and listed without what they prove themselves with", async () => {
    const { access, told } = await openRig();
    await access.enrol(siti);
    await access.enrol(budi);
    expect(access.list()).toEqual([
      { id: "siti", role: "operator", hasPin: true, fingers: [2] },
      { id: "budi", role: "kasi", hasPin: false, fingers: [7] },
    ]);
    await access.revoke("siti");
    expect(access.list().map(({ id }) => id)).toEqual(["budi"]);
    expect(await access.verifyPin("siti", pin)).toEqual({ kind: "refused" });
    expect(told().slice(0, 3)).toEqual([
      { kind: "operator-access", operatorId: "siti", what: "enrolled" },
      { kind: "operator-access", operatorId: "budi", what: "enrolled" },
      { kind: "operator-access", operatorId: "siti", what: "revoked" },
    ]);
  });

  it.each([
    ["an id that is none", { id: "Siti Aminah" }, /id/],
    ["the name of a program", { id: "operator-otomatis" }, /program/],
    ["an id that is taken", { id: "budi" }, /taken/],
    ["a PIN that is too short", { pin: "12345" }, /PIN/],
    ["a PIN with letters", { pin: "12345a" }, /PIN/],
    ["nothing to prove oneself with", { pin: null, fingers: [] }, /neither/],
    ["an empty finger", { fingers: [{ position: 2 as const, minutiae: [] }] }, /minutiae/],
  ])("are not enrolled with %s", async (_, change, cause) => {
    const { access } = await openRig();
    await access.enrol(budi);
    const enrolling = access.enrol({ ...siti, ...change });
    await expect(enrolling).rejects.toMatchObject({ code: "access.refused" });
    await expect(enrolling).rejects.toThrow(cause);
    await expect(access.revoke("siti")).rejects.toMatchObject({ code: "access.refused" });
  });

  it("leave neither PIN nor print on the disk, in the journal, or to another booth", async () => {
    const rig = await openRig();
    await rig.access.enrol(siti);
    await rig.access.verifyPin("siti", pin);
    await rig.access.verifyFingerprint(pressMinutiae("siti/2", "second"));
    const files = await readdir(rig.dir);
    const texts = await Promise.all(files.map((file) => readFile(join(rig.dir, file), "latin1")));
    for (const text of [...texts, JSON.stringify(rig.told())]) {
      expect(text).not.toMatch(/246810|angleDeg|salt/);
    }
    await rig.book.close();
    const stolen = await openRig(rig.place);
    await expect(stolen.access.verifyPin("siti", pin)).rejects.toMatchObject({ code: "state.corrupt" });
  });
});

it("cannot be given another role, or another officer's credentials, by whoever can write to the disk", async () => {
  const rig = await openRig();
  await rig.access.enrol(siti);
  await rig.access.enrol(budi);
  const [first, second] = rig.book.value().operators;
  const damaged = { code: "state.corrupt" };
  await rig.book.update((book) => ({ ...book, operators: [{ ...first!, role: "camat" }] }));
  await expect(rig.access.verifyPin("siti", pin)).rejects.toMatchObject(damaged);
  await rig.book.update((book) => ({ ...book, operators: [{ ...second!, sealed: first!.sealed }] }));
  await expect(rig.access.verifyPin("budi", pin)).rejects.toMatchObject(damaged);
});

describe("a PIN", () => {
  it("is the officer's, or is refused without a word why; every attempt is told by id", async () => {
    const { access, told } = await openRig();
    await access.enrol(siti);
    await access.enrol(budi);
    expect(await access.verifyPin("siti", pin)).toEqual({ kind: "granted", id: "siti", role: "operator" });
    expect(await access.verifyPin("siti", "246811")).toEqual({ kind: "refused" });
    expect(await access.verifyPin("budi", pin)).toEqual({ kind: "refused" });
    expect(await access.verifyPin("246810", "siti")).toEqual({ kind: "refused" });
    expect(await access.verifyPin("siti", "9".repeat(1_000_000))).toEqual({ kind: "refused" });
    const attempts = told().slice(2);
    expect(attempts).toEqual([
      { kind: "operator-access", operatorId: "siti", method: "pin", what: "granted" },
      { kind: "operator-access", operatorId: "siti", method: "pin", what: "refused" },
      { kind: "operator-access", operatorId: "budi", method: "pin", what: "refused" },
      // What was typed where an id belongs may be a PIN: it is not repeated.
      { kind: "operator-access", operatorId: null, method: "pin", what: "refused" },
      { kind: "operator-access", operatorId: "siti", method: "pin", what: "refused" },
    ]);
  });

  it("is no longer heard after five failures, longer each time, and not after a restart either", async () => {
    const rig = await openRig();
    await rig.access.enrol(siti);
    for (let failure = 0; failure < 5; failure += 1) await rig.access.verifyPin("siti", "000000");
    expect(await rig.access.verifyPin("siti", pin)).toEqual({ kind: "locked", remainingMs: 60_000 });
    await rig.book.close();
    const again = await openRig(rig.place, rig.key);
    expect(await again.access.verifyPin("siti", pin)).toMatchObject({ kind: "locked" });
    await again.clock.advance(60_000);
    expect(await again.access.verifyPin("siti", "000000")).toEqual({ kind: "refused" });
    expect(await again.access.verifyPin("siti", pin)).toEqual({ kind: "locked", remainingMs: 300_000 });
    await again.clock.advance(300_000);
    expect(await again.access.verifyPin("siti", pin)).toMatchObject({ kind: "granted" });
    expect(await again.access.verifyPin("siti", "000000")).toEqual({ kind: "refused" });
    expect(await again.access.verifyPin("siti", pin)).toMatchObject({ kind: "granted" });
  });

  it("costs an attempt before it is judged", async () => {
    const rig = await openRig();
    await rig.access.enrol(siti);
    const judging = rig.access.verifyPin("siti", pin);
    await expect.poll(() => rig.book.value().operators[0]?.lock.failures).toBe(1);
    await judging;
    expect(rig.book.value().operators[0]?.lock.failures).toBe(0);
  });

  it("of ids that are nobody's locks those alone, not the officers and not the fingers", async () => {
    const { access } = await openRig();
    await access.enrol(siti);
    for (let failure = 0; failure < 5; failure += 1) await access.verifyPin(`x${failure}`, pin);
    expect(await access.verifyPin("another", pin)).toMatchObject({ kind: "locked" });
    expect(await access.verifyPin("siti", pin)).toMatchObject({ kind: "granted" });
    expect(await access.verifyFingerprint(pressMinutiae("siti/2", "second"))).toMatchObject({ kind: "granted" });
  });
});

describe("a finger", () => {
  it("is the named officer's, or one of all officers', or nobody's", async () => {
    const { access, told } = await openRig();
    await access.enrol(siti);
    await access.enrol(budi);
    const [mine, theirs, nobodys] = ["siti/2", "budi/7", "stranger"].map((finger) => pressMinutiae(finger, "second"));
    const granted = { kind: "granted", id: "siti", role: "operator" };
    expect(await access.verifyFingerprint(mine!, "siti")).toEqual(granted);
    expect(await access.verifyFingerprint(mine!)).toEqual(granted);
    expect(await access.verifyFingerprint(theirs!, "siti")).toEqual({ kind: "refused" });
    expect(await access.verifyFingerprint(nobodys!)).toEqual({ kind: "refused" });
    expect(await access.verifyFingerprint([], "siti")).toEqual({ kind: "refused" });
    expect(told().at(-2)).toEqual({
      kind: "operator-access",
      operatorId: null,
      method: "fingerprint",
      what: "refused",
    });
  });

  it("needs a higher score among all officers than for the one that was named; the highest counts", async () => {
    const { access, score } = await openRig();
    await access.enrol(siti);
    await access.enrol(budi);
    const probe = pressMinutiae("siti/2", "second");
    score(40);
    expect(await access.verifyFingerprint(probe, "siti")).toMatchObject({ kind: "granted" });
    score(39.9);
    expect(await access.verifyFingerprint(probe, "siti")).toEqual({ kind: "refused" });
    score(59.9, 10);
    expect(await access.verifyFingerprint(probe)).toEqual({ kind: "refused" });
    score(60, 61);
    expect(await access.verifyFingerprint(probe)).toMatchObject({ kind: "granted", id: "budi" });
  });

  it("opens again what wrong PINs have locked", async () => {
    const { access } = await openRig();
    await access.enrol(siti);
    for (let failure = 0; failure < 5; failure += 1) await access.verifyPin("siti", "000000");
    expect(await access.verifyPin("siti", pin)).toMatchObject({ kind: "locked" });
    expect(await access.verifyFingerprint(pressMinutiae("siti/2", "second"))).toMatchObject({ kind: "granted" });
    expect(await access.verifyPin("siti", pin)).toMatchObject({ kind: "granted" });
  });

  it("that is nobody's five times keeps fingers waiting", async () => {
    const { access } = await openRig();
    await access.enrol(siti);
    for (let failure = 0; failure < 5; failure += 1) await access.verifyFingerprint(pressMinutiae("stranger", "first"));
    expect(await access.verifyFingerprint(pressMinutiae("siti/2", "second"))).toEqual({
      kind: "locked",
      remainingMs: 60_000,
    });
  });
});
