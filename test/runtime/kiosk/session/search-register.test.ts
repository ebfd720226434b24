import { describe, expect, it } from "vitest";
import { createKiosk } from "../../../../runtime/kiosk/kiosk.ts";
import type { KioskParts } from "../../../../runtime/kiosk/kiosk-parts.ts";
import type { Intent } from "../../../../runtime/kiosk/wire/page-message.ts";
import { wayIn } from "../kiosk-rig.ts";
import { knownNik, knownResident, makeKioskParts, pin } from "../make-kiosk-parts.ts";

const toIdentify = wayIn().slice(0, -1);
const logIn: Intent = { kind: "log-in", id: "operator-satu", pin };
const find: Intent = { kind: "search-register", wanted: "contoh" };
const notOffered = { kind: "invalid", problem: "not-offered" };

async function sitDown(given: Partial<KioskParts> = {}) {
  const parts = await makeKioskParts(given);
  const kiosk = createKiosk(parts);
  let taps = 0;
  const tap = (intent: Intent) => {
    taps += 1;
    return kiosk.take(`tap-${taps}-token`, kiosk.view().position, intent);
  };
  const search = () => {
    const { operator } = kiosk.view();
    return operator.state === "open" ? operator.search : null;
  };
  const firstEntry = () => {
    const shown = search();
    return shown?.state === "searched" ? (shown.found[0]?.entry ?? "") : "";
  };
  return { parts, kiosk, tap, search, firstEntry };
}

describe("a resident who does not know their number", () => {
  it("is found by an officer in the register's list, and goes on as if they had typed it", async () => {
    const { kiosk, tap, search, firstEntry } = await sitDown();
    for (const intent of [...toIdentify, logIn]) await tap(intent);
    expect(search()).toEqual({ state: "idle" });
    expect(await tap({ kind: "search-register", wanted: "co" })).toEqual({ kind: "done" });
    expect(search()).toEqual({ state: "too-short", lettersMin: 3, digitsMin: 6 });
    await tap(find);
    expect(search()).toMatchObject({
      ...{ state: "searched", isMore: false },
      found: [{ name: "SITI CONTOH", nik: "990101••••••••01", birthDate: "1990-01-01", village: "" }],
    });
    expect(JSON.stringify(kiosk.view())).not.toContain(knownNik);
    expect(await tap({ kind: "pick-resident", entry: firstEntry() })).toEqual({ kind: "done" });
    expect(kiosk.view().screen.kind).toBe("papers");
    expect(search()).toBeNull();
  });

  it("is looked for by nobody else, at no other moment, and not where there is no list", async () => {
    const { tap, search } = await sitDown();
    await tap(logIn);
    expect(await tap(find)).toEqual(notOffered);
    expect(search()).toBeNull();
    await tap({ kind: "log-out" });
    for (const intent of toIdentify) await tap(intent);
    expect(await tap(find)).toEqual(notOffered);
    const { parts } = await sitDown();
    const other = await sitDown({ residents: { ...parts.residents, search: null } });
    for (const intent of [...toIdentify, logIn]) await other.tap(intent);
    expect(await other.tap(find)).toEqual(notOffered);
  });

  it.each<readonly [string, Intent]>([
    ["the officer goes", { kind: "log-out" }],
    ["the resident goes back", { kind: "back" }],
    ["the resident leaves", { kind: "leave" }],
  ])("leaves nobody listed once %s", async (_when, going) => {
    const { kiosk, tap, search, firstEntry } = await sitDown();
    for (const intent of [...toIdentify, logIn, find]) await tap(intent);
    const entry = firstEntry();
    await tap(going);
    expect(JSON.stringify(kiosk.view())).not.toContain(knownResident["namaLengkap"]);
    const { stage } = { stage: kiosk.view().screen.kind };
    if (stage === "notice") await tap(toIdentify.at(-1) as Intent);
    await tap(logIn);
    expect(search()).toEqual(stage === "attract" ? null : { state: "idle" });
    expect(await tap({ kind: "pick-resident", entry })).toEqual(notOffered);
  });

  it("leaves nobody listed once the officers' side has locked itself", async () => {
    const { parts, kiosk, tap } = await sitDown();
    for (const intent of [...toIdentify, logIn, find]) await tap(intent);
    await parts.clock.advance(parts.timing.officerMs / 2);
    kiosk.touch(false);
    await parts.clock.advance(parts.timing.officerMs / 2);
    kiosk.touch(false);
    await kiosk.tick();
    await tap(logIn);
    expect(JSON.stringify(kiosk.view())).not.toContain(knownResident["namaLengkap"]);
  });
});
