import { describe, expect, it } from "vitest";
import {
  nameAskedClips,
  nameProblemClips,
  nameScreenClips,
} from "../../../../../runtime/kiosk/page/resident/screen-speech.ts";
import { listClips } from "../../../../../runtime/kiosk/page/voice/clips.ts";
import { catalogues } from "../../../../../runtime/kiosk/page/words/catalogues.ts";
import { lookUp, refusalClips } from "../../../../../runtime/kiosk/page/words/look-up.ts";
import { everyView, findView } from "../../../../page/every-view.ts";

const clips = new Map(listClips("id").map(({ name, text }) => [name, text]));
const say = (names: readonly string[]) => names.map((name) => clips.get(name) ?? name).join(" ");
const knowsFailure = (code: string) => lookUp(catalogues.id.failures, code) !== null;

describe("what is read aloud of a screen", () => {
  it("is there as a clip, on every screen and in every state", () => {
    const asked = everyView.flatMap(({ view: { screen } }) => [
      ...nameScreenClips(screen),
      ...nameAskedClips(screen),
      ...nameProblemClips(screen, knowsFailure),
    ]);
    expect(asked.length).toBeGreaterThan(60);
    expect(asked.filter((name) => !clips.has(name))).toEqual([]);
  });

  it("begins with what the screen is, and says what to do", () => {
    expect(say(nameScreenClips(findView("identify").screen))).toMatch(/^Masukkan NIK Anda Ketik/);
    expect(nameScreenClips({ kind: "attract" })).toEqual([]);
    expect(say(nameScreenClips(findView("signature-line").screen))).toContain("Satu garis saja sudah cukup");
    expect(nameScreenClips({ kind: "wait", reason: "signing" })).toEqual(["screens.wait.title", "waits.signing"]);
  });

  it("names the whole hand where the whole hand is asked for, and else each finger that is", () => {
    expect(say(nameAskedClips(findView("fingers-slap").screen))).toBe("Empat jari kiri");
    expect(say(nameAskedClips(findView("fingers-slap-again").screen))).toBe("Jari tengah kanan Kelingking kanan");
    expect(say(nameAskedClips(findView("fingers-one").screen))).toBe("Jari tengah kanan");
  });

  it("tells what went wrong, by a general sentence where nothing is known of it", () => {
    const { screen } = findView("papers-failure");
    expect(nameProblemClips(screen, knowsFailure)).toEqual(["failures.no-page.resident"]);
    const unheardOf = { kind: "papers", papers: [], scanFailure: "driver.unheard-of" } as const;
    expect(nameProblemClips(unheardOf, knowsFailure)).toEqual(["failures.other.resident"]);
    for (const cause of ["papers-incomplete:kk", "driver.timeout", "unheard-of"]) {
      expect(refusalClips(catalogues.id, cause, "call-operator").filter((name) => !clips.has(name))).toEqual([]);
    }
  });

  it("sends a resident to an officer for whatever only an officer can do about a refusal", () => {
    const next = (action: string) => refusalClips(catalogues.id, "not-now", action)[1];
    expect(next("wait")).toBe("nextActions.wait");
    for (const action of ["waive-verification", "dismiss-duplicate-or-cancel", "unheard-of"])
      expect(next(action)).toBe("nextActions.call-operator");
  });
});
