import { describe, expect, it } from "vitest";
import { decodeJp2, encodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import type { ExceptionReason, Eye } from "../../../runtime/kernel/biometric.ts";
import { readArchive } from "../../../runtime/record/archive.ts";
import { buildPackage } from "../../../runtime/record/build-package.ts";
import { checkRecords } from "../../../runtime/record/check-records.ts";
import { ownEncoding } from "../../../runtime/record/image-encoding.ts";
import type { FaceCapture, MissingCapture, PackageContent } from "../../../runtime/record/package-content.ts";
import type { PortraitEyesPolicy } from "../../../runtime/record/portrait-eye.ts";
import { keepPortraitEyes, refusePortraitEye } from "../../../runtime/record/portrait-eyes.ts";
import { type PackageArchive, readPackage } from "../../../runtime/record/read-package.ts";
import { hasSimulatedMark } from "../../../runtime/record/simulated-mark.ts";
import { faceCapture, irisCapture, live, sampleContent } from "./sample-content.ts";

const policy: PortraitEyesPolicy = { isKept: true, irisDiameterMinPx: 20 };
const missing = (eye: Eye, reason: ExceptionReason = "device-unavailable"): MissingCapture => ({
  ...{ modality: "iris", position: eye, reason, operatorId: "operator-1", secondPersonId: "kasi-1" },
});

/** Of 200 × 240 pixels, each with its own colour nearby. */
function portrait(changes: Partial<FaceCapture> = {}): FaceCapture {
  const pixels = Uint8Array.from({ length: 200 * 240 * 3 }, (_, index) => (index * 7 + (index >> 8)) % 253);
  return {
    ...faceCapture(),
    image: { widthPx: 200, heightPx: 240, pixels },
    irises: [
      { eye: "right", x: 70.4, y: 100.2, radius: 12.25, openingRatio: 0.8 },
      { eye: "left", x: 130.1, y: 101.7, radius: 11.5, openingRatio: 0.75 },
    ],
    ...changes,
  };
}

function eyesOf(changes: Partial<Pick<PackageContent, "captures" | "missing">> = {}, wish = policy) {
  return keepPortraitEyes({ captures: [portrait()], missing: [missing("right"), missing("left")], ...changes }, wish);
}

async function pack(captures: PackageContent["captures"], wanting: readonly MissingCapture[], wish = policy) {
  const portraitEyes = keepPortraitEyes({ captures, missing: wanting }, wish);
  const content = sampleContent({ captures, missing: wanting, portraitEyes });
  return readPackage((await buildPackage(content)).archive);
}

describe("an eye that stands in for an iris", () => {
  it("is cut out of the portrait pixel for pixel, with the margins of an iris crop, and says where the iris is", () => {
    const [right, left] = eyesOf();
    expect(right).toMatchObject({ kind: "kept", eye: "right", origin: { x: 50, y: 85 } });
    expect(left).toMatchObject({ kind: "kept", eye: "left" });
    if (right?.kind !== "kept") throw new RangeError("not kept");
    expect([right.image.widthPx, right.image.heightPx]).toEqual([41, 31]);
    expect(right.iris).toEqual({ x: 70.4 - 50, y: 100.2 - 85, radius: 12.25 });
    const { pixels } = portrait().image;
    for (const row of [0, 17, 30]) {
      const start = ((85 + row) * 200 + 50) * 3;
      const own = right.image.pixels.subarray(row * 41 * 3, (row + 1) * 41 * 3);
      expect(own).toEqual(pixels.subarray(start, start + 41 * 3));
    }
  });

  it("is kept only where the office wants it, and only for an iris that is missing", () => {
    expect(eyesOf({}, { ...policy, isKept: false })).toEqual([]);
    expect(eyesOf({ missing: [] })).toEqual([]);
    expect(eyesOf({ missing: [missing("left")] }).map(({ eye }) => eye)).toEqual(["left"]);
    const finger = { ...missing("left"), modality: "fingerprint", position: 3 } as const;
    expect(eyesOf({ missing: [finger] })).toEqual([]);
  });

  it.each([
    ["too few pixels across the iris", {}, "unable", { irisDiameterMinPx: 24.6 }, "too-few-pixels", 24.5],
    ["a portrait that was excepted", null, "unable", {}, "no-portrait", 0],
    ["a portrait from before irises were kept", { irises: [] }, "waived", {}, "iris-not-found", 0],
    ["a portrait that was turned upright", { isTurned: true }, "unable", {}, "portrait-turned", 1],
    ["a shut eye", { openingRatio: 0.49 }, "unable", {}, "eye-shut", 0.49],
    ["an eye at the portrait's edge", { x: 17 }, "unable", {}, "iris-not-found", 0],
    ["an eye that is not there", {}, "missing", {}, "eye-not-there", 0],
    ["an eye under a bandage", {}, "bandaged", {}, "eye-not-there", 0],
  ] as const)("is not kept of %s, and says why", (_, face, reason, limits, code, value) => {
    const [iris] = portrait().irises;
    const changed =
      face === null
        ? []
        : [portrait("irises" in face || "isTurned" in face ? face : { irises: [{ ...iris!, ...face }] })];
    const [eye] = eyesOf({ captures: changed, missing: [missing("right", reason)] }, { ...policy, ...limits });
    expect(eye).toMatchObject({ kind: "not-kept", eye: "right", reason: { code, value } });
  });

  it("is kept at the very limits", () => {
    const seen = { eye: "left", irisDiameterPx: 80, openingRatio: 0.5, isResampled: false } as const;
    const at = { isKept: true, irisDiameterMinPx: 80 };
    expect(refusePortraitEye("device-unavailable", seen, at)).toBeNull();
    expect(refusePortraitEye("unable", { ...seen, irisDiameterPx: 79.99 }, at)?.code).toBe("too-few-pixels");
    expect(refusePortraitEye("unable", { ...seen, openingRatio: Number.NaN }, at)?.code).toBe("eye-shut");
  });
});

describe("a package with eyes from the portrait", () => {
  it("holds them as plain images that say so themselves, and no iris record", async () => {
    const contents = await pack([portrait()], [missing("left"), missing("right")]);
    const names = contents.files.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["portrait-eye-right.jp2", "portrait-eye-left.jp2"]));
    expect(names.filter((name) => name.endsWith(".iir"))).toEqual([]);
    expect(contents.manifest.captures.map(({ modality }) => modality)).toEqual(["face"]);
    expect(contents.manifest.missing).toHaveLength(2);
    expect(contents.manifest.portraitEyes).toMatchObject([
      { kind: "kept", eye: "right", light: "visible", source: "portrait", file: "portrait-eye-right.jp2" },
      { kind: "kept", eye: "left", light: "visible", source: "portrait", file: "portrait-eye-left.jp2" },
    ]);
    const image = await decodeJp2(fileIn(contents, "portrait-eye-right.jp2"));
    expect(image).toMatchObject({ widthPx: 41, heightPx: 31, channels: 3 });
    expect(image.comments).toContain("SIMULATED EMU-7; VISIBLE LIGHT, CUT FROM THE PORTRAIT");
    expect(hasSimulatedMark(image.comments)).toBe(true);
    expect(await problemsOf(contents)).toEqual({});
  });

  it("marks a live portrait's eye as visible light, and not as simulated", async () => {
    const contents = await pack([portrait({ provenance: live })], [missing("right")]);
    const { comments } = await decodeJp2(fileIn(contents, "portrait-eye-right.jp2"));
    expect(comments).toContain("VISIBLE LIGHT, CUT FROM THE PORTRAIT");
    expect(hasSimulatedMark(comments)).toBe(false);
    expect(contents.manifest.isSimulated).toBe(false);
    expect(await problemsOf(contents)).toEqual({});
  });

  it("says why one is not kept, and is silent where none is wanted or needed", async () => {
    const fine = { ...policy, irisDiameterMinPx: 24 };
    const { manifest, files } = await pack([portrait()], [missing("right"), missing("left")], fine);
    expect(manifest.portraitEyes).toMatchObject([
      { kind: "kept", eye: "right" },
      { kind: "not-kept", eye: "left", reason: { code: "too-few-pixels", value: 23, limit: 24 } },
    ]);
    expect(files.map(({ name }) => name)).not.toContain("portrait-eye-left.jp2");
    const both = [irisCapture("right"), irisCapture("left"), portrait()];
    expect("portraitEyes" in (await pack(both, [])).manifest).toBe(false);
    const unwanted = await pack([portrait()], [missing("right")], { ...policy, isKept: false });
    expect("portraitEyes" in unwanted.manifest).toBe(false);
  });

  it("can be checked beside a portrait that gave up detail, whose pixels are no longer the eye's", async () => {
    const captures = [portrait()];
    const portraitEyes = eyesOf({ missing: [missing("right")] });
    const content = sampleContent({ captures, missing: [missing("right")], portraitEyes });
    const { archive } = await buildPackage(content, { ...ownEncoding, portraitLimitBytes: 40_000 });
    const contents = readPackage(archive);
    expect(contents.manifest.captures[0]).toMatchObject({ compression: { kind: "jpeg-2000-lossy" } });
    expect(await problemsOf(contents)).toEqual({});
  });

  it("is found out when an eye is another's, unmarked, elsewhere, or stands in for what is not missing", async () => {
    const contents = await pack([portrait()], [missing("right"), missing("left")]);
    const name = "portrait-eye-right.jp2";
    const { comments: _, ...image } = await decodeJp2(fileIn(contents, name));
    const replace = async (comment: string, change = (pixels: Uint8Array) => pixels) => {
      const bytes = await encodeJp2({ ...image, pixels: change(image.pixels.slice()), comment });
      return { ...contents, files: contents.files.map((file) => (file.name === name ? { name, bytes } : file)) };
    };
    const mark = "SIMULATED EMU-7; VISIBLE LIGHT, CUT FROM THE PORTRAIT";
    expect(await problemsOf(await replace(mark))).toEqual({});
    expect(await problemsOf(await replace("SIMULATED EMU-7"))).toEqual({ [name]: expect.stringContaining("visible") });
    const lit = await replace("VISIBLE LIGHT, CUT FROM THE PORTRAIT");
    expect(await problemsOf(lit)).toEqual({ [name]: expect.stringContaining("otherwise") });
    const touched = await replace(mark, (pixels) => pixels.with(900, 1 ^ pixels[900]!));
    expect(await problemsOf(touched)).toEqual({ [name]: expect.stringContaining("not what the portrait shows") });

    const eyes = contents.manifest.portraitEyes!;
    const [right] = eyes;
    if (right?.kind !== "kept") throw new RangeError("not kept");
    for (const changes of [
      { origin: { x: 51, y: 85 } },
      { origin: { x: 190, y: 85 } },
      { origin: { x: 0.5, y: 85 } },
    ]) {
      const moved = { ...contents.manifest, portraitEyes: [{ ...right, ...changes }, eyes[1]!] };
      expect(Object.keys(await problemsOf({ ...contents, manifest: moved }))).toEqual([name]);
    }
    const outside = { ...contents.manifest, portraitEyes: [{ ...right, iris: { ...right.iris, x: 38 } }, eyes[1]!] };
    expect(await problemsOf({ ...contents, manifest: outside })).toEqual({ [name]: expect.stringContaining("iris") });

    const captured = { ...contents.manifest, missing: [missing("left")] };
    expect(await problemsOf({ ...contents, manifest: captured })).toEqual({
      [name]: expect.stringContaining("missing"),
    });
    const faceless = { ...contents.manifest, captures: [] };
    expect(Object.keys(await problemsOf({ ...contents, manifest: faceless }))).toContain(name);
    const untold = { ...contents.manifest, portraitEyes: [eyes[1]!] };
    expect(await problemsOf({ ...contents, manifest: untold })).toEqual({
      [name]: expect.stringContaining("no capture"),
    });
    const absent = { ...contents.manifest, portraitEyes: [{ ...right, file: "portrait-eye-x.jp2" }, eyes[1]!] };
    expect(await problemsOf({ ...contents, manifest: absent })).toMatchObject({ [name]: expect.any(String) });
    const broken = contents.files.map((file) => (file.name === name ? { name, bytes: file.bytes.subarray(9) } : file));
    expect(await problemsOf({ ...contents, files: broken })).toEqual({ [name]: expect.any(String) });
  });

  it("keeps a fixed order whatever order the exceptions came in", async () => {
    const captures = [portrait()];
    const build = async (wanting: readonly MissingCapture[]) => {
      const portraitEyes = keepPortraitEyes({ captures, missing: wanting }, policy);
      const inOrder = [missing("right"), missing("left")];
      return (await buildPackage(sampleContent({ captures, missing: inOrder, portraitEyes }))).archive;
    };
    const [one, other] = [
      await build([missing("right"), missing("left")]),
      await build([missing("left"), missing("right")]),
    ];
    expect(readArchive(one).map(({ name }) => name)).toEqual(readArchive(other).map(({ name }) => name));
    expect(one).toEqual(other);
  });
});

function fileIn({ files }: PackageArchive, wanted: string): Uint8Array {
  return files.find(({ name }) => name === wanted)!.bytes;
}

async function problemsOf(contents: PackageArchive): Promise<Record<string, string | null>> {
  const checks = await checkRecords(contents);
  return Object.fromEntries(
    checks.filter(({ problem }) => problem !== null).map(({ file, problem }) => [file, problem]),
  );
}
