import { describe, expect, it } from "vitest";
import type { FindingKind, Findings } from "../../../runtime/compose-discovery/device-row.ts";
import { findConfigured, namedPaths, type Surroundings } from "../../../runtime/compose-discovery/find-absent.ts";
import { devicesConfigSchema } from "../../../runtime/config/devices/devices-config.ts";

const nothing: Findings = {
  ...{ serial: [], usb: [], hid: [], video: [], sbi: [], services: [], scanners: [], stillCameras: [], queues: [] },
};
const everywhere = new Set(Object.keys(nothing) as FindingKind[]);
const around = (found: Partial<Findings> = {}, change: Partial<Surroundings> = {}): Surroundings => ({
  ...{ found: { ...nothing, ...found }, looked: everywhere, paths: new Set(), ...change },
});
const presence = (devices: unknown, surroundings: Surroundings) =>
  findConfigured(devicesConfigSchema.parse(devices), surroundings).map(
    (one) => `${one.role} ${one.named} ${one.presence}`,
  );

describe("devices of the configuration", () => {
  it("that are simulated, or none, are not looked for", () => {
    expect(presence({}, around())).toEqual([]);
  });

  it("by a path are there when the path is, also one that no listing has", () => {
    const config = devicesConfigSchema.parse({
      fingerprint: { driver: "zfm", path: "/dev/pts/7" },
      boothIo: { driver: "firmata", path: "/dev/booth/board" },
      receiptPrinter: { driver: "escpos", line: { kind: "serial", path: "/dev/booth/receipt" } },
    });
    expect(namedPaths(config)).toEqual(["/dev/pts/7", "/dev/booth/board", "/dev/booth/receipt"]);
    const seen = findConfigured(config, around({}, { paths: new Set(["/dev/pts/7"]) }));
    expect(seen.map((one) => [one.role, one.presence])).toEqual([
      ["fingerprint", "there"],
      ["boothIo", "absent"],
      ["receiptPrinter", "absent"],
    ]);
  });

  it("by a serial number are there only as that very one", () => {
    const reader = {
      vendorId: 0x05ba,
      productId: 0x000a,
      serial: "AB12",
      label: "",
      interfaceClasses: [],
      isAccessible: true,
    };
    const found = around({ usb: [reader] });
    expect(presence({ fingerprint: { driver: "uru4000" } }, found)).toEqual(["fingerprint  there"]);
    expect(presence({ fingerprint: { driver: "uru4000", serial: "AB12" } }, found)).toEqual(["fingerprint AB12 there"]);
    expect(presence({ fingerprint: { driver: "uru4000", serial: "XY99" } }, found)).toEqual([
      "fingerprint XY99 absent",
    ]);
    const pad = { vendorId: 0x056a, productId: 0x00a4, serial: "S1", label: "", isAccessible: true };
    expect(presence({ signaturePad: { driver: "wacom-stu" } }, around({ hid: [pad] }))).toEqual([
      "signaturePad  there",
    ]);
    const usb = { receiptPrinter: { driver: "escpos", line: { kind: "usb", usbId: "05ba:000a" } } };
    expect(presence(usb, found)).toEqual(["receiptPrinter 05ba:000a there"]);
    expect(presence(usb, around())).toEqual(["receiptPrinter 05ba:000a absent"]);
  });

  it("behind an interface must be of the right kind", () => {
    const found = around({ sbi: [{ port: 4_501, kind: "Iris", serial: "I1", label: "" }] });
    const sbi = { driver: "sbi", authorityPath: "/a.pem" };
    expect(presence({ fingerprint: sbi, irisCamera: sbi }, found)).toEqual([
      "fingerprint  absent",
      "irisCamera  there",
    ]);
  });

  it("behind a service, a scanner's or queue's name, or a port", () => {
    const found = around({
      services: [{ driver: "secugen", port: 8_443, label: "" }],
      scanners: [{ scanner: "test:0", label: "" }],
      queues: [{ queue: "Kantor", address: "", state: "idle" }],
      stillCameras: [{ port: "usb:001,004", label: "" }],
    });
    const config = {
      fingerprint: { driver: "mantra" },
      faceCamera: { driver: "gphoto2" },
      documentScanner: { driver: "sane", scanner: "test:0" },
      printer: { driver: "cups", queue: "Loket" },
    };
    expect(presence(config, found)).toEqual([
      "fingerprint  absent",
      "faceCamera  there",
      "documentScanner test:0 there",
      "printer Loket absent",
    ]);
  });

  it("are unknown where nobody could look", () => {
    const blind = around({}, { looked: new Set() });
    const config = {
      printer: { driver: "cups", queue: "Kantor" },
      receiptPrinter: { driver: "escpos", line: { kind: "tcp", host: "printer.local" } },
    };
    expect(presence(config, blind)).toEqual(["printer Kantor unknown", "receiptPrinter printer.local:9100 unknown"]);
  });
});
