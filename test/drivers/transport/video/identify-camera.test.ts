import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identifyCamera } from "../../../../drivers/transport/video/identify-camera.ts";

let sys = "";
beforeEach(() => {
  sys = mkdtempSync(join(tmpdir(), "bilik-sys-"));
});
afterEach(() => rmSync(sys, { recursive: true, force: true }));

/** The kernel's own layout (Documentation/ABI/testing/sysfs-class-video4linux): links from class to device and up. */
function addCamera(node: string, owner: string, name: string, driver?: string): string {
  const dir = join(sys, "devices", owner, "video4linux", node);
  mkdirSync(dir, { recursive: true });
  mkdirSync(join(sys, "class/video4linux"), { recursive: true });
  writeFileSync(join(dir, "name"), `${name}\n`);
  symlinkSync(dir, join(sys, "class/video4linux", node));
  if (!owner.startsWith("virtual")) symlinkSync(join(sys, "devices", owner), join(dir, "device"));
  if (driver !== undefined) {
    mkdirSync(join(sys, "bus/drivers", driver), { recursive: true });
    symlinkSync(join(sys, "bus/drivers", driver), join(sys, "devices", owner, "driver"));
  }
  return join(sys, "dev", node);
}

function addUsbDevice(owner: string, facts: Readonly<Record<string, string>>): void {
  mkdirSync(join(sys, "devices", owner), { recursive: true });
  for (const [file, text] of Object.entries(facts)) writeFileSync(join(sys, "devices", owner, file), `${text}\n`);
}

describe("what the kernel knows of a camera", () => {
  it("on USB: ids, serial number, release", async () => {
    addUsbDevice("pci0/usb1/1-2", { idVendor: "046d", idProduct: "085e", serial: "3F2A", bcdDevice: "0317" });
    const path = addCamera("video0", "pci0/usb1/1-2/1-2:1.0", "Logitech BRIO", "uvcvideo");
    expect(await identifyCamera(path, sys)).toEqual({
      ...{ model: "Logitech BRIO", serial: "3F2A", firmware: "0317", hardwareId: "usb:046d:085e", isSimulated: false },
    });
  });

  it("on USB, under the stable name that udev gives it, and without a serial number", async () => {
    addUsbDevice("pci0/usb1/1-2", { idVendor: "32e4", idProduct: "9230", bcdDevice: "0100" });
    addCamera("video3", "pci0/usb1/1-2/1-2:1.0", "IR camera");
    mkdirSync(join(sys, "dev/v4l/by-id"), { recursive: true });
    writeFileSync(join(sys, "dev/video3"), "");
    symlinkSync("../../video3", join(sys, "dev/v4l/by-id/usb-ELP_IR-video-index0"));
    expect(await identifyCamera(join(sys, "dev/v4l/by-id/usb-ELP_IR-video-index0"), sys)).toMatchObject({
      ...{ model: "IR camera", serial: "unknown", hardwareId: "usb:32e4:9230", isSimulated: false },
    });
  });

  it("on a board's own bus: its name", async () => {
    const path = addCamera("video0", "platform/soc/fe801000.csi", "unicam-image", "unicam");
    expect(await identifyCamera(path, sys)).toMatchObject({
      model: "unicam-image",
      hardwareId: null,
      isSimulated: false,
    });
  });

  it("that the kernel or a program makes up: that it is none", async () => {
    const vivid = addCamera("video0", "platform/vivid.0", "vivid-000-vid-cap", "vivid");
    expect(await identifyCamera(vivid, sys)).toMatchObject({ serial: "EMU-VIVID-video0", isSimulated: true });
    const loopback = addCamera("video1", "virtual", "Dummy video device (0x0000)");
    expect(await identifyCamera(loopback, sys)).toMatchObject({ serial: "EMU-LOOPBACK-video1", isSimulated: true });
  });

  it("on USB by name alone, when an emulator stands behind it", async () => {
    addUsbDevice("vhci/usb1/1-1", { idVendor: "046d", idProduct: "085e", serial: "EMU-CAMERA-1" });
    const path = addCamera("video0", "vhci/usb1/1-1/1-1:1.0", "UVC");
    expect(await identifyCamera(path, sys)).toMatchObject({ serial: "EMU-CAMERA-1", isSimulated: true });
  });

  it("at a path where none is: nothing", async () => {
    expect(await identifyCamera("/dev/no-such-video", sys)).toEqual({
      ...{ model: "no-such-video", serial: "unknown", firmware: "unknown", hardwareId: null, isSimulated: false },
    });
  });
});
