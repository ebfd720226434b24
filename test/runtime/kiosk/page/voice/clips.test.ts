import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listClips } from "../../../../../runtime/kiosk/page/voice/clips.ts";
import { catalogues } from "../../../../../runtime/kiosk/page/words/catalogues.ts";
import { advicePath } from "../../../../../runtime/kiosk/page/words/look-up.ts";
import { languages } from "../../../../../runtime/kiosk/wire/languages.ts";

describe.each(languages)("the clips in %s", (language) => {
  const words = catalogues[language];
  const clips = new Map(listClips(language).map(({ name, text }) => [name, text]));

  it("are named once each, by names that files can bear", () => {
    expect(clips.size).toBe(listClips(language).length);
    expect([...clips.keys()].filter((name) => !/^[a-zA-Z0-9.-]+$/.test(name))).toEqual([]);
  });

  it("say every piece of advice, on either side", () => {
    const topics = [
      ["face", words.reasons.face],
      ["iris-left", words.reasons.iris],
      ["signature", words.reasons.signature],
      ["page", words.reasons.document],
      ["finger-02", words.reasons.fingerprint],
    ] as const;
    const paths = topics.flatMap(([target, table]) =>
      [...Object.keys(table), "same-as-finger-01"].flatMap((code) =>
        ([-1, 0, 1] as const).map((side) => advicePath(target, { code, side }).join(".")),
      ),
    );
    expect(paths.length).toBeGreaterThan(200);
    expect(paths.filter((path) => !clips.has(path))).toEqual([]);
  });

  it("say title and guidance of every screen", () => {
    for (const [kind, { title, guide }] of Object.entries(words.screens)) {
      expect(clips.get(`screens.${kind}.title`)).toBe(title);
      expect(clips.get(`screens.${kind}.guide`)).toBe(guide);
    }
  });

  it("are the same in every language by name", () => {
    expect([...clips.keys()]).toEqual(listClips("id").map(({ name }) => name));
  });
});

describe("espeak-ng", () => {
  const hasVoice = spawnSync("espeak-ng", ["--version"]).status === 0;
  it.skipIf(!hasVoice)("knows the voices that the build asks for", () => {
    const folder = mkdtempSync(join(tmpdir(), "bilik-voice-"));
    try {
      for (const voice of ["id", "en-gb"]) {
        const path = join(folder, `${voice}.wav`);
        expect(spawnSync("espeak-ng", ["-v", voice, "-w", path, "--", "NIK 16"]).status).toBe(0);
        // A RIFF header and more than half a second of speech.
        expect(existsSync(path) && readFileSync(path).length).toBeGreaterThan(22_050);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
