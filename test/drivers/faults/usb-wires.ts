import { setTimeout as delay } from "node:timers/promises";
import { createUruReader } from "../../../drivers/fingerprint/fingerprint-uru4000.ts";
import type { UruFault } from "../../../drivers/fingerprint/uru4000-emulator.ts";
import { createWacomPad } from "../../../drivers/signature-pad/signature-pad-wacom.ts";
import { emulatedPad, traceOnPad } from "../../../drivers/signature-pad/wacom-emulator.ts";
import type { SignatureInk } from "../../../runtime/kernel/biometric.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { createUruCable, newUruBench } from "../fingerprint/fake-usb.ts";
import { takeOne } from "../frame-source-contract.ts";
import { createFakePad } from "../signature-pad/fake-hid.ts";
import { countLines, type FaultCell, type FaultRig, type FaultyWire } from "./fault-cells.ts";

const clock = createSystemClock();
const { signal } = new AbortController();
/** As the sensor sees ridges: light, wavy lines on a dark ground. */
const ridges = Uint8Array.from({ length: 384 * 289 }, (_, at) => 90 + 40 * Math.sin((at % 384) / 2));

async function startUru(): Promise<FaultRig> {
  const bench = newUruBench({ finger: ridges });
  const cable = createUruCable(bench);
  const { open: openLink, count } = countLines(cable.openLink);
  const device = createUruReader({ clock, openLink, ppiAcross: 512, ppiDown: 512, slowFactor: 0.3 });
  const tapping = setInterval(() => {
    bench.finger = bench.finger === null ? ridges : null;
  }, 15);
  let first: Buffer | null = null;
  const lasting = (fault: UruFault) => {
    bench.fault = fault;
    bench.isLasting = true;
  };
  const tears = [0, 1, 5, 6, 15, 16, 17, 45, 63, 64, 65, 447, 448, 449, 50_000, 64 + 288 * 384, 64 + 289 * 384 - 1];
  return {
    device,
    use: async () => {
      const { image } = await takeOne(device, { target: 2, timeoutMs: 5_000, signal });
      const pixels = Buffer.from(image.pixels);
      first ??= pixels;
      if (!first.equals(pixels)) throw new Error("another picture of the same finger");
    },
    pull: cable.pull,
    insert: cable.insert,
    mend: () => {
      Object.assign(bench, { ...newUruBench(), finger: bench.finger });
    },
    openLines: count,
    stop: () => clearInterval(tapping),
    cells: {
      garbage: { when: "use", make: () => lasting("garbage"), outcomes: ["driver.malformed"] },
      torn: {
        when: "use",
        variants: 2 * tears.length,
        make: (at) => {
          bench.fault = { atByte: tears[at >> 1] ?? 0 };
          // Torn once, it is asked for again; torn each time, it fails.
          bench.isLasting = at % 2 === 1;
        },
        outcomes: ["works", "driver.malformed"],
      },
      "bad-checksum": { impossible: "USB checks every packet in hardware, and the image carries no sum of its own" },
      stall: { when: "use", make: () => lasting("no-image"), outcomes: ["driver.timeout"] },
      slow: {
        when: "use",
        make: () => {
          bench.slowMs = 80;
        },
        outcomes: ["works"],
      },
      busy: {
        when: "opening",
        make: () => {
          bench.isHeld = true;
        },
        outcomes: ["driver.busy"],
      },
      "wrong-geometry": { when: "use", make: () => lasting("too-many-lines"), outcomes: ["driver.malformed"] },
      doubled: {
        when: "use",
        make: () => {
          bench.isDoubling = true;
        },
        outcomes: ["works"],
      },
    },
  };
}

const ink: SignatureInk = {
  kind: "ink",
  widthMm: 108,
  heightMm: 64.8,
  points: Array.from({ length: 60 }, (_, at) => ({
    ...{ x: 10 + at, y: 20 + 6 * Math.sin(at / 5), t: at * 5, p: 0.5, down: at !== 30 },
  })),
};
const lifted = { x: 5_400, y: 3_000, pressure: 0, isDown: false };
const done = { x: emulatedPad.xMax - 600, y: emulatedPad.yMax - 300, pressure: 300, isDown: true };
const signing = [...traceOnPad(ink), lifted, done, { ...done, isDown: false }];

async function startWacom(): Promise<FaultRig> {
  const cable = createFakePad(0x00a8);
  const { open: openLink, count } = countLines(cable.openLink);
  const device = createWacomPad({ clock, openLink, finishAfterMs: 400, slowFactor: 0.1 });
  const { bench } = cable;
  const sign = async () => {
    for (let waits = 0; cable.pad()?.see().isInking !== true && waits < 200; waits += 1) await delay(5);
    if (bench.isPenStill) return;
    for (const point of signing) {
      if (bench.pauseMs > 0) await delay(bench.pauseMs);
      cable.pad()?.press(point);
    }
  };
  const garbled = (spoil: (report: Uint8Array, at: number) => readonly Uint8Array[]): FaultCell => ({
    when: "use",
    make: () => {
      bench.spoil = spoil;
    },
    outcomes: ["works"],
  });
  return {
    device,
    use: async (expected) => {
      const looking = takeOne(device, { target: "signature", timeoutMs: 1_500, signal });
      const [sample] = await Promise.all([looking, sign()]);
      const points = sample.kind === "ink" ? sample.points.length : 0;
      if (expected === "whole" && points !== 60) throw new Error(`${points} points of 60`);
      if (cable.pad()?.see().isInking !== false) throw new Error("the pad still takes ink");
    },
    pull: cable.pull,
    insert: cable.insert,
    mend: cable.mend,
    openLines: count,
    stop: () => undefined,
    cells: {
      garbage: garbled((report, at) => [
        Uint8Array.of(0x77, at),
        report,
        Uint8Array.of(),
        new Uint8Array(64).fill(0x60 + at),
      ]),
      torn: {
        when: "use",
        variants: 11,
        make: (length) => {
          bench.spoil = (report, at) => [at === 20 ? report.subarray(0, length) : report];
        },
        // One report of sixty: fewer than the twentieth beyond which a signature is asked for again.
        ...{ outcomes: ["works"], mayLose: true },
      },
      "bad-checksum": { impossible: "USB checks every packet in hardware, and reports carry no sum of their own" },
      stall: {
        when: "use",
        make: () => {
          bench.isPenStill = true;
        },
        outcomes: ["driver.timeout"],
      },
      slow: {
        when: "use",
        make: () => {
          bench.pauseMs = 6;
        },
        outcomes: ["works"],
      },
      busy: { impossible: "hidraw lets any number of programs open a pad: nobody can hold it" },
      "wrong-geometry": {
        when: "opening",
        variants: 6,
        make: (at) => {
          bench.spoilFeature = (report) =>
            report.map((byte, index) => (index > 2 * at && index <= 2 * at + 2 ? 0 : byte));
        },
        outcomes: ["driver.malformed", "works"],
      },
      doubled: garbled((report) => [report, report]),
    },
  };
}

/** Drivers on USB and HID: objects with the same calls as the kernel's, and the emulator behind them. */
export const usbWires: readonly FaultyWire[] = [
  { driver: "fingerprint-uru4000", wire: "USB", skip: null, start: startUru },
  { driver: "signature-pad-wacom", wire: "HID", skip: null, start: startWacom },
];
