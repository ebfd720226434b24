import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTopazPad } from "../../../drivers/signature-pad/signature-pad-topaz.ts";
import { encodePlace, encodeTopazInk } from "../../../drivers/signature-pad/topaz-emulator.ts";
import { createSerialLink } from "../../../drivers/transport/serial-link.ts";
import type { SignatureInk } from "../../../runtime/kernel/biometric.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { absentAtFirst, fromSecondOpening, pulledAfterOneFrame } from "../bench-steps.ts";
import { handleLater } from "../device-contract.ts";
import { takeOne } from "../frame-source-contract.ts";
import { hasSocat, openPty, type Pty, skipWithoutSocat } from "../transport/pty.ts";
import { testSignaturePadContract } from "./signature-pad-contract.ts";

const clock = createSystemClock();
const signal = new AbortController().signal;
/** Between two signatures; the pad takes a third of it for their end. */
const restMs = 450;
const origin = { x: 500, y: 700 };
const ink: SignatureInk = {
  kind: "ink",
  widthMm: 133,
  heightMm: 86,
  points: Array.from({ length: 40 }, (_, at) => ({
    x: 20 + at,
    y: 30 + 8 * Math.sin(at / 4),
    t: at * 5,
    p: 0.5,
    down: at !== 20,
  })),
};

const ptys = new Set<Pty>();
let pty: Pty;
let writing = new AbortController();
/** Where the signature is written; null while nobody writes. */
let penAt: typeof origin | null = origin;

/** Writes the signature again and again with a rest between, as people do who are asked to. */
async function writeAgainAndAgain(pad: Socket, signing: AbortSignal): Promise<void> {
  while (!signing.aborted && !pad.destroyed) {
    // In one piece: a busy machine must not look like a pen at rest.
    if (penAt !== null) pad.write(Buffer.concat(encodeTopazInk({ ink, origin: penAt, hasPressure: true })));
    await delay(restMs);
  }
}

async function openPad(): Promise<Pty> {
  const opened = await openPty((pad) => {
    void writeAgainAndAgain(pad, writing.signal);
  });
  ptys.add(opened);
  return opened;
}

function createPad(path = pty.path) {
  const openLink = createSerialLink({ device: "signature-pad-topaz", path, baudRateBps: 19_200, parity: "odd" });
  return createTopazPad({ clock, openLink, model: "siglite-1x5", finishAfterMs: restMs / 3 });
}

describe.skipIf(!hasSocat)(`Topaz pad on a pseudo-terminal${hasSocat ? "" : ` (skipped: ${skipWithoutSocat})`}`, () => {
  beforeAll(async () => {
    writing = new AbortController();
    pty = await openPad();
  });
  afterAll(async () => {
    writing.abort();
    for (const one of ptys) await one.close();
    ptys.clear();
  });
  // A test that pulled the cable leaves it out.
  afterEach(async () => {
    penAt = origin;
    await pty.insert();
  });

  testSignaturePadContract({
    target: "signature",
    isSimulated: true,
    working: () => ({ device: createPad(), settle: (work) => work }),
    plugged: () => {
      const device = createPad();
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
    lateComer: () => ({ device: absentAtFirst(createPad(), pty), settle: (work) => work }),
    // It cannot be asked anything: opening it proves the line, and a line opens at once.
    mute: null,
    // Nor has it a button for somebody who does not want to sign.
    absent: null,
    faulty: (fault) => {
      const device = createPad();
      if (fault === "unplug") {
        const pull = async () => {
          await pty.pull();
          await waitUntil("the loss is noticed", () => device.health().state === "lost");
        };
        return { device: pulledAfterOneFrame(device, { pull, insert: pty.insert }), settle: (work) => work };
      }
      if (fault === "stall") penAt = null;
      else penAt = { x: 3_000, y: 2_600 };
      const mend = async () => {
        penAt = origin;
        // What was written before is not to stand in the next signature.
        await delay(restMs);
      };
      return { device: fromSecondOpening(device, mend), settle: (work) => work };
    },
    // What is no packet is passed over; its line is locked when it is opened.
    unknownFaults: ["garbage", "truncated", "held"],
  });

  it("gives the signature in millimetres, with its gap and its pressure", async () => {
    const device = createPad();
    await device.open();
    await takeOne(device, { target: "signature", timeoutMs: 5_000, signal });
    const sample = await takeOne(device, { target: "signature", timeoutMs: 5_000, signal });
    if (sample.kind !== "ink") throw new Error("not ink");
    const down = sample.points.filter((point) => point.down);
    expect(down).toHaveLength(39);
    down.forEach((point, at) => {
      const wanted = ink.points.filter((one) => one.down)[at];
      expect(point.x).toBeCloseTo(wanted?.x ?? 0, 1);
      expect(point.y).toBeCloseTo(wanted?.y ?? 0, 1);
      expect(point.p).toBeCloseTo(0.5, 2);
    });
    expect(sample.points.findIndex((point) => !point.down)).toBe(20);
    await device.close();
  });
});

describe.skipIf(!hasSocat)("a Topaz pad whose cable is pulled", () => {
  it("loses the signature that is being written, and takes the next one when it is back", async () => {
    let pad: Socket | undefined;
    const own = await openPty((socket) => {
      pad = socket;
    });
    const device = createPad(own.path);
    await device.open();
    const looking = takeOne(device, { target: "signature", timeoutMs: 5_000, signal });
    handleLater(looking);
    pad?.write(encodePlace(1_000, 1_000, true));
    await delay(20);
    await own.pull();
    await expect(looking).rejects.toMatchObject({ code: "driver.disconnected" });
    expect(device.health()).toEqual({ state: "lost", lastFailure: "driver.disconnected" });
    await expect(device.open()).rejects.toMatchObject({ code: "driver.disconnected" });
    await own.insert();
    await device.open();
    const again = takeOne(device, { target: "signature", timeoutMs: 5_000, signal });
    for (const packet of encodeTopazInk({ ink, origin, hasPressure: false })) pad?.write(packet);
    expect(await again).toMatchObject({ kind: "ink" });
    await device.close();
    await own.close();
  });

  it("has no signature while the pen only hovers", async () => {
    const own = await openPty((socket) => {
      for (let at = 0; at < 20; at += 1) socket.write(encodePlace(1_000 + at, 1_000, false));
    });
    const device = createPad(own.path);
    await device.open();
    const look = takeOne(device, { target: "signature", timeoutMs: 150, signal });
    await expect(look).rejects.toMatchObject({ code: "driver.timeout" });
    expect(device.health().state).toBe("ready");
    await device.close();
    await own.close();
  });
});
