import { describe, expect, it } from "vitest";
import { wayIn } from "./kiosk-rig.ts";
import { unknownNik } from "./make-kiosk-parts.ts";
import { operator, sitDown } from "./sit-down.ts";

describe("a person who gives no sign of life", () => {
  it("is warned, may have more time, and is forgotten before a visit", async () => {
    const { parts, kiosk, tap } = await sitDown();
    let wipes = 0;
    kiosk.onWipe(() => {
      wipes += 1;
    });
    await tap({ kind: "start" });
    await parts.clock.advance(45_000);
    await kiosk.tick();
    expect(kiosk.view().endsInMs).toBe(15_000);
    await tap({ kind: "more-time" });
    expect(kiosk.view().endsInMs).toBeNull();
    await parts.clock.advance(61_000);
    await kiosk.tick();
    expect(kiosk.view().screen.kind).toBe("attract");
    expect(wipes).toBe(1);
  });

  it("leaves language and contrast as they were for the next, also without having begun", async () => {
    const { parts, kiosk, tap } = await sitDown();
    await tap({ kind: "choose-language", language: "jv" });
    await parts.clock.advance(50_000);
    await kiosk.tick();
    expect(kiosk.view()).toMatchObject({ language: "jv", endsInMs: null, screen: { kind: "attract" } });
    await parts.clock.advance(11_000);
    await kiosk.tick();
    expect(kiosk.view()).toMatchObject({ language: "id", screen: { kind: "attract" } });
  });

  it("leaves them so too by going back to the beginning", async () => {
    const { kiosk, tap } = await sitDown();
    await tap({ kind: "start" });
    await tap({ kind: "choose-language", language: "en" });
    for (const screen of ["language", "attract"]) {
      await tap({ kind: "back" });
      expect(kiosk.view().screen.kind).toBe(screen);
    }
    expect(kiosk.view().language).toBe("id");
  });

  it("locks the officers' side though the resident goes on touching", async () => {
    const { parts, kiosk, tap } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    await tap(operator);
    for (const isAtDesk of [true, false, false]) {
      await parts.clock.advance(29_000);
      kiosk.touch(isAtDesk);
      await tap({ kind: "call-help" });
      await kiosk.tick();
      expect(kiosk.view().operator.state).toBe("open");
    }
    await parts.clock.advance(3_000);
    kiosk.touch(false);
    await kiosk.tick();
    expect(kiosk.view().operator.state).toBe("locked");
  });

  it("has twice the time who asks for it", async () => {
    const { parts, kiosk, tap } = await sitDown();
    await tap({ kind: "start" });
    await tap({
      kind: "set-comfort",
      comfort: { isInReach: false, isHighContrast: false, hasMoreTime: true, volumePercent: 0 },
    });
    await parts.clock.advance(90_000);
    await kiosk.tick();
    expect(kiosk.view().screen.kind).toBe("language");
  });

  it("is warned and forgotten also where an officer is to type in the data, who may take longer, and ask for more", async () => {
    const { parts, kiosk, desk, tap } = await sitDown();
    let wipes = 0;
    kiosk.onWipe(() => {
      wipes += 1;
    });
    for (const intent of wayIn("ktp-el", unknownNik)) await tap(intent);
    await parts.clock.advance(150_000);
    await kiosk.tick();
    expect(kiosk.view()).toMatchObject({ endsInMs: null, screen: { kind: "wait", reason: "data-entry" } });
    // Somebody who types at the desk is somebody.
    kiosk.touch(true);
    await parts.clock.advance(165_000);
    await kiosk.tick();
    expect(kiosk.view().endsInMs).toBe(15_000);
    await tap({ kind: "more-time" });
    await parts.clock.advance(165_000);
    await kiosk.tick();
    expect(kiosk.view()).toMatchObject({ endsInMs: 15_000, operator: { state: "locked" } });
    await parts.clock.advance(15_000);
    await kiosk.tick();
    expect(kiosk.view().screen.kind).toBe("attract");
    expect(wipes).toBe(1);
    expect(desk.inHand()).toEqual([]);
    // Whoever comes next finds nothing of them.
    await tap(operator);
    expect(kiosk.view().operator).toMatchObject({ entry: null });
    expect(JSON.stringify(kiosk.view())).not.toContain(unknownNik);
  });

  it("leaves a visit that waits, and nothing of themselves on the screen", async () => {
    const { parts, kiosk, desk, tap, take, settle: wait } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    await tap(operator);
    for (const deed of ["paper-checked", "papers-confirmed"]) await take(deed);
    await wait();
    await take("data-validated");
    await wait();
    expect(JSON.stringify(kiosk.view())).toContain("SITI CONTOH");
    await parts.clock.advance(60_000);
    await kiosk.tick();
    expect(kiosk.view().operator.state).toBe("locked");
    await parts.clock.advance(40_000);
    await kiosk.tick();
    expect(kiosk.view().screen.kind).toBe("attract");
    expect(JSON.stringify(kiosk.view())).not.toContain("SITI");
    expect(desk.inHand()[0]?.state.phase).toBe("suspended");
  });

  it("does not keep an officer logged in by touching the screen; the officer at the desk does", async () => {
    const { parts, kiosk, tap } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    await tap(operator);
    for (const isAtDesk of [true, false, false]) {
      await parts.clock.advance(40_000);
      kiosk.touch(isAtDesk);
      await kiosk.tick();
      expect(kiosk.view().operator.state).toBe(isAtDesk || parts.clock.monotonicMs() < 100_000 ? "open" : "locked");
    }
    expect(kiosk.view().screen.kind).toBe("papers");
  });

  it("is not late while the office is at work", async () => {
    const { parts, kiosk, tap } = await sitDown();
    for (const intent of wayIn()) await tap(intent);
    await parts.clock.advance(600_000);
    await kiosk.tick();
    expect(kiosk.view()).toMatchObject({ screen: { kind: "papers" }, endsInMs: null });
  });
});
