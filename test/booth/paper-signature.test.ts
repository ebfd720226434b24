import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fullSignatureScene } from "../../drivers/signature-pad/signature-scene.ts";
import { synthesiseSignature } from "../../drivers/signature-pad/synthesise-signature.ts";
import { decodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { assessSignature, defaultSignatureLimits } from "../../pipelines/signature/assess-signature.ts";
import { writeScripts } from "../../runtime/demo/scripted-residents.ts";
import { createRandom } from "../../runtime/kernel/random.ts";
import { readSignatureSvg } from "../../runtime/record/signature-svg.ts";
import { comparePictures, rasterise } from "../pipelines/signature/compare-pictures.ts";
import { type DemoBooth, openDemoBooth, type Played, visitTimeoutMs } from "./demo-booth.ts";
import { type OpenedPackage, openPackage } from "./open-package.ts";

let booth: DemoBooth;
let played: Played;
let opened: OpenedPackage;

beforeAll(async () => {
  booth = await openDemoBooth("finger", { signaturePad: { driver: "paper" } });
  played = await booth.play("good");
  if (played.end.phase !== "closed") throw new RangeError(played.end.phase);
  opened = await openPackage(booth.stateDir, played.end.receipt.packageId);
}, visitTimeoutMs);
afterAll(() => booth.close());

describe("a visit whose signature is made on paper", () => {
  it("goes through to the receipt at the first attempt, with the papers on the same scanner", () => {
    const signatures = played.deeds.filter((deed) => "target" in deed && deed.target === "signature");
    expect(signatures.map(({ kind }) => kind)).toEqual(["captured"]);
    expect(played.deeds.some(({ kind }) => kind === "page-scanned")).toBe(true);
    expect(played.deeds.some(({ kind }) => kind === "scan-failed")).toBe(false);
  });

  it("says in the package that it was paper, by which scanner, and that it was simulated", () => {
    const capture = opened.manifest.captures.find(({ modality }) => modality === "signature");
    expect(capture).toMatchObject({
      ...{ score: 100, attempts: 1, reasons: [], exception: null },
      provenance: {
        ...{ driver: "signature-pad-paper", model: "Simulated page scanner", serial: "EMU-DOCUMENT-SCANNER-1" },
        isSimulated: true,
      },
      files: ["signature.jp2", "signature.svg"],
    });
    expect(capture?.measures).toMatchObject({ inkContrast: expect.any(Number), resolutionPpi: expect.any(Number) });
    expect(opened.names.filter((name) => name.startsWith("signature")).sort()).toEqual([
      "signature.jp2",
      "signature.svg",
    ]);
    expect(opened.manifest.missing).toEqual([]);
  });

  it("holds the picture and the outline of the very signature that was written on the sheet", async () => {
    const { resolutionPpi, widthPx, heightPx, pixels, comments } = await decodeJp2(await opened.read("signature.jp2"));
    expect(resolutionPpi).toBe(300);
    expect(comments).toContain("SIMULATED EMU-DOCUMENT-SCANNER-1");
    const svg = await opened.read("signature.svg");
    expect(readSignatureSvg(svg)).toMatchObject({ comments: ["SIMULATED EMU-DOCUMENT-SCANNER-1"] });
    expect(comparePictures({ pixels }, await rasterise(svg, { widthPx, heightPx })).iou).toBeGreaterThan(0.8);

    const person = writeScripts("2026-01-05").find(({ id }) => id === "good")?.body.person ?? "nobody";
    const written = synthesiseSignature(createRandom(`${person}/signature`), fullSignatureScene(person));
    const { extentMm } = assessSignature(written, defaultSignatureLimits);
    // Less a margin of 2 mm on each side.
    expect((widthPx / 300) * 25.4 - 4).toBeCloseTo(extentMm.width, -0.5);
    expect((heightPx / 300) * 25.4 - 4).toBeCloseTo(extentMm.height, -0.5);
  });
});
