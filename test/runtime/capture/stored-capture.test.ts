import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeStoredCapture, type StoredCapture } from "../../../runtime/capture/stored-capture.ts";
import { eyes, facePointNames } from "../../../runtime/kernel/biometric.ts";
import { isFailure } from "../../../runtime/kernel/errors.ts";
import { captureTargets } from "../../../runtime/visit/capture-target.ts";
import { encodeWhole, grayImage, storedCaptureOf } from "./stored-samples.ts";

/** Any finite number that JSON gives back as it was. */
const figure = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const circle = fc.record({ x: figure, y: figure, radius: figure });
const point = fc.record({ x: figure, y: figure });
const inkPoint = fc.record({ x: figure, y: figure, t: figure, p: figure, down: fc.boolean() });
const minutia = fc.record({
  x: figure,
  y: figure,
  angleDeg: figure,
  kind: fc.constantFrom("ending" as const, "bifurcation" as const),
  quality: figure,
});

const findings: fc.Arbitrary<StoredCapture["findings"]> = fc.oneof(
  fc.record({
    modality: fc.constant("fingerprint" as const),
    minutiae: fc.option(fc.array(minutia, { maxLength: 5 })),
  }),
  fc.record({
    modality: fc.constant("iris" as const),
    geometry: fc.option(fc.record({ limbus: circle, pupil: circle })),
  }),
  fc.record({
    modality: fc.constant("face" as const),
    geometry: fc.option(
      fc.record({
        pose: fc.record({ yawDeg: figure, pitchDeg: figure, rollDeg: figure }),
        eyeCentres: fc.tuple(point, point),
        headWidthPx: figure,
        isCut: fc.boolean(),
        isTurned: fc.boolean(),
        isReduced: fc.boolean(),
        points: fc.array(fc.record({ name: fc.constantFrom(...facePointNames), x: figure, y: figure }), {
          maxLength: 12,
        }),
        irises: fc.array(
          fc.record({ eye: fc.constantFrom(...eyes), x: figure, y: figure, radius: figure, openingRatio: figure }),
          { maxLength: 2 },
        ),
      }),
    ),
  }),
  fc.record({
    modality: fc.constant("signature" as const),
    ink: fc.option(
      fc.record({
        kind: fc.constant("ink" as const),
        widthMm: figure,
        heightMm: figure,
        points: fc.array(inkPoint, { maxLength: 5 }),
      }),
    ),
    svg: fc.option(fc.string()),
  }),
);

const pixelsOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const size = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }));
const image: fc.Arbitrary<StoredCapture["image"]> = fc.oneof(
  size.chain(([widthPx, heightPx]) =>
    fc.record({
      widthPx: fc.constant(widthPx),
      heightPx: fc.constant(heightPx),
      resolutionPpi: figure,
      pixels: pixelsOf(widthPx * heightPx),
    }),
  ),
  size.chain(([widthPx, heightPx]) =>
    fc.record({
      widthPx: fc.constant(widthPx),
      heightPx: fc.constant(heightPx),
      pixels: pixelsOf(widthPx * heightPx * 3),
    }),
  ),
);

const stored: fc.Arbitrary<StoredCapture> = fc.record({
  target: fc.constantFrom(...captureTargets),
  capturedAt: fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") })
    .map((at) => at.toISOString()),
  provenance: fc.record({
    driver: fc.string(),
    model: fc.string({ unit: "grapheme" }),
    serial: fc.string(),
    firmware: fc.string(),
    hardwareId: fc.option(fc.string()),
    nativePpi: fc.option(figure),
    bitDepth: fc.option(figure),
    isCertified: fc.boolean(),
    isSimulated: fc.boolean(),
  }),
  score: figure,
  measures: fc.dictionary(fc.stringMatching(/^[a-z]{1,12}$/), figure, { noNullPrototype: true }),
  reasons: fc.array(fc.string(), { maxLength: 4 }),
  findings,
  image,
});

/** What decoding refused the bytes with. */
async function refusalOf(bytes: Uint8Array) {
  try {
    await decodeStoredCapture(bytes);
  } catch (error) {
    if (isFailure(error, "record.invalid")) return error.detail;
    throw error;
  }
  return null;
}

/** The bytes with their header changed, and its length set right. */
function withHeader(bytes: Uint8Array, change: (header: Record<string, unknown>) => unknown): Uint8Array {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const header: Record<string, unknown> = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const text = new TextEncoder().encode(JSON.stringify(change(header)));
  const prefix = new Uint8Array(4);
  new DataView(prefix.buffer).setUint32(0, text.length);
  return Buffer.concat([prefix, text, bytes.subarray(4 + length)]);
}

describe("a stored capture", () => {
  it("is what it was before it was stored", async () => {
    await fc.assert(
      fc.asyncProperty(stored, async (capture) => {
        expect(await decodeStoredCapture(encodeWhole(capture))).toEqual(capture);
      }),
    );
  });

  it.each(captureTargets)("of %s comes back whole, from the middle of a larger buffer too", async (target) => {
    const capture = storedCaptureOf(target);
    const bytes = encodeWhole(capture);
    const within = new Uint8Array(bytes.length + 11);
    within.set(bytes, 7);
    expect(await decodeStoredCapture(within.subarray(7, 7 + bytes.length))).toEqual(capture);
  });

  it("of a face from before its points and its cutting were kept is read, without any", async () => {
    const capture = storedCaptureOf("face");
    const older = withHeader(encodeWhole(capture), (header) => {
      const {
        points: _,
        isCut: _cut,
        isTurned: _turned,
        isReduced: _reduced,
        ...geometry
      } = (header["findings"] as { geometry: Record<string, unknown> }).geometry;
      return { ...header, findings: { modality: "face", geometry } };
    });
    expect((await decodeStoredCapture(older)).findings).toMatchObject({
      geometry: { headWidthPx: 6, points: [], isCut: false, isTurned: false, isReduced: false },
    });
  });

  it("of a finger from before minutiae were kept is read, without any", async () => {
    const capture = storedCaptureOf("finger-01");
    const old = withHeader(encodeWhole(capture), (header) => ({
      ...header,
      findings: { modality: "fingerprint" },
    }));
    expect(await decodeStoredCapture(old)).toEqual({
      ...capture,
      findings: { modality: "fingerprint", minutiae: null },
    });
  });

  it("of a signature from before its outline was kept is read, without any", async () => {
    const { findings } = storedCaptureOf("signature");
    if (findings.modality !== "signature") throw new RangeError(findings.modality);
    const old = withHeader(encodeWhole(storedCaptureOf("signature")), (header) => ({
      ...header,
      findings: { modality: "signature", ink: findings.ink },
    }));
    expect((await decodeStoredCapture(old)).findings).toEqual({ modality: "signature", ink: findings.ink, svg: null });
  });

  it("does not change with the buffer that it was read from", async () => {
    const bytes = Buffer.from(encodeWhole(storedCaptureOf("finger-01")));
    const decoded = await decodeStoredCapture(bytes);
    const before = Uint8Array.from(decoded.image.pixels);
    bytes.fill(0);
    expect(decoded.image.pixels).toEqual(before);
  });

  it("is refused when it is cut at any byte, or has one more", async () => {
    const bytes = encodeWhole(storedCaptureOf("finger-01"));
    for (let length = 0; length < bytes.length; length += 1) {
      expect((await refusalOf(bytes.subarray(0, length)))?.format).toBe("stored capture");
    }
    expect((await refusalOf(Buffer.concat([bytes, Uint8Array.of(0)])))?.problem).toMatch(/pixels/);
  });

  it("is never mistaken for something else, whatever the bytes are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
        expect(await refusalOf(bytes)).not.toBeNull();
      }),
    );
    const sound = encodeWhole(storedCaptureOf("signature"));
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (offset, bits) => {
        const bent = Uint8Array.from(sound);
        bent[offset] = (bent[offset] ?? 0) ^ bits;
        await refusalOf(bent);
      }),
    );
  });

  it.each([
    { what: "another version", change: (header: object) => ({ ...header, version: 2 }) },
    { what: "a field that it does not know", change: (header: object) => ({ ...header, extra: 1 }) },
    { what: "a target that does not exist", change: (header: object) => ({ ...header, target: "finger-11" }) },
    { what: "a moment that is none", change: (header: object) => ({ ...header, capturedAt: "yesterday" }) },
    { what: "no header at all", change: () => null },
  ])("is refused with $what", async ({ change }) => {
    const bytes = encodeWhole(storedCaptureOf("finger-01"));
    expect((await refusalOf(withHeader(bytes, change)))?.offsetBytes).toBe(4);
  });

  it("is refused when its size is not that of its pixels", async () => {
    const image = { channels: 1, widthPx: 7, heightPx: 7, resolutionPpi: 500 };
    const bytes = encodeWhole({ ...storedCaptureOf("finger-01"), image: grayImage(6, 7) });
    expect((await refusalOf(withHeader(bytes, (header) => ({ ...header, image }))))?.problem).toMatch(/pixels/);
    const negative = { ...image, widthPx: -6, heightPx: -7 };
    expect(await refusalOf(withHeader(bytes, (header) => ({ ...header, image: negative })))).not.toBeNull();
  });
});
