import { afterEach, describe, expect, it } from "vitest";
import { createFingerprintSecugen, secugenReports } from "../../../drivers/fingerprint/fingerprint-secugen.ts";
import { createEmulatorKeys } from "../../../drivers/transport/sbi-emulator/emulator-keys.ts";
import { takeOne } from "../frame-source-contract.ts";
import { createFastClock } from "../transport/sbi/emulator-bench.ts";
import { testFingerprintContract } from "./fingerprint-contract.ts";
import { formatBmp, useVendorService, vendorBenches } from "./vendor-service.ts";

const clock = createFastClock(8);
const bmp = formatBmp(30, 40);
let answerCode = 0;
let seen: { readonly origin: string | undefined; readonly fields: Record<string, string> } | null = null;
const service = useVendorService(
  ({ url, headers }, body, fault) => {
    if (headers.origin !== "https://localhost") return { ErrorCode: 2 };
    if (url === "/SGIMatchScore") return { ErrorCode: 3 };
    seen = { origin: headers.origin, fields: Object.fromEntries(new URLSearchParams(body)) };
    if (fault === "held") return { ErrorCode: 59 };
    if (answerCode !== 0) return { ErrorCode: answerCode };
    const image = fault === "truncated" ? bmp.subarray(0, 1_500) : bmp;
    return {
      ...{ ErrorCode: 0, Manufacturer: "SecuGen", Model: "HU20", SerialNumber: "EMU-H123", ImageHeight: 40 },
      ...{ ImageWidth: fault === "wrong-geometry" ? 300 : 30, ImageDPI: 500, ImageQuality: 88, NFIQ: 1 },
      ...{ ImageDataBase64: null, BMPBase64: image.toString("base64"), TemplateBase64: "Rk1SACAy", WSQImage: "/6D/" },
    };
  },
  { capturePath: "/SGIFPCapture", isTls: true },
);
const create = (readCertificatePem: () => Promise<string | null> = async () => null, serial: string | null = null) =>
  createFingerprintSecugen({
    ...{ clock, slowFactor: 1, serial, readCertificatePem, captureTimeoutMs: 1_000, qualityMin: 50 },
    ...{ port: service.port(), isTls: true, licence: "" },
  });
const look = { target: 3, timeoutMs: 5_000, signal: new AbortController().signal } as const;
afterEach(() => {
  answerCode = 0;
});

describe("SecuGen's local service", () => {
  testFingerprintContract({
    ...vendorBenches(service, create),
    // The service tells its serial number with the first print, and so whether it is emulated.
    isSimulated: false,
    absent: () => {
      answerCode = 101;
      return { device: create(), settle: (work) => work, target: 3 };
    },
    target: 3,
    flow: "live",
  });

  it("is asked as its manual says, and its print comes out pixel for pixel", async () => {
    const device = create();
    await device.open();
    const { image, deviceScore } = await takeOne(device, look);
    expect(seen).toEqual({
      origin: "https://localhost",
      fields: {
        ...{ Timeout: "1000", Quality: "50", licstr: "", fakeDetection: "0", templateFormat: "ISO" },
        imageWSQRate: "0.75",
      },
    });
    expect(deviceScore).toBe(88);
    expect(image).toMatchObject({ widthPx: 30, heightPx: 40, resolutionPpi: 500 });
    expect(image.pixels[30 * 7 + 11]).toBe(11 * 3 + 7 * 5);
    expect(device.provenance()).toEqual({
      ...{ driver: "fingerprint-secugen", model: "SecuGen HU20", serial: "EMU-H123", firmware: "unknown" },
      ...{ hardwareId: "secugen:HU20", nativePpi: 500, bitDepth: 8, isCertified: false, isSimulated: true },
    });
    await device.close();
  });

  it.each([
    [51, "driver.malformed", "call-operator"],
    [54, "driver.timeout", "reseat"],
    [55, "driver.disconnected", "call-operator"],
    [57, "driver.no-biometric", "reseat"],
    [59, "driver.busy", "retry"],
    [63, "driver.malformed", "call-operator"],
    [101, "driver.no-biometric", "reseat"],
    [4_711, "driver.malformed", undefined],
  ] as const)("has its code %d said as %s, to %s", async (code, failure, action) => {
    const device = create();
    await device.open();
    answerCode = code;
    await expect(takeOne(device, look)).rejects.toMatchObject({
      code: failure,
      detail: { reported: `secugen:${code}` },
    });
    expect(secugenReports[`secugen:${code}`]?.action).toBe(action);
    await device.close();
  });

  it("has words for every code of the manual", () => {
    const codes = [1, 2, 3, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 63, 101, 102, 103, 104, 105, 106];
    for (const code of codes) expect(secugenReports[`secugen:${code}`]?.id).toMatch(/^\p{Lu}.+\.$/u);
  });

  it("is not trusted with another reader than is configured, once it says which one it has", async () => {
    const device = create(undefined, "EMU-H124");
    await device.open();
    await expect(takeOne(device, look)).rejects.toMatchObject({ code: "driver.untrusted" });
    await device.close();
    const right = create(undefined, "EMU-H123");
    await right.open();
    expect((await takeOne(right, look)).image.widthPx).toBe(30);
    await right.close();
  });

  it("is held to the certificate that is pinned", async () => {
    const pinned = create(async () => service.certificatePem());
    await pinned.open();
    expect((await takeOne(pinned, look)).image.widthPx).toBe(30);
    await pinned.close();
    const { authorityPem } = await createEmulatorKeys(new Date().toISOString());
    await expect(create(async () => authorityPem).open()).rejects.toMatchObject({ code: "driver.untrusted" });
  });
});
