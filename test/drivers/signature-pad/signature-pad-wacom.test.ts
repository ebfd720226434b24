import { describe, expect, it } from "vitest";
import { createWacomPad } from "../../../drivers/signature-pad/signature-pad-wacom.ts";
import { emulatedPad, traceOnPad } from "../../../drivers/signature-pad/wacom-emulator.ts";
import type { SignatureInk } from "../../../runtime/kernel/biometric.ts";
import { createManualClock } from "../../manual-clock.ts";
import { absentAtFirst, fromSecondOpening, pulledAfterOneFrame } from "../bench-steps.ts";
import { takeOne } from "../frame-source-contract.ts";
import { createFakePad } from "./fake-hid.ts";
import { testSignaturePadContract } from "./signature-pad-contract.ts";

const signal = new AbortController().signal;
const request = { target: "signature", timeoutMs: 30_000, signal } as const;
const ink: SignatureInk = {
  kind: "ink",
  widthMm: 108,
  heightMm: 64.8,
  points: Array.from({ length: 60 }, (_, at) => ({
    x: 10 + at,
    y: 20 + 6 * Math.sin(at / 5),
    t: at * 5,
    p: 0.5,
    down: at !== 30,
  })),
};
/** The pen moves over to a button without writing. */
const lifted = { x: 5_400, y: 3_000, pressure: 0, isDown: false };
const done = { x: emulatedPad.xMax - 600, y: emulatedPad.yMax - 300, pressure: 300, isDown: true };
const again = { ...done, x: emulatedPad.xMax / 2 };
const cancel = { ...done, x: 600 };

function createRig(productId: 0x00a4 | 0x00a8 | 0x00a2 = 0x00a8) {
  const clock = createManualClock();
  const cable = createFakePad(productId);
  const device = createWacomPad({ clock, openLink: cable.openLink, finishAfterMs: 3_000, slowFactor: 1 });
  /** Signs as soon as the pad is ready for it, a point every 5 ms. */
  const write = async (points: readonly Parameters<typeof press>[0][]) => {
    while (cable.pad()?.see().isInking !== true) await clock.sleep(5);
    for (const point of points) {
      press(point);
      await clock.sleep(5);
    }
  };
  const press = (point: Parameters<NonNullable<ReturnType<typeof cable.pad>>["press"]>[0]) => cable.pad()?.press(point);
  return { clock, cable, device, write, press };
}

/** A device whose signer writes whenever the pad lets them. */
function signedBench(productId: 0x00a4 | 0x00a8 | 0x00a2) {
  const rig = createRig(productId);
  const { device, write } = rig;
  const frames = device.frames;
  Object.assign(device, {
    frames: (looking: Parameters<typeof frames>[0]) => {
      void write([...traceOnPad(ink), lifted, done, { ...done, isDown: false }]);
      return frames(looking);
    },
  });
  return rig;
}

describe.each([0x00a2, 0x00a4, 0x00a8] as const)("Wacom pad %i on a fake HID device", (productId) => {
  testSignaturePadContract({
    target: "signature",
    isSimulated: true,
    working: () => {
      const { device, clock } = signedBench(productId);
      return { device, settle: clock.runUntil };
    },
    plugged: () => {
      const { device, clock, cable } = signedBench(productId);
      return { device, settle: clock.runUntil, pull: cable.pull, insert: cable.insert };
    },
    lateComer: () => {
      const { device, clock, cable } = signedBench(productId);
      return { device: absentAtFirst(device, cable), settle: clock.runUntil };
    },
    mute: () => {
      const { device, clock, cable } = signedBench(productId);
      cable.bench.isMute = true;
      return { device: fromSecondOpening(device, cable.mend), settle: clock.runUntil };
    },
    absent: () => {
      const { device, clock, write } = createRig(productId);
      const { frames } = device;
      Object.assign(device, {
        frames: (looking: Parameters<typeof frames>[0]) => {
          void write([{ ...cancel, isDown: false }, cancel]);
          return frames(looking);
        },
      });
      return { device, settle: clock.runUntil, target: "signature" };
    },
    faulty: (fault) => {
      const { device, clock, cable } = signedBench(productId);
      if (fault === "unplug") return { device: pulledAfterOneFrame(device, cable), settle: clock.runUntil };
      cable.bench.spoil = () => [];
      return { device: fromSecondOpening(device, cable.mend), settle: clock.runUntil };
    },
    // What is no report of a pen is passed over, a pad tells its size only when it is opened, and nobody can hold it.
    unknownFaults: ["garbage", "truncated", "wrong-geometry", "held"],
  });
});

describe("a signature on a Wacom pad", () => {
  it("is in millimetres, timed by the pad, and ends with the button", async () => {
    const { clock, cable, device, write } = createRig();
    await clock.runUntil(device.open());
    const look = takeOne(device, request);
    void write([...traceOnPad(ink), lifted, done]);
    const sample = await clock.runUntil(look);
    if (sample.kind !== "ink") throw new Error("not ink");
    expect([sample.widthMm, sample.heightMm].map(Math.round)).toEqual([108, 65]);
    expect(sample.points).toHaveLength(60);
    sample.points.forEach((point, at) => {
      expect(point.x).toBeCloseTo(ink.points[at]?.x ?? 0, 1);
      expect(point.y).toBeCloseTo(ink.points[at]?.y ?? 0, 1);
      expect(point.t).toBe(at * emulatedPad.reportEveryMs);
      expect(point.down).toBe(at !== 30);
    });
    expect(cable.pad()?.see()).toMatchObject({ isInking: false, images: 1, imageBytes: 0 });
    await device.close();
  });

  it("ends by itself when the pen has rested", async () => {
    const { clock, device, write } = createRig(0x00a4);
    await clock.runUntil(device.open());
    const look = takeOne(device, request);
    void write(traceOnPad(ink));
    expect(await clock.runUntil(look)).toMatchObject({ kind: "ink" });
    await device.close();
  });

  it("begins anew when the signer asks for it, and keeps nothing of the first", async () => {
    const { clock, cable, device, write } = createRig();
    await clock.runUntil(device.open());
    const look = takeOne(device, request);
    const lift = { ...again, isDown: false };
    const shorter = traceOnPad({ ...ink, points: ink.points.slice(0, 10) });
    void write([...traceOnPad(ink), lifted, again, lift, ...shorter, lifted, done]);
    const sample = await clock.runUntil(look);
    expect(sample.kind === "ink" && sample.points).toHaveLength(10);
    expect(cable.pad()?.see().clearedAreas).toBe(1);
    await device.close();
  });

  it("is refused by the signer with a touch", async () => {
    const { clock, cable, device, write } = createRig();
    await clock.runUntil(device.open());
    const look = takeOne(device, request);
    void write([...traceOnPad(ink).slice(0, 20), { ...cancel, isDown: false }, cancel]);
    await expect(clock.runUntil(look)).rejects.toMatchObject({ code: "driver.no-biometric" });
    expect(cable.pad()?.see().isInking).toBe(false);
    expect(device.health().state).toBe("ready");
    await device.close();
  });

  it("may run into the buttons: a stroke belongs to where it began", async () => {
    const { clock, device, write } = createRig();
    await clock.runUntil(device.open());
    const look = takeOne(device, request);
    const descending = Array.from({ length: 20 }, (_, at) => ({
      x: 9_000,
      y: 3_000 + at * 170,
      pressure: 400,
      isDown: true,
    }));
    void write(descending);
    const sample = await clock.runUntil(look);
    expect(sample.kind === "ink" && sample.points).toHaveLength(20);
    await device.close();
  });

  it("is not taken when parts of it were lost on the way", async () => {
    const { clock, cable, device, write } = createRig();
    await clock.runUntil(device.open());
    const look = takeOne(device, request);
    const points = traceOnPad(ink);
    void write(points.slice(0, 30)).then(() => {
      for (let count = 0; count < 10; count += 1) cable.pad()?.loseReport();
      return write([...points.slice(30), lifted, done]);
    });
    await expect(clock.runUntil(look)).rejects.toMatchObject({ code: "driver.malformed" });
    await device.close();
  });

  it("waits for a pad that is busy drawing, but not for ever", async () => {
    const clock = createManualClock();
    const cable = createFakePad(0x00a4, 1_000);
    const device = createWacomPad({ clock, openLink: cable.openLink, finishAfterMs: 3_000, slowFactor: 1 });
    await clock.runUntil(device.open());
    await expect(clock.runUntil(takeOne(device, request))).rejects.toMatchObject({
      code: "driver.timeout",
      detail: { operation: "ready" },
    });
    await device.close();
  });
});
