import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findUsbAddress, padUsbNumber } from "../../../drivers/transport/find-usb-address.ts";

let dir: string;
const plugIn = async (name: string, attributes: Readonly<Record<string, string>>) => {
  await mkdir(join(dir, name), { recursive: true });
  for (const [file, text] of Object.entries(attributes)) await writeFile(join(dir, name, file), `${text}\n`);
};
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "bilik-usb-"));
  await plugIn("usb1", { busnum: "1", devnum: "1" });
  await plugIn("1-2", { busnum: "1", devnum: "4", serial: "0123456789AB" });
  await plugIn("1-2:1.0", { bInterfaceClass: "06" });
  await plugIn("2-1.4", { busnum: "2", devnum: "117", serial: "SCAN-7" });
  await plugIn("3-1", { serial: "HALF" });
});
afterAll(() => rm(dir, { recursive: true }));

describe("a USB device's address", () => {
  it("is found by its serial number, past devices and interfaces without one", async () => {
    expect(await findUsbAddress("0123456789AB", dir)).toEqual({ bus: 1, device: 4 });
    expect(await findUsbAddress("SCAN-7", dir)).toEqual({ bus: 2, device: 117 });
    expect([4, 117].map(padUsbNumber)).toEqual(["004", "117"]);
  });

  it("is none where nobody has the number, where it is only half there, or where there is no USB", async () => {
    for (const serial of ["scan-7", "", "HALF", "SCAN"]) expect(await findUsbAddress(serial, dir)).toBeNull();
    expect(await findUsbAddress("SCAN-7", join(dir, "nowhere"))).toBeNull();
  });

  it("follows the device when it is plugged anew", async () => {
    await rm(join(dir, "2-1.4"), { recursive: true });
    expect(await findUsbAddress("SCAN-7", dir)).toBeNull();
    await plugIn("1-1", { busnum: "1", devnum: "9", serial: "SCAN-7" });
    expect(await findUsbAddress("SCAN-7", dir)).toEqual({ bus: 1, device: 9 });
  });
});
