import { describe, expect, it } from "vitest";
import type { SerialFinding, UsbFinding, VideoFinding } from "../../../drivers/discovery/finding.ts";
import type { Findings } from "../../../runtime/compose-discovery/device-row.ts";
import { matchFindings } from "../../../runtime/compose-discovery/match-findings.ts";
import { devicesConfigSchema } from "../../../runtime/config/devices/devices-config.ts";

const nothing: Findings = {
  ...{ serial: [], usb: [], hid: [], video: [], sbi: [], services: [], scanners: [], stillCameras: [], queues: [] },
};
const path = "/dev/serial/by-id/usb-x-if00";
const serial = (usb: SerialFinding["usb"], label = ""): SerialFinding => ({ path, usb, label });
const usb = (vendorId: number, productId: number, change: Partial<UsbFinding> = {}): UsbFinding => ({
  ...{ vendorId, productId, serial: "AB12", label: "", interfaceClasses: [0xff], isAccessible: true, ...change },
});
const id = (vendorId: number, productId: number) => ({ vendorId, productId });
const match = (found: Partial<Findings>) => matchFindings({ ...nothing, ...found });
const guess = (found: Partial<Findings>) =>
  match(found).flatMap(({ candidates }) => candidates.map(({ driver, certainty }) => `${driver} ${certainty}`));

describe("a serial line", () => {
  it.each([
    ["an Arduino", serial(id(0x2341, 0x0043)), ["firmata certain"]],
    ["a CP2102", serial(id(0x10c4, 0xea60)), ["zfm possible", "escpos possible"]],
    ["a CH340", serial(id(0x1a86, 0x7523)), ["firmata possible", "zfm possible", "escpos possible"]],
    ["an FTDI", serial(id(0x0403, 0x6001)), ["topaz possible", "zfm possible", "escpos possible"]],
    ["an FTDI that says Topaz", serial(id(0x0403, 0x6001), "Topaz Systems"), ["topaz certain"]],
    ["an STM32 module", serial(id(0x0483, 0x5740)), ["zfm possible", "escpos possible"]],
    ["another STM32", serial(id(0x0483, 0x374b)), []],
    ["an Epson", serial(id(0x04b8, 0x0202)), ["escpos certain"]],
    ["an adapter that nobody knows", serial(id(0x1234, 0x5678)), []],
    ["the board's own", serial(null), []],
  ])("by %s", (_name, finding, drivers) => {
    expect(guess({ serial: [finding] })).toEqual(drivers);
    expect(match({ serial: [finding] })[0]?.where).toBe(path);
  });

  it("by a CH340 stays below the speed that it damages data at", () => {
    const [row] = match({ serial: [serial(id(0x1a86, 0x7523))] });
    expect(row?.candidates[1]?.fragment).toEqual({ driver: "zfm", path, baudRateMaxBps: 57_600 });
  });
});

describe("a device on USB", () => {
  it("is a reader, a pad or a printer by its ids and class; others are left out", () => {
    expect(guess({ usb: [usb(0x05ba, 0x000a)] })).toEqual(["uru4000 certain"]);
    expect(guess({ usb: [usb(0x04b8, 0x0202, { interfaceClasses: [7] })] })).toEqual(["escpos possible"]);
    expect(guess({ hid: [{ ...id(0x056a, 0x00a8), serial: "", label: "STU-540", isAccessible: true }] })).toEqual([
      "wacom-stu certain",
    ]);
    expect(match({ usb: [usb(0x046d, 0xc52b)] })).toEqual([]);
    expect(match({ hid: [{ ...id(0x056a, 0x0001), serial: "", label: "", isAccessible: true }] })).toEqual([]);
  });

  it("is named by its serial number, and by the first of its kind where it has none", () => {
    const [one, other] = match({ usb: [usb(0x05ba, 0x000a), usb(0x05ba, 0x000a, { serial: "" })] });
    expect(one?.candidates[0]?.fragment).toEqual({ driver: "uru4000", serial: "AB12" });
    expect(one?.where).toBe("05ba:000a AB12");
    expect(other?.candidates[0]?.fragment).toEqual({ driver: "uru4000" });
  });

  it("tells what stands in the way", () => {
    expect(match({ usb: [usb(0x05ba, 0x000a, { isAccessible: false })] })[0]?.advice).toBe("no-permission");
    expect(match({ usb: [usb(0x16d1, 0x1027)] })[0]).toMatchObject({
      what: "Suprema",
      candidates: [],
      advice: "closed-protocol",
    });
    expect(match({ hid: [{ ...id(0x06a8, 0x0043), serial: "", label: "", isAccessible: true }] })[0]?.advice).toBe(
      "hsb-pad",
    );
  });
});

describe("a camera", () => {
  const video = (change: Partial<VideoFinding>): VideoFinding => ({
    ...{ path: "/dev/v4l/by-id/usb-x-index0", label: "HD Webcam", formats: [], ...change },
  });
  const size = (fourcc: string, widthPx: number, heightPx: number) => ({ fourcc, widthPx, heightPx });
  const first = (finding: VideoFinding) => match({ video: [finding] })[0]?.candidates[0];

  it("looks at faces, compressed and at the largest size up to full HD", () => {
    const formats = [
      size("YUYV", 1_920, 1_080),
      size("MJPG", 640, 480),
      size("MJPG", 1_280, 720),
      size("MJPG", 3_840, 2_160),
    ];
    expect(first(video({ formats }))).toMatchObject({
      role: "faceCamera",
      fragment: { widthPx: 1_280, heightPx: 720, format: "mjpeg" },
    });
  });

  it("with five megapixels or more may look at papers too, at its largest", () => {
    const rows = match({ video: [video({ formats: [size("MJPG", 1_920, 1_080), size("MJPG", 3_840, 2_160)] })] });
    expect(rows[0]?.candidates[1]).toMatchObject({
      ...{ role: "documentScanner", certainty: "possible" },
      fragment: { widthPx: 3_840, heightPx: 2_160 },
    });
  });

  it("that sees no colour, or says infrared, looks at eyes", () => {
    expect(first(video({ formats: [size("GREY", 1_600, 1_200)] }))).toMatchObject({
      role: "irisCamera",
      fragment: { format: "raw", widthPx: 1_600 },
    });
    expect(first(video({ label: "ELP IR Camera" }))?.role).toBe("irisCamera");
    expect(first(video({ label: "Mirror Camera" }))?.role).toBe("faceCamera");
  });

  it("of whose formats nothing is known is left to the configuration's defaults", () => {
    expect(first(video({}))?.fragment).toEqual({ driver: "v4l2", path: "/dev/v4l/by-id/usb-x-index0" });
  });

  it("for stills goes by its port only where there are several", () => {
    const [one, two] = [
      { label: "Canon EOS 200D", port: "usb:001,004" },
      { label: "Canon EOS R", port: "usb:001,005" },
    ];
    expect(match({ stillCameras: [one] })[0]?.candidates[0]?.fragment).toEqual({ driver: "gphoto2", port: null });
    expect(match({ stillCameras: [one, two] })[1]?.candidates[0]?.fragment["port"]).toBe("usb:001,005");
  });
});

describe("what is written for the configuration", () => {
  it("is taken by its schema, whatever was found", () => {
    const vendors = [0x2341, 0x10c4, 0x1a86, 0x0403, 0x067b, 0x28e9, 0x04b8];
    const rows = match({
      serial: vendors.map((vendor) => serial(id(vendor, 1))),
      usb: [usb(0x05ba, 7), usb(0x05ba, 8, { serial: "x".repeat(65) }), usb(0x04b8, 1, { interfaceClasses: [7] })],
      hid: [{ ...id(0x056a, 0x00a1), serial: "S1", label: "", isAccessible: null }],
      video: [
        { path: "/dev/video0", label: "", formats: [{ fourcc: "YUYV", widthPx: 320, heightPx: 240 }] },
        { path: "/dev/video2", label: "", formats: [{ fourcc: "MJPG", widthPx: 3_840, heightPx: 2_160 }] },
      ],
      sbi: (["Finger", "Iris", "Face"] as const).map((kind) => ({ port: 4_501, kind, serial: "EMU-1", label: "M" })),
      services: [
        { driver: "secugen", port: 8_443, label: "HU20" },
        { driver: "mantra", port: 8_003, label: "MFS100" },
      ],
      scanners: [{ scanner: "airscan:e0:Canon", label: "Canon" }],
      stillCameras: [{ label: "Canon", port: "usb:001,004" }],
      queues: [{ queue: "Kantor", address: "ipp://x", state: "disabled" }],
    });
    const candidates = rows.flatMap((row) => row.candidates);
    expect(candidates.length).toBeGreaterThan(20);
    for (const { role, driver, fragment } of candidates) {
      const parsed = devicesConfigSchema.safeParse({ [role]: fragment });
      expect(parsed.error?.message).toBeUndefined();
      expect(parsed.data?.[role].driver).toBe(driver);
    }
    expect(rows.find(({ kind }) => kind === "queues")?.advice).toBe("queue-disabled");
  });
});
