import type { FrameRequest, FrameSource } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { type Claim, DeviceSession, type DeviceWork } from "./device-session.ts";
import { waitWithin } from "./wait-within.ts";

/** How one kind of device looks at something. */
export type FrameWork<Target, Frame> = DeviceWork & {
  /**
   * One look. The session asks for a frame at a time, bounds each wait and never runs two looks at once; the look only
   * has to yield, to end when nothing more comes, and to stop soon after the signal aborts.
   */
  readonly look: (target: Target, signal: AbortSignal) => AsyncIterable<Frame>;
  /** What is wrong with a frame, or null. Nothing that fails it reaches the consumer. */
  readonly findFault: (frame: Frame) => string | null;
  /** How long an ended look may take to let go of the device before the device counts as lost. */
  readonly releaseTimeoutMs?: number;
};

export type FrameSession<Target, Frame> = {
  readonly source: FrameSource<Target, Frame>;
  /** Told by the driver when the device goes away. */
  readonly lose: () => void;
};

const releaseTimeoutDefaultMs = 2_000;

/** Keeps every promise of `FrameSource` for any device that can look. Does no I/O itself. */
export function createFrameSession<Target, Frame>(work: FrameWork<Target, Frame>): FrameSession<Target, Frame> {
  const session = new DeviceSession(work);

  async function* frames(request: FrameRequest<Target>): AsyncGenerator<Frame> {
    request.signal.throwIfAborted();
    const claim = session.claim("frames");
    const ending = new AbortController();
    const signal = AbortSignal.any([ending.signal, claim.signal, request.signal]);
    const look = work.look(request.target, signal)[Symbol.asyncIterator]();
    let failure: unknown = null;
    try {
      for (;;) {
        const frame = await nextFrame(work, look, { ...request, signal });
        if (frame === null) return;
        yield frame;
      }
    } catch (error) {
      failure = request.signal.aborted ? null : error;
      throw error;
    } finally {
      ending.abort();
      await endLook(work, look, { claim, failure });
    }
  }

  return { source: { ...session.toDevice(), frames }, lose: () => session.lose() };
}

async function nextFrame<Target, Frame>(
  { name: device, clock, findFault }: FrameWork<Target, Frame>,
  look: AsyncIterator<Frame>,
  { timeoutMs, signal }: FrameRequest<Target>,
): Promise<Frame | null> {
  signal.throwIfAborted();
  const whenLate = () => new BoothError("driver.timeout", { device, operation: "frames", timeoutMs });
  const next = await waitWithin(look.next(), { clock, timeoutMs, signal, whenLate });
  signal.throwIfAborted();
  if (next.done === true) return null;
  const problem = findFault(next.value);
  if (problem !== null) throw new BoothError("driver.malformed", { device, problem });
  return next.value;
}

/** Frees the device once the look has stopped; one that does not stop leaves it lost, until it is opened anew. */
async function endLook<Target, Frame>(
  { name: device, clock, releaseTimeoutMs = releaseTimeoutDefaultMs }: FrameWork<Target, Frame>,
  look: AsyncIterator<Frame>,
  { claim, failure }: { readonly claim: Claim; readonly failure: unknown },
): Promise<void> {
  const whenLate = () => new BoothError("driver.disconnected", { device });
  const stopped = Promise.resolve(look.return?.());
  try {
    await waitWithin(stopped, { clock, timeoutMs: releaseTimeoutMs, signal: claim.signal, whenLate });
    claim.release(failure);
  } catch (error) {
    // What the consumer sees is how the look went; how it stopped concerns only the device's state.
    const isStuck = error instanceof BoothError && error.code === "driver.disconnected";
    claim.release(isStuck ? error : (failure ?? error));
  }
}
