import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listUsb } from "../../../drivers/discovery/list-usb.ts";
import { listVideo } from "../../../drivers/discovery/list-video.ts";
import { readStablePaths } from "../../../drivers/discovery/stable-paths.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "bilik-sys-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(join(dir, path, ".."), { recursive: true });
  writeFileSync(join(dir, path), `${content}\n`);
}

describe("the USB bus in the kernel's tree", () => {
  const roots = () => ({ sysDir: join(dir, "sys"), devDir: join(dir, "dev") });

  it("gives each device with its names, its interfaces' classes, and whether it may be opened", async () => {
    write("sys/1-2/idVendor", "05ba");
    write("sys/1-2/idProduct", "000a");
    write("sys/1-2/busnum", "1");
    write("sys/1-2/devnum", "4");
    write("sys/1-2/manufacturer", "DigitalPersona, Inc.");
    write("sys/1-2/product", "U.are.U 4500");
    write("sys/1-2/serial", "AB12");
    write("sys/1-2:1.0/bInterfaceClass", "ff");
    write("dev/bus/usb/001/004", "");
    expect(await listUsb(roots())).toEqual([
      {
        ...{ vendorId: 0x05ba, productId: 0x000a, serial: "AB12", label: "DigitalPersona, Inc. U.are.U 4500" },
        ...{ interfaceClasses: [0xff], isAccessible: true },
      },
    ]);
    if (process.getuid?.() === 0) return;
    chmodSync(join(dir, "dev/bus/usb/001/004"), 0o400);
    expect((await listUsb(roots()))[0]?.isAccessible).toBe(false);
  });

  it("leaves out what is no device, and is empty without a bus", async () => {
    write("sys/usb1/idVendor", "nonsense");
    write("sys/2-1/idVendor", "1234");
    expect(await listUsb(roots())).toEqual([]);
    expect(await listUsb({ sysDir: join(dir, "nowhere"), devDir: dir })).toEqual([]);
  });
});

describe("cameras in the kernel's tree", () => {
  it("are one a device: the nodes of metadata are left out", async () => {
    write("video0/index", "0");
    write("video0/name", "HD Webcam");
    write("video1/index", "1");
    write("video1/name", "HD Webcam");
    write("radio0/index", "0");
    const found = await listVideo(new AbortController().signal, dir);
    expect(found).toEqual([{ path: "/dev/video0", label: "HD Webcam", formats: [] }]);
    expect(await listVideo(new AbortController().signal, join(dir, "nowhere"))).toEqual([]);
  });
});

describe("stable paths", () => {
  it("name a node by the first folder that has a link to it", async () => {
    write("ttyUSB0", "");
    write("ttyUSB1", "");
    for (const folder of ["booth", "serial/by-id"]) mkdirSync(join(dir, folder), { recursive: true });
    symlinkSync("../ttyUSB0", join(dir, "booth/fingerprint"));
    symlinkSync("../../ttyUSB0", join(dir, "serial/by-id/usb-CP2102"));
    symlinkSync("../../ttyUSB1", join(dir, "serial/by-id/usb-FTDI"));
    symlinkSync("../../ttyUSB9", join(dir, "serial/by-id/usb-gone"));
    expect([...(await readStablePaths(["booth", "serial/by-id", "none"], dir))]).toEqual([
      [join(dir, "ttyUSB0"), join(dir, "booth/fingerprint")],
      [join(dir, "ttyUSB1"), join(dir, "serial/by-id/usb-FTDI")],
    ]);
  });
});
