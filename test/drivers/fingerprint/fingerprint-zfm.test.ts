import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createZfmReader } from "../../../drivers/fingerprint/fingerprint-zfm.ts";
import { createZfmEmulator, type ZfmFault } from "../../../drivers/fingerprint/zfm-emulator.ts";
import { createSerialLink } from "../../../drivers/transport/serial-link.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { absentAtFirst, fromSecondOpening, pulledAfterOneFrame } from "../bench-steps.ts";
import { type Fault, take, takeOne } from "../frame-source-contract.ts";
import { hasSocat, openPty, type Pty, skipWithoutSocat } from "../transport/pty.ts";
import { testFingerprintContract } from "./fingerprint-contract.ts";

const clock = createSystemClock();
const request = { target: 2, timeoutMs: 5_000, signal: new AbortController().signal } as const;
const stripes = Uint8Array.from({ length: 256 * 288 }, (_, at) => (Math.floor((at % 256) / 4) % 2 === 0 ? 34 : 221));

/** A module whose finger and faults a test sets. */
type Bench = { finger: Uint8Array | null; faults: ZfmFault[]; isMute: boolean; isLocked: boolean; uploads: number };

async function openModule(bench: Bench): Promise<Pty> {
  return openPty((far) => {
    const emulator = createZfmEmulator({
      clock,
      send: (bytes) => {
        if (!far.destroyed) far.write(bytes);
      },
      finger: () => bench.finger,
      fault: () => {
        bench.uploads += 1;
        return bench.faults.shift() ?? null;
      },
      isLocked: () => bench.isLocked,
    });
    // Some modules say so when they have power; nobody asked.
    far.write(Uint8Array.of(0x55));
    far.on("data", (chunk) => {
      if (!bench.isMute) emulator.receive(chunk);
    });
  });
}

const newBench = (): Bench => ({ finger: stripes, faults: [], isMute: false, isLocked: false, uploads: 0 });
/** Damage in each of the tries, for one of them would be mended by the next. */
const uploadFaults: Readonly<Record<Exclude<Fault, "unplug">, readonly ZfmFault[]>> = {
  stall: [],
  garbage: [1, 2, 3].map((packet) => ({ kind: "damage", byte: packet * 1_000 })),
  truncated: [{ kind: "bytes", count: 20_000 }],
  "wrong-geometry": [{ kind: "bytes", count: 10_000 }],
  held: [],
};
const createReader = (path: string) =>
  createZfmReader({
    clock,
    openLink: createSerialLink({ device: "fingerprint-zfm", path, baudRateBps: 57_600 }),
    baudRateMaxBps: 115_200,
    slowFactor: 1,
  });
const why = hasSocat ? "" : ` (skipped: ${skipWithoutSocat})`;

describe.skipIf(!hasSocat)(`ZFM module on a pseudo-terminal${why}`, () => {
  const bench = newBench();
  let pty: Pty;
  beforeAll(async () => {
    pty = await openModule(bench);
  });
  afterAll(() => pty.close());
  // A test that pulled the cable leaves it out.
  afterEach(async () => {
    Object.assign(bench, newBench());
    await pty.insert();
  });

  testFingerprintContract({
    target: 2,
    flow: "live",
    isSimulated: true,
    working: () => ({ device: createReader(pty.path), settle: (work) => work }),
    plugged: () => {
      const device = createReader(pty.path);
      return {
        device,
        settle: (work) => work,
        pull: async () => {
          await pty.pull();
          await waitUntil("the loss is noticed", () => device.health().state === "lost");
        },
        insert: () => pty.insert(),
      };
    },
    lateComer: () => ({ device: absentAtFirst(createReader(pty.path), pty), settle: (work) => work }),
    mute: () => {
      bench.isMute = true;
      const answer = () => {
        bench.isMute = false;
      };
      return { device: fromSecondOpening(createReader(pty.path), answer), settle: (work) => work };
    },
    // The module has no word for a finger that is not there: it is asked until there is one.
    absent: null,
    faulty: (fault) => {
      const device = createReader(pty.path);
      if (fault === "unplug") {
        const pull = async () => {
          await pty.pull();
          await waitUntil("the loss is noticed", () => device.health().state === "lost");
        };
        return { device: pulledAfterOneFrame(device, { pull, insert: pty.insert }), settle: (work) => work };
      }
      if (fault === "stall") bench.finger = null;
      bench.faults.push(...uploadFaults[fault]);
      const mend = () => {
        Object.assign(bench, newBench());
      };
      return { device: fromSecondOpening(device, mend), settle: (work) => work };
    },
    // Its line is locked when it is opened, so that nobody else can have it afterwards.
    unknownFaults: ["held"],
  });

  it("gives the image at 500 ppi, ridges dark, and says what sensor it was", async () => {
    const device = createReader(pty.path);
    await device.open();
    expect(device.provenance()).toMatchObject({ model: "ZFM module (system 0009)", nativePpi: 508, bitDepth: 4 });
    const { image } = await takeOne(device, request);
    expect([image.widthPx, image.heightPx, image.resolutionPpi]).toEqual([252, 283, 500]);
    const [dark = 0, light = 0] = [image.pixels[1], image.pixels[5]];
    expect(light - dark).toBeGreaterThan(150);
    await device.close();
  });

  it.each<ZfmFault>([
    { kind: "damage", byte: 20_000 },
    { kind: "drop", packet: 7 },
    { kind: "stop", afterPackets: 9 },
  ])("fetches the image once more after $kind", async (fault) => {
    const device = createReader(pty.path);
    await device.open();
    bench.faults.push(fault);
    const frames = take(device, request, 1);
    if (fault.kind === "damage") {
      expect(await frames).toHaveLength(1);
      expect(bench.uploads).toBe(2);
    } else {
      await expect(frames).rejects.toMatchObject({
        code: fault.kind === "stop" ? "driver.timeout" : "driver.malformed",
      });
      expect(await take(device, request, 1)).toHaveLength(1);
    }
    await device.close();
  });

  it("refuses an image of a size that no module sends", async () => {
    const device = createReader(pty.path);
    await device.open();
    bench.faults.push({ kind: "bytes", count: 30_000 });
    await expect(takeOne(device, request)).rejects.toMatchObject({ code: "driver.malformed" });
    await device.close();
  });

  it("waits for a finger, and no longer than it was told", async () => {
    const device = createReader(pty.path);
    bench.finger = null;
    await device.open();
    await expect(takeOne(device, { ...request, timeoutMs: 400 })).rejects.toMatchObject({ code: "driver.timeout" });
    const look = takeOne(device, request);
    bench.finger = stripes;
    await look;
    await device.close();
  });

  it("does not open where nothing answers, or a password is asked", async () => {
    const device = createReader(pty.path);
    bench.isMute = true;
    await expect(device.open()).rejects.toMatchObject({ code: "driver.timeout" });
    expect(device.health().state).toBe("lost");
    bench.isMute = false;
    bench.isLocked = true;
    await expect(device.open()).rejects.toMatchObject({ code: "driver.malformed" });
    bench.isLocked = false;
    await device.open();
    await device.close();
  });
});
