import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { FaultyWire } from "./fault-cells.ts";
import { borrowedWires, pageWires } from "./page-wires.ts";
import { programWires } from "./program-wires.ts";
import { serialWires } from "./serial-wires.ts";
import { serviceWires } from "./service-wires.ts";
import { usbWires } from "./usb-wires.ts";

const wires: readonly FaultyWire[] = [...serialWires, ...usbWires, ...serviceWires, ...programWires];

describe("the table of faults", () => {
  it("has a row for every driver there is", async () => {
    const isDriver =
      /^(fingerprint|face-camera|iris-camera|signature-pad|document-scanner|booth-io|printer|receipt-printer)-/;
    const folders = await readdir("drivers");
    const found: string[] = [];
    for (const folder of folders) {
      const files = await readdir(`drivers/${folder}`);
      for (const file of files) {
        const driver = file.replace(/\.ts$/, "");
        if (isDriver.test(file) && !/-(driver|simulator|replay|tray)$/.test(driver)) found.push(driver);
      }
    }
    const rows = [...wires.map(({ driver }) => driver), ...Object.keys({ ...pageWires, ...borrowedWires })];
    expect([...new Set(rows)].sort()).toEqual(found.sort());
  });
});
