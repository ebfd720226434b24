import { afterEach, describe, expect, it } from "vitest";
import { createFingerprintMantra, mantraReports } from "../../../drivers/fingerprint/fingerprint-mantra.ts";
import { takeOne } from "../frame-source-contract.ts";
import { createFastClock } from "../transport/sbi/emulator-bench.ts";
import { testFingerprintContract } from "./fingerprint-contract.ts";
import { formatBmp, useVendorService, vendorBenches } from "./vendor-service.ts";

const clock = createFastClock(8);
const bmp = formatBmp(30, 40);
let answerCode = "0";
let asked: unknown = null;
const speak = (isTls: boolean) =>
  useVendorService(
    ({ url }, body, fault) => {
      if (url === "/mfs100/info?Key=info") {
        const DeviceInfo = { SerialNo: "EMU-77", Make: "MANTRA", Model: "MFS100", Width: 30, Height: 40 };
        return { ErrorCode: "0", ErrorDescription: "Success", DeviceInfo };
      }
      asked = JSON.parse(body);
      if (fault === "held") return { ErrorCode: "-1323", ErrorDescription: "Capturing" };
      if (answerCode !== "0") return { ErrorCode: answerCode, ErrorDescription: "as the test wants" };
      const image =
        fault === "truncated" ? bmp.subarray(0, 1_500) : fault === "wrong-geometry" ? formatBmp(31, 40) : bmp;
      return {
        ...{ ErrorCode: "0", ErrorDescription: "Success", Quality: 72, Nfiq: 1, BitmapData: image.toString("base64") },
        ...{ RawData: "", IsoTemplate: "", InWidth: 0.63, InHeight: 0.71, Resolution: 500.0, GrayScale: 256, Bpp: 8 },
      };
    },
    { capturePath: "/mfs100/capture", isTls },
  );
const secure = speak(true);
const plain = speak(false);
const closedPort = 9;
const create = (ports: { readonly portTls: number; readonly portPlain: number }, serial: string | null = null) =>
  createFingerprintMantra({
    ...{
      clock,
      slowFactor: 1,
      serial,
      readCertificatePem: async () => null,
      captureTimeoutMs: 1_000,
      qualityMin: 60,
      ...ports,
    },
  });
const look = { target: 3, timeoutMs: 5_000, signal: new AbortController().signal } as const;
afterEach(() => {
  answerCode = "0";
});

describe.each([
  { where: "over HTTPS", service: secure },
  { where: "over plain HTTP, as older ones are", service: plain },
])("Mantra's client service $where", ({ service }) => {
  const here = () =>
    create(
      service === secure
        ? { portTls: service.port(), portPlain: closedPort }
        : { portTls: closedPort, portPlain: service.port() },
    );
  testFingerprintContract({
    ...vendorBenches(service, here),
    absent: () => {
      answerCode = "-1114";
      return { device: here(), settle: (work) => work, target: 3 };
    },
    target: 3,
    flow: "live",
  });
});

describe("Mantra's client service", () => {
  const here = () => create({ portTls: secure.port(), portPlain: plain.port() });

  it("is given its time in seconds, and its print comes out pixel for pixel", async () => {
    const device = here();
    await device.open();
    expect(device.provenance()).toEqual({
      ...{ driver: "fingerprint-mantra", model: "MANTRA MFS100", serial: "EMU-77", firmware: "unknown" },
      ...{ hardwareId: "mantra:MFS100", nativePpi: null, bitDepth: 8, isCertified: false, isSimulated: true },
    });
    const { image, deviceScore } = await takeOne(device, look);
    expect(asked).toEqual({ Quality: 60, TimeOut: 1 });
    expect(deviceScore).toBe(72);
    expect(image.pixels[30 * 7 + 11]).toBe(11 * 3 + 7 * 5);
    expect(device.provenance().nativePpi).toBe(500);
    await device.close();
  });

  it("is taken with the configured reader alone", async () => {
    const ports = { portTls: secure.port(), portPlain: plain.port() };
    await expect(create(ports, "EMU-78").open()).rejects.toMatchObject({ code: "driver.disconnected" });
    const device = create(ports, "EMU-77");
    await device.open();
    await device.close();
  });

  it.each([
    ["-1307", "driver.disconnected"],
    ["-1140", "driver.timeout"],
    ["-1319", "driver.malformed"],
    ["-1309", "driver.malformed"],
    ["-1121", "driver.malformed"],
    ["-1101", "driver.malformed"],
    ["-1114", "driver.no-biometric"],
    ["-1115", "driver.no-biometric"],
    ["-1318", "driver.no-biometric"],
    ["-1323", "driver.busy"],
    ["-9999", "driver.malformed"],
  ])("has its code %s said as %s", async (code, failure) => {
    const device = here();
    await device.open();
    answerCode = code;
    const reported = `mantra:${code}`;
    await expect(takeOne(device, look)).rejects.toMatchObject({ code: failure, detail: { reported } });
    if (code !== "-9999") expect(mantraReports[reported]?.id).toMatch(/^\p{Lu}.+\.$/u);
    await device.close();
  });
});
