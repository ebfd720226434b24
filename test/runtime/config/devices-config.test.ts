import { describe, expect, it } from "vitest";
import { devicesConfigSchema } from "../../../runtime/config/devices/devices-config.ts";

const path = "/dev/booth/board";
const parse = (input: unknown) => devicesConfigSchema.safeParse(input);

describe("the configuration of devices", () => {
  it("simulates what it does not name", () => {
    const { slowFactor, ...devices } = devicesConfigSchema.parse({
      signaturePad: { driver: "topaz", path, model: "siglite-1x5" },
    });
    expect(slowFactor).toBe(1);
    expect(Object.entries(devices).filter(([, { driver }]) => driver !== "simulator")).toEqual([
      ["signaturePad", { driver: "topaz", path, model: "siglite-1x5", finishAfterMs: 2_500 }],
      ["receiptPrinter", { driver: "none" }],
    ]);
  });

  it("knows a receipt printer on each of its lines, and takes no other way to name one", () => {
    const parse = (line: unknown) =>
      devicesConfigSchema.safeParse({ receiptPrinter: { driver: "escpos", line } }).data?.receiptPrinter;
    expect(parse({ kind: "tcp", host: "printer.local" })).toMatchObject({ columns: 32, line: { port: 9_100 } });
    expect(parse({ kind: "serial", path })).toMatchObject({ line: { baudRateBps: 9_600 } });
    expect(parse({ kind: "usb", usbId: "04b8:0202" })).toBeDefined();
    for (const line of [
      { kind: "usb" },
      { kind: "usb", usbId: "04B8:0202" },
      { kind: "tcp", host: "-evil" },
      { kind: "tcp", host: "a b" },
      { kind: "serial", path, baudRateBps: 1 },
    ])
      expect(parse(line)).toBeUndefined();
  });

  it.each(["", "ttyUSB0", "/dev/tty USB0", "/dev/tty\nUSB0", "COM1", `/${"x".repeat(300)}`])(
    "takes no %j for a device's path",
    (bad) => {
      expect(parse({ fingerprint: { driver: "zfm", path: bad } }).success).toBe(false);
    },
  );

  it("refuses a driver of another device, and keys of another driver", () => {
    expect(parse({ fingerprint: { driver: "topaz", path } }).success).toBe(false);
    expect(parse({ fingerprint: { driver: "simulator", path } }).success).toBe(false);
  });

  it.each([
    { helpPin: 2 },
    { backdrop: { kind: "relays", redPin: 7, bluePin: 7 } },
    { backdrop: { kind: "servo", pin: 5 } },
    { ringLightPin: 1 },
    { ringLightPin: 14 },
  ])("refuses the wiring %j", (pins) => {
    expect(parse({ boothIo: { driver: "firmata", path, pins } }).success).toBe(false);
  });

  it("takes each kind of backdrop as it is wired by default", () => {
    for (const backdrop of [
      { kind: "servo" },
      { kind: "relays" },
      { kind: "stepper", redSteps: 0, blueSteps: 800, orangeSteps: 1_600 },
    ]) {
      expect(parse({ boothIo: { driver: "firmata", path, pins: { backdrop } } }).error).toBeUndefined();
    }
  });

  it("takes the standard's ports and a sensible score for a device behind SBI, and no device without an authority", () => {
    const sbi = { driver: "sbi", authorityPath: "/etc/bilik/sbi.pem" };
    const { fingerprint, irisCamera, faceCamera } = devicesConfigSchema.parse({
      ...{ fingerprint: sbi, irisCamera: sbi, faceCamera: sbi },
    });
    const shared = { ...sbi, environment: "Production", portFirst: 4_501, portLast: 4_600, captureTimeoutMs: 10_000 };
    expect(fingerprint).toEqual({ ...shared, requestedScore: 40 });
    expect(irisCamera).toEqual({ ...shared, requestedScore: 60, viewMs: 1_500 });
    expect(faceCamera).toEqual({ ...shared, requestedScore: 60, viewMs: 1_500 });
    expect(parse({ fingerprint: { driver: "sbi" } }).success).toBe(false);
  });

  it.each([
    { portFirst: 4_600, portLast: 4_501 },
    { portFirst: 4_501, portLast: 4_701 },
    { portFirst: 80, portLast: 90 },
    { environment: "Test" },
    { requestedScore: 101 },
    { serial: "" },
    { viewMs: 100 },
  ])("refuses the SBI fingerprint device %j", (fields) => {
    const sbi = { driver: "sbi", authorityPath: "/etc/bilik/sbi.pem" };
    expect(parse({ fingerprint: { ...sbi, ...fields } }).success).toBe(false);
  });

  it("lets the page be camera and pad", () => {
    const { faceCamera, signaturePad } = devicesConfigSchema.parse({
      faceCamera: { driver: "page" },
      signaturePad: { driver: "page" },
    });
    expect(faceCamera).toEqual({ driver: "page" });
    expect(signaturePad).toEqual({ driver: "page", finishAfterMs: 10_000 });
    expect(parse({ irisCamera: { driver: "page" } }).success).toBe(false);
    expect(parse({ signaturePad: { driver: "page", finishAfterMs: 100 } }).success).toBe(false);
  });

  it("knows where SecuGen's and Mantra's services listen", () => {
    expect(devicesConfigSchema.parse({ fingerprint: { driver: "secugen" } }).fingerprint).toEqual({
      ...{ driver: "secugen", port: 8_443, isTls: true, captureTimeoutMs: 10_000, qualityMin: 50, licence: "" },
    });
    expect(devicesConfigSchema.parse({ fingerprint: { driver: "mantra" } }).fingerprint).toEqual({
      ...{ driver: "mantra", portTls: 8_003, portPlain: 8_004, captureTimeoutMs: 10_000, qualityMin: 60 },
    });
  });
});
