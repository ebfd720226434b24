import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createPageInk,
  type PageInk,
  type PageInkBatch,
  type PageInkFeed,
  type PageInkPoint,
} from "../../../drivers/signature-pad/page-ink.ts";
import type { SignaturePadDriver } from "../../../drivers/signature-pad/signature-pad-driver.ts";
import { createTouchPad } from "../../../drivers/signature-pad/signature-pad-touch.ts";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { assessSignature } from "../../../pipelines/signature/assess-signature.ts";
import { defaultSignatureLimits } from "../../../pipelines/signature/signature-limits.ts";
import type { SignatureInk } from "../../../runtime/kernel/biometric.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { createManualClock } from "../../manual-clock.ts";
import type { Bench } from "../device-contract.ts";
import { type Fault, takeOne } from "../frame-source-contract.ts";
import { testSignaturePadContract } from "./signature-pad-contract.ts";

const never = new AbortController().signal;
const request = { target: "signature", timeoutMs: 5_000, signal: never } as const;
const finishAfterMs = 2_000;
const size = { widthMm: 120, heightMm: 60 };
const signed = synthesiseSignature(createRandom("touch"));
if (signed.kind !== "ink") throw new RangeError("no ink");
const ink: SignatureInk = signed;
const points = ink.points.map(({ x, y, t, p, down }): PageInkPoint => [x, y, 7_000 + t, p, down ? 1 : 0]);

function batch(parts: Partial<PageInkBatch>): PageInkBatch {
  return { ...size, points: [], next: "more", ...parts };
}

/** What a page sends of one signature, 16 points at a time, with the signer's word at the end. */
function splitInk(of: readonly PageInkPoint[]): readonly PageInkBatch[] {
  const batches: PageInkBatch[] = [];
  for (let at = 0; at < of.length; at += 16) batches.push(batch({ points: of.slice(at, at + 16) }));
  return [...batches, batch({ next: "done" })];
}

/** A page on which somebody signs as soon as it may; `leave` closes it. */
function emulatePage(write: (signature: number) => readonly PageInkBatch[] | "leave"): PageInk & PageInkFeed {
  const page = createPageInk();
  let signature = 0;
  page.onWant((isWanted) => {
    if (!isWanted) return;
    signature += 1;
    const written = write(signature);
    // A page answers later, never within the call.
    queueMicrotask(() => {
      if (written === "leave") page.setThere(false);
      else for (const one of written) page.offer(one);
    });
  });
  page.setThere(true);
  return page;
}

function bench(page: PageInk): Bench<SignaturePadDriver> {
  const clock = createManualClock();
  return { device: createTouchPad({ clock, ink: page, finishAfterMs }), settle: clock.runUntil };
}

/** The first signature goes wrong, the next ones do not. */
function faulty(fault: Exclude<Fault, "held">) {
  const torn = [Number.NaN, Number.NaN, 0, 0, 1] as const;
  const wrong = {
    stall: [],
    garbage: [batch({ points: [[1, 1, 1, 7, 1]] })],
    truncated: [batch({ points: [...points.slice(0, 9), torn] })],
    "wrong-geometry": [batch({ widthMm: 0, points })],
    unplug: "leave",
  } as const satisfies Record<typeof fault, readonly PageInkBatch[] | "leave">;
  return emulatePage((signature) => (signature === 1 ? wrong[fault] : splitInk(points)));
}

/** A device before whose second opening the page is there again. */
function comingBack(page: PageInk & PageInkFeed): Bench<SignaturePadDriver> {
  const { device, settle } = bench(page);
  let opened = 0;
  const open = () => {
    opened += 1;
    if (opened === 2) page.setThere(true);
    return device.open();
  };
  return { device: { ...device, open }, settle };
}

describe("the touchscreen of the page", () => {
  testSignaturePadContract({
    target: "signature",
    isSimulated: false,
    working: () => bench(emulatePage(() => splitInk(points))),
    plugged: () => {
      const page = emulatePage(() => splitInk(points));
      return { ...bench(page), pull: () => page.setThere(false), insert: () => page.setThere(true) };
    },
    lateComer: () => {
      const page = emulatePage(() => splitInk(points));
      page.setThere(false);
      return comingBack(page);
    },
    // Opening asks nothing of the page.
    mute: null,
    // A screen cannot tell that nobody will sign.
    absent: null,
    // A screen belongs to nobody else.
    unknownFaults: ["held"],
    faulty: (fault) => {
      if (fault === "held") throw new RangeError("a screen is never held");
      return comingBack(faulty(fault));
    },
  });

  const sign = async (batches: readonly PageInkBatch[]) => {
    const { device, settle } = bench(emulatePage(() => batches));
    await settle(device.open());
    const sample = await settle(takeOne(device, request));
    await device.close();
    if (sample.kind !== "ink") throw new RangeError("no ink");
    return sample;
  };

  it("gives the signature as it was written, and one that the pipeline takes", async () => {
    const sample = await sign(splitInk(points));
    const first = ink.points.find(({ down }) => down)!;
    const downs = ink.points.filter(({ down }) => down);
    expect(sample).toMatchObject({ kind: "ink", ...size });
    expect(sample.points.filter(({ down }) => down)).toEqual(
      downs.map(({ x, y, t, p }) => ({ x, y, t: 7_000 + t - (7_000 + first.t), p, down: true })),
    );
    expect(assessSignature(sample, defaultSignatureLimits).reasons).toEqual([]);
  });

  it("is the same signature when batches and points come late, twice and in disorder", async () => {
    const straight = await sign(splitInk(points));
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat(1_000)), async (numbers) => {
        const twice = points.flatMap((point) => ((numbers.next().value ?? 0) % 4 === 0 ? [point, point] : [point]));
        const late = twice
          .map((point, at) => ({ point, order: at + ((numbers.next().value ?? 0) % 5) }))
          .toSorted((one, other) => one.order - other.order);
        expect(await sign(splitInk(late.map(({ point }) => point)))).toEqual(straight);
      }),
      { numRuns: 20 },
    );
  });

  it("forgets what was written before the signer began anew", async () => {
    const scribble = batch({ points: [[5, 5, 10, 0.5, 1]] });
    const sample = await sign([scribble, batch({ points: [[9, 9, 20, 0.5, 1]], next: "clear" }), ...splitInk(points)]);
    expect(sample).toEqual(await sign(splitInk(points)));
  });

  it("begins anew on a page that has changed its size", async () => {
    const before = batch({ widthMm: 60, heightMm: 90, points: [[5, 80, 10, 0.5, 1]] });
    expect(await sign([before, ...splitInk(points)])).toEqual(await sign(splitInk(points)));
  });

  it("does not take a signer's word for ink that is not there", async () => {
    const hovering = batch({ points: [[5, 5, 10, 0, 0]], next: "done" });
    expect(await sign([batch({ next: "done" }), hovering, ...splitInk(points)])).toEqual(await sign(splitInk(points)));
  });

  it("has the signature when the pen has rested, without the signer's word, though the mouse still moves", async () => {
    const clock = createManualClock();
    const page = createPageInk();
    page.setThere(true);
    const device = createTouchPad({ clock, ink: page, finishAfterMs });
    await device.open();
    const looking = takeOne(device, request);
    page.offer(batch({ points }));
    await clock.advance(finishAfterMs - 100);
    page.offer(batch({ points: [[90, 50, 9_900, 0, 0]] }));
    await clock.advance(99);
    expect(device.health().state).toBe("busy");
    await clock.advance(1);
    expect(await looking).toMatchObject({ kind: "ink" });
    await device.close();
  });

  it("takes ink only while somebody looks", async () => {
    const page = emulatePage(() => splitInk(points));
    const wants: boolean[] = [];
    page.onWant((isWanted) => wants.push(isWanted));
    const { device, settle } = bench(page);
    await settle(device.open());
    expect(page.offer(batch({ points }))).toBe(false);
    await settle(takeOne(device, request));
    expect(wants).toEqual([true, false]);
    await device.close();
  });

  it("bounds what a page may write", async () => {
    const much = Array.from({ length: 1_999 }, (_, at): PageInkPoint => [at % 100, 5, at, 0.5, 1]);
    const tooMuch = Array.from({ length: 8 }, () => batch({ points: much }));
    await expect(sign(tooMuch)).rejects.toMatchObject({ code: "driver.malformed" });
    const often = Array.from({ length: 2_100 }, () => batch({}));
    await expect(sign(often)).rejects.toMatchObject({ code: "driver.malformed" });
    const long = [batch({ points: [[1, 1, 0, 1, 1]] }), batch({ points: [[1, 1, 600_001, 1, 1]], next: "done" })];
    await expect(sign(long)).rejects.toMatchObject({ code: "driver.malformed" });
  });

  it("answers any ink with a whole sample or with driver.malformed", async () => {
    const number = fc.oneof(fc.double(), fc.integer({ min: -10, max: 400 }));
    const point = fc.tuple(number, number, number, number, fc.constantFrom<0 | 1>(0, 1));
    const batches = fc.array(
      fc.record({
        widthMm: fc.oneof(fc.constant(120), number),
        heightMm: fc.constant(60),
        points: fc.array(point, { maxLength: 12 }),
        next: fc.constantFrom("more", "done", "clear"),
      }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(batches, async (written) => {
        const outcome = await sign(written).then(
          (sample) => (sample.points.every(({ t, p }) => t >= 0 && p >= 0 && p <= 1) ? "whole" : "torn"),
          (error) => error.code,
        );
        expect(["whole", "driver.malformed", "driver.timeout"]).toContain(outcome);
      }),
    );
  });
});
