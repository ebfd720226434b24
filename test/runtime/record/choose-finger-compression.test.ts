import { describe, expect, it } from "vitest";
import { chooseFingerCompression } from "../../../runtime/record/choose-finger-compression.ts";
import { flatImage } from "../../pipelines/fingerprint/read-print.ts";

const print = (resolutionPpi: number, widthPx = 300, heightPx = 400) =>
  flatImage(widthPx, heightPx, 128, resolutionPpi);

describe("a finger's compression", () => {
  it("is lossless unless the office wants it otherwise", () => {
    const lossless = { kind: "jpeg-2000-lossless", insteadOfWsq: null };
    for (const ppi of [0, 500, 1000])
      expect(chooseFingerCompression("jpeg-2000-lossless", print(ppi))).toEqual(lossless);
  });

  it("is WSQ at the rate the office wants, for every sensor that is called 500 ppi", () => {
    for (const ppi of [475, 500, 508, 512, 525]) {
      expect(chooseFingerCompression("wsq-0.75", print(ppi))).toEqual({ kind: "wsq", bitsPerPixel: 0.75 });
      expect(chooseFingerCompression("wsq-2.25", print(ppi))).toEqual({ kind: "wsq", bitsPerPixel: 2.25 });
    }
  });

  it.each([0, 250, 474, 526, 1000, Number.NaN])("is lossless all the same at %d ppi, and says why", (ppi) => {
    expect(chooseFingerCompression("wsq-0.75", print(ppi))).toEqual({
      kind: "jpeg-2000-lossless",
      insteadOfWsq: "resolution",
    });
  });

  it("is lossless for an image too small for WSQ", () => {
    expect(chooseFingerCompression("wsq-0.75", print(500, 31, 400))).toMatchObject({ insteadOfWsq: "size" });
    expect(chooseFingerCompression("wsq-0.75", print(500, 400, 32))).toMatchObject({ kind: "wsq" });
  });
});
