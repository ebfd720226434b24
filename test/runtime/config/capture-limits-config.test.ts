import { describe, expect, it } from "vitest";
import { defaultDocumentLimits } from "../../../pipelines/document/document-limits.ts";
import { defaultFaceLimits } from "../../../pipelines/face/face-limits.ts";
import { defaultIrisLimits } from "../../../pipelines/iris/iris-limits.ts";
import { defaultSignatureLimits } from "../../../pipelines/signature/signature-limits.ts";
import { parseBoothConfig } from "../../../runtime/config/booth-config.ts";
import { captureLimitsSchema, settleLimits } from "../../../runtime/config/capture-limits-config.ts";

const parse = (limits: unknown) => parseBoothConfig({ capture: { limits } }, "test").capture.limits;
const shipped = {
  face: defaultFaceLimits,
  iris: defaultIrisLimits,
  signature: defaultSignatureLimits,
  document: defaultDocumentLimits,
};

describe("limits of an office's own", () => {
  it("are the shipped ones where it has none", () => {
    expect(parse({})).toEqual({});
    expect(settleLimits({})).toEqual(shipped);
  });

  it("take the place of the shipped ones, measure by measure", () => {
    const own = { face: { yawMaxDeg: 5 }, document: { resolutionMinPpi: 200, glareMaxRatio: 0.01 } };
    const settled = settleLimits(parse(own));
    expect(settled.face).toEqual({ ...defaultFaceLimits, yawMaxDeg: 5 });
    expect(settled.document).toEqual({ ...defaultDocumentLimits, resolutionMinPpi: 200, glareMaxRatio: 0.01 });
    expect(settled.iris).toEqual(defaultIrisLimits);
  });

  it("may be set to what is shipped, every one of them", () => {
    for (const [modality, fields] of Object.entries(captureLimitsSchema.shape)) {
      const names = Object.keys(fields.def.innerType.shape);
      const values = Object.entries(shipped[modality as keyof typeof shipped]).filter(([name]) => names.includes(name));
      expect(values).toHaveLength(names.length);
      expect(parse({ [modality]: Object.fromEntries(values) })).toEqual({ [modality]: Object.fromEntries(values) });
    }
  });

  it.each([
    [{ face: { yawMaxDeg: 90 } }, /must be 3 to 20[\s\S]*capture\.limits\.face\.yawMaxDeg/],
    [{ document: { resolutionMinPpi: 10 } }, /must be 75 to 600[\s\S]*capture\.limits\.document\.resolutionMinPpi/],
    [{ iris: { pupilIrisRatioMin: 50, pupilIrisRatioMax: 45 } }, /no pupil would do/],
    [{ signature: { dotMaxMm: 9 } }, /would count as a dot/],
    [{ face: { luminanceMaxRatio: 1.5 } }, /must be 0\.4 to 1/],
    [{ face: { facesMax: 3 } }, /facesMax/],
    [{ signature: { isLineAllowed: true } }, /isLineAllowed/],
    [{ iris: { scoreMin: 10 } }, /scoreMin/],
    [{ voice: {} }, /voice/],
    [{ face: { yawMaxDeg: Number.NaN } }, /yawMaxDeg/],
  ])("%o are refused in a sentence", (limits, sentence) => {
    expect(() => parse(limits)).toThrow(expect.objectContaining({ code: "config.invalid" }));
    try {
      parse(limits);
    } catch (error) {
      expect((error as { detail: { problems: string } }).detail.problems).toMatch(sentence);
    }
  });
});
