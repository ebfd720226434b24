import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RecordedException } from "../../drivers/recording/recorded-exception.ts";
import { decodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { writeConfig } from "./configuration.ts";
import { enrol, inspectManifest, keyOptions, packagePath } from "./enrol.ts";
import { exceptOthers, makeResident } from "./make-resident.ts";
import { runBilik } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const timeoutMs = 240_000;
const noCamera: readonly RecordedException[] = [
  { modality: "iris", position: "right", reason: "device-unavailable" },
  { modality: "iris", position: "left", reason: "device-unavailable" },
];
const fingers = [2] as const;
const exceptions = [...exceptOthers(fingers), ...noCamera];
/** As a camera of 8 million pixels sees somebody. */
const finely = { widthPx: 2_500, heightPx: 3_334 };

async function visitWithoutIrisCamera(name: string, face: Parameters<typeof makeResident>[0], record: unknown) {
  const resident = await makeResident({
    ...{ seed: name, fingers, exceptions, hasRightEye: false, hasLeftEye: false },
    ...face,
  });
  const state = join(await makeTemporaryFolder(), "state");
  const config = await writeConfig({ record, logLevel: "silent" });
  const summary = await enrol(resident, state, "--config", config);
  return { state, summary, manifest: await inspectManifest(state, summary.packageId) };
}

describe("a booth without an iris camera", () => {
  it("keeps the eyes of a fine portrait where the office wants them, marked as visible light, and no iris", {
    timeout: timeoutMs,
  }, async () => {
    const wanted = { portraitEyes: { isKept: true } };
    const { state, summary, manifest } = await visitWithoutIrisCamera("fine", { face: finely }, wanted);
    const irises = summary.captures.filter(({ modality }) => modality === "iris");
    expect(irises.map(({ position, exception, score }) => [position, exception, score])).toEqual([
      ["right", "device-unavailable", null],
      ["left", "device-unavailable", null],
    ]);
    expect(manifest.captures.map(({ modality }) => modality)).not.toContain("iris");
    expect(manifest.missing.filter(({ modality }) => modality === "iris")).toHaveLength(2);
    expect(manifest.portraitEyes).toMatchObject([
      { kind: "kept", eye: "right", light: "visible", source: "portrait" },
      { kind: "kept", eye: "left", light: "visible", source: "portrait" },
    ]);

    const file = packagePath(state, summary.packageId ?? "");
    const verified = await runBilik("package", "verify", file, ...keyOptions(state), "--json");
    expect(JSON.parse(verified.stdout)).toMatchObject({ isSound: true });
    const told = await runBilik("package", "inspect", file, ...keyOptions(state), "--lang", "en");
    expect(told.stdout).toContain("eye from the portrait");
    expect(told.stdout).toContain("visible light, no iris capture");

    const opened = join(state, "opened");
    expect(await runBilik("package", "open", file, "--out", opened, ...keyOptions(state))).toMatchObject({ code: 0 });
    for (const eye of manifest.portraitEyes ?? []) {
      if (eye.kind !== "kept") throw new RangeError("an eye is not kept");
      const image = await decodeJp2(await readFile(join(opened, eye.file)));
      expect(image.comments.at(-1)).toMatch(/^SIMULATED EMU-.*; VISIBLE LIGHT, CUT FROM THE PORTRAIT$/);
      expect(image.widthPx).toBeGreaterThan(1.6 * 80);
      // The pupil is the darkest of it, and lies in the middle.
      expect(levelAround(image, eye.iris, 0.2)).toBeLessThan(0.5 * levelAround(image, eye.iris, 1.3));
    }
  });

  it("keeps none of a portrait that shows too little of them, and says so", { timeout: timeoutMs }, async () => {
    const wanted = { portraitEyes: { isKept: true } };
    const { manifest } = await visitWithoutIrisCamera("coarse", {}, wanted);
    expect(manifest.portraitEyes).toMatchObject([
      { kind: "not-kept", eye: "right", reason: { code: "too-few-pixels", limit: 80 } },
      { kind: "not-kept", eye: "left", reason: { code: "too-few-pixels", limit: 80 } },
    ]);
    expect(manifest.files.map(({ name }) => name).filter((name) => name.includes("eye"))).toEqual([]);
  });

  it("keeps none, and says nothing of it, unless the office asks", { timeout: timeoutMs }, async () => {
    const { manifest } = await visitWithoutIrisCamera("unasked", { face: finely }, {});
    expect("portraitEyes" in manifest).toBe(false);
    expect(manifest.files.map(({ name }) => name).filter((name) => name.includes("eye"))).toEqual([]);
  });
});

/** Mean level on a ring, to the sides, as many radii from the middle of the iris. */
function levelAround(
  { widthPx, pixels }: { readonly widthPx: number; readonly pixels: Uint8Array },
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
  share: number,
): number {
  const levels = [-20, -10, 0, 10, 20, 160, 170, 180, 190, 200].map((angleDeg) => {
    const angle = (angleDeg * Math.PI) / 180;
    const column = Math.round(x + share * radius * Math.cos(angle));
    const row = Math.round(y + share * radius * Math.sin(angle));
    return pixels[(row * widthPx + column) * 3] ?? 0;
  });
  return levels.reduce((sum, level) => sum + level, 0) / levels.length;
}
