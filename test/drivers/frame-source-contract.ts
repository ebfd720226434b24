import { expect, it } from "vitest";
import type { FrameSource } from "../../runtime/kernel/device.ts";
import { type Bench, type DeviceRig, handleLater, testDeviceContract } from "./device-contract.ts";

export type FrameSourceRig<Target, Frame> = DeviceRig<FrameSource<Target, Frame>> & {
  readonly target: Target;
  /** A target that is not there, with a device that can tell; null for a device that only sees nothing. */
  readonly absent: (() => Bench<FrameSource<Target, Frame>> & { readonly target: Target }) | null;
  /** Devices with a fault after their first good frame, or at once; null where nobody can make one. */
  readonly faulty: ((fault: Fault) => Bench<FrameSource<Target, Frame>>) | null;
  /** Faults that this kind of device has no way to show. */
  readonly unknownFaults?: readonly Fault[];
  /** `live`: frames until the consumer leaves; `pages`: some, then the end; `once`: one, then the end. */
  readonly flow: "live" | "pages" | "once";
  /** Expects a frame to be whole. */
  readonly expectWhole: (frame: Frame) => void;
  /** Where the frame's pixels lie, for devices whose frames are handed on to other threads. */
  readonly memoryOf?: (frame: Frame) => ArrayBufferLike;
};

export type Fault = "stall" | "garbage" | "truncated" | "wrong-geometry" | "held" | "unplug";

const faultOutcomes: readonly { fault: Fault; code: string; state: string }[] = [
  { fault: "stall", code: "driver.timeout", state: "ready" },
  { fault: "garbage", code: "driver.malformed", state: "ready" },
  { fault: "truncated", code: "driver.malformed", state: "ready" },
  { fault: "wrong-geometry", code: "driver.malformed", state: "ready" },
  { fault: "held", code: "driver.busy", state: "ready" },
  { fault: "unplug", code: "driver.disconnected", state: "lost" },
];

const timeoutMs = 5_000;
const never = new AbortController().signal;

/** What `FrameSource` promises, checked alike on simulators, replays and real devices. */
export function testFrameSourceContract<Target, Frame>(rig: FrameSourceRig<Target, Frame>): void {
  testDeviceContract(rig);
  testLooking(rig);
  testFaults(rig);
}

function testLooking<Target, Frame>(rig: FrameSourceRig<Target, Frame>): void {
  const { target, flow, expectWhole, memoryOf } = rig;
  const request = { target, timeoutMs, signal: never };

  it("gives whole frames", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    expectWhole(await settle(takeOne(device, request)));
    await device.close();
  });

  it("goes on giving frames, each its consumer's own, until the consumer leaves", async (context) => {
    context.skip(flow !== "live", "it gives one frame a look");
    const { device, settle } = rig.working();
    await settle(device.open());
    const frames = await settle(take(device, request, 5));
    expect(frames).toHaveLength(5);
    for (const frame of frames) expectWhole(frame);
    if (memoryOf !== undefined) expect(new Set(frames.map(memoryOf)).size).toBe(frames.length);
    await device.close();
  });

  it("gives one frame a look, and then ends", async (context) => {
    context.skip(flow !== "once", "it goes on giving frames");
    const { device, settle } = rig.working();
    await settle(device.open());
    expect(await settle(take(device, request, 5))).toHaveLength(1);
    expect(device.health()).toEqual({ state: "ready", lastFailure: null });
    await device.close();
  });

  it("is busy while somebody looks, and ready when the consumer leaves", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    const look = device.frames(request)[Symbol.asyncIterator]();
    expect(device.health().state).toBe("ready");
    await settle(look.next());
    expect(device.health().state).toBe("busy");
    await settle(look.return!());
    expect(device.health()).toEqual({ state: "ready", lastFailure: null });
    expectWhole(await settle(takeOne(device, request)));
    await device.close();
  });

  it("refuses a second look during the first, which goes on undisturbed", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    const first = device.frames(request)[Symbol.asyncIterator]();
    const pending = first.next();
    await expect(settle(takeOne(device, request))).rejects.toMatchObject({ code: "driver.busy" });
    const frame = await settle(pending);
    expect(frame.done).toBe(false);
    await settle(first.return!());
    await device.close();
  });

  it("frees the device when the consumer fails", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    const consume = async () => {
      for await (const _ of device.frames(request)) throw new RangeError("the consumer's own");
    };
    await expect(settle(consume())).rejects.toThrow(RangeError);
    expect(device.health().state).toBe("ready");
    await device.close();
  });

  it("refuses to look unless it is open", async () => {
    const { device, settle } = rig.working();
    await expect(settle(takeOne(device, request))).rejects.toMatchObject({ code: "driver.disconnected" });
    await settle(device.open());
    await device.close();
    await expect(settle(takeOne(device, request))).rejects.toMatchObject({ code: "driver.disconnected" });
  });

  it("ends with the signal's own reason when aborted before, during and between frames", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    const reason = new Error("the resident left");
    await expect(settle(takeOne(device, { ...request, signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);

    const during = new AbortController();
    const pending = takeOne(device, { ...request, signal: during.signal });
    during.abort(reason);
    await expect(settle(pending)).rejects.toBe(reason);

    const between = new AbortController();
    const look = device.frames({ ...request, signal: between.signal })[Symbol.asyncIterator]();
    await settle(look.next());
    between.abort(reason);
    await expect(settle(look.next())).rejects.toBe(reason);
    expect(device.health()).toEqual({ state: "ready", lastFailure: null });
    await device.close();
  });

  it("ends a look with driver.disconnected when the device is closed meanwhile", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    const look = device.frames(request)[Symbol.asyncIterator]();
    await settle(look.next());
    await settle(device.close());
    await expect(settle(look.next())).rejects.toMatchObject({ code: "driver.disconnected" });
    expect(device.health().state).toBe("closed");
    await settle(device.open());
    expectWhole(await settle(takeOne(device, request)));
    await device.close();
  });

  it("says so when it can tell that the target is not there", async (context) => {
    context.skip(rig.absent === null, "nothing here tells an absent target");
    const { device, settle, target: absentTarget } = rig.absent!();
    await settle(device.open());
    const look = takeOne(device, { ...request, target: absentTarget });
    await expect(settle(look)).rejects.toMatchObject({ code: "driver.no-biometric" });
    expect(device.health().state).toBe("ready");
    await device.close();
  });
}

function testFaults<Target, Frame>(rig: FrameSourceRig<Target, Frame>): void {
  const { target, faulty, unknownFaults = [], plugged, expectWhole } = rig;
  const request = { target, timeoutMs, signal: never };

  it.skipIf(faulty === null).each(faultOutcomes.filter(({ fault }) => !unknownFaults.includes(fault)))(
    "reports $code on $fault, is $state, and gives frames afterwards",
    async ({ fault, code, state }) => {
      const { device, settle } = faulty!(fault);
      await settle(device.open());
      await expect(settle(take(device, request, 5))).rejects.toMatchObject({ code, detail: { device: device.name } });
      expect(device.health()).toMatchObject({ state, lastFailure: code });
      await settle(device.open());
      expectWhole(await settle(takeOne(device, request)));
      expect(device.health()).toEqual({ state: "ready", lastFailure: null });
      await device.close();
    },
  );

  it("names the time it waited", async (context) => {
    context.skip(faulty === null, "nothing here fails on order");
    const { device, settle } = faulty!("stall");
    await settle(device.open());
    const look = take(device, { ...request, timeoutMs: 1_234 }, 5);
    await expect(settle(look)).rejects.toMatchObject({ detail: { operation: "frames", timeoutMs: 1_234 } });
    await device.close();
  });

  it("ends a look when the cable is pulled in the midst of it", async (context) => {
    context.skip(plugged === null, "nothing here to unplug");
    const { device, settle, pull, insert } = plugged!();
    await settle(device.open());
    const look = device.frames(request)[Symbol.asyncIterator]();
    const pending = look.next();
    handleLater(pending);
    await pull();
    await expect(settle(pending)).rejects.toMatchObject({ code: "driver.disconnected" });
    expect(device.health().state).toBe("lost");
    await expect(settle(takeOne(device, request))).rejects.toMatchObject({ code: "driver.disconnected" });
    await insert();
    await settle(device.open());
    expectWhole(await settle(takeOne(device, request)));
    await device.close();
  });
}

type Request<Target> = { readonly target: Target; readonly timeoutMs: number; readonly signal: AbortSignal };

/** Up to `framesMax` frames of one look; leaves the loop then. */
export async function take<Target, Frame>(
  device: FrameSource<Target, Frame>,
  request: Request<Target>,
  framesMax: number,
): Promise<readonly Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of device.frames(request)) {
    frames.push(frame);
    if (frames.length === framesMax) break;
  }
  return frames;
}

export async function takeOne<Target, Frame>(
  device: FrameSource<Target, Frame>,
  request: Request<Target>,
): Promise<Frame> {
  const [frame] = await take(device, request, 1);
  if (frame === undefined) throw new Error("the look ended without a frame");
  return frame;
}
