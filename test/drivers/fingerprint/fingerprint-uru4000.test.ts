import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createUruReader } from "../../../drivers/fingerprint/fingerprint-uru4000.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { fromSecondOpening, pulledAfterOneFrame } from "../bench-steps.ts";
import { take, takeOne } from "../frame-source-contract.ts";
import { createUruCable, newUruBench, type UruBench } from "./fake-usb.ts";
import { testFingerprintContract } from "./fingerprint-contract.ts";

const clock = createSystemClock();
const request = { target: 2, timeoutMs: 3_000, signal: new AbortController().signal } as const;
/** As the sensor sees ridges: light, wavy lines on a dark ground. */
const ridges = Uint8Array.from({ length: 384 * 289 }, (_, at) => 90 + 40 * Math.sin((at % 384) / 2));

const newBench = (change: Partial<UruBench> = {}) => newUruBench({ finger: ridges, ...change });

function createRig(bench: UruBench = newBench()) {
  const cable = createUruCable(bench);
  const reader = createUruReader({ clock, openLink: cable.openLink, ppiAcross: 512, ppiDown: 512, slowFactor: 1 });
  return { bench, cable, reader };
}

/** Somebody who lays a finger down and lifts it again and again. */
function createTappedRig(bench?: UruBench) {
  const rig = createRig(bench);
  const tapping = setInterval(() => {
    rig.bench.finger = rig.bench.finger === null ? ridges : null;
  }, 15);
  tapping.unref();
  return rig;
}

const imageFaults = {
  stall: "no-image",
  garbage: "garbage",
  truncated: "short",
  "wrong-geometry": "too-many-lines",
  held: null,
} as const;

describe("U.are.U reader on a fake USB device", () => {
  testFingerprintContract({
    target: 2,
    flow: "live",
    isSimulated: true,
    working: () => ({ device: createTappedRig().reader, settle: (work) => work }),
    plugged: () => {
      const { reader, cable } = createTappedRig();
      return {
        device: reader,
        settle: (work) => work,
        pull: async () => {
          cable.pull();
          while (reader.health().state !== "lost") await delay(2);
        },
        insert: cable.insert,
      };
    },
    lateComer: () => {
      const { reader, cable } = createTappedRig();
      cable.pull();
      return { device: fromSecondOpening(reader, cable.insert), settle: (work) => work };
    },
    mute: () => {
      const { reader, bench } = createTappedRig(newBench({ isMute: true }));
      const answer = () => {
        bench.isMute = false;
      };
      return { device: fromSecondOpening(reader, answer), settle: (work) => work };
    },
    // The sensor has no word for it: it waits for a finger for ever.
    absent: null,
    faulty: (fault) => {
      const rig = createTappedRig(newBench({ isLasting: true }));
      const { reader, bench, cable } = rig;
      if (fault === "unplug") return { device: pulledAfterOneFrame(reader, cable), settle: (work) => work };
      bench.fault = imageFaults[fault];
      const mend = () => {
        bench.fault = null;
      };
      return { device: fromSecondOpening(reader, mend), settle: (work) => work };
    },
    // Its interface is claimed when it is opened, so that nobody else can have it afterwards.
    unknownFaults: ["held"],
  });

  it.each([true, false])(
    "gives the finger the right way up, ridges dark, scrambled on the wire or not (%s)",
    async (isScrambled) => {
      const { reader } = createRig(newBench({ isScrambled }));
      await reader.open();
      expect(reader.provenance()).toMatchObject({ firmware: "0501/0000", hardwareId: "usb:05ba:000a", bitDepth: 8 });
      const { image } = await takeOne(reader, request);
      expect([image.widthPx, image.heightPx, image.resolutionPpi]).toEqual([375, 283, 500]);
      // Turned by half a circle: what the sensor did not send lies on top, the first line at the bottom.
      expect(image.pixels.subarray(0, 100).every((level) => level > 245)).toBe(true);
      const middle = [...image.pixels.subarray(140 * 375, 140 * 375 + 300)];
      expect(Math.max(...middle) - Math.min(...middle)).toBeGreaterThan(60);
      await reader.close();
    },
  );

  it.each(["short", "too-many-lines"] as const)("asks once more for an image that is %s", async (fault) => {
    const { reader } = createRig(newBench({ fault }));
    await reader.open();
    expect(await take(reader, request, 1)).toHaveLength(1);
    await reader.close();
  });

  it("says so when no image comes", async () => {
    const { reader } = createRig(newBench({ fault: "no-image" }));
    await reader.open();
    await expect(takeOne(reader, request)).rejects.toMatchObject({
      code: "driver.timeout",
      detail: { operation: "image" },
    });
    await reader.close();
  });

  it("waits until the finger has left before it takes the next impression", async () => {
    const { reader, bench } = createRig();
    await reader.open();
    const look = reader.frames(request)[Symbol.asyncIterator]();
    await look.next();
    let isThere = false;
    const next = look.next().then(() => {
      isThere = true;
    });
    await delay(60);
    expect(isThere).toBe(false);
    bench.finger = null;
    await delay(20);
    bench.finger = ridges;
    await next;
    await look.return?.();
    await reader.close();
  });
});
