import type { Clock } from "../../runtime/kernel/clock.ts";
import type { FrameRequest, FrameSource } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { waitWithin } from "./wait-within.ts";

/** Nobody needs more: a booth has two who look through one scanner. */
const waitingMax = 8;

/**
 * One device through which several look, one at a time. Where the device itself refuses a second look with `driver.busy`, this
 * lets it wait for its turn, in the order in which they came, for at most the look's own `timeoutMs`; only then it is
 * refused. All else, the opening included, is the device's: openings that overlap are one.
 */
export function shareSource<Target, Frame>(
  source: FrameSource<Target, Frame>,
  clock: Clock,
): FrameSource<Target, Frame> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let opening: Promise<void> | null = null;

  async function takeTurn({ timeoutMs, signal }: FrameRequest<Target>): Promise<() => void> {
    signal.throwIfAborted();
    const whenLate = () => new BoothError("driver.busy", { device: source.name, operation: "frames" });
    if (waiting >= waitingMax) throw whenLate();
    const before = last;
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    // Whoever gives up passes the turn on, but not before it is theirs.
    last = before.then(() => over);
    waiting += 1;
    try {
      await waitWithin(before, { clock, timeoutMs, signal, whenLate });
    } catch (error) {
      end();
      throw error;
    } finally {
      waiting -= 1;
    }
    return end;
  }

  return {
    ...source,
    open: () => {
      opening ??= source.open().finally(() => {
        opening = null;
      });
      return opening;
    },
    frames: async function* (request) {
      const endTurn = await takeTurn(request);
      try {
        yield* source.frames(request);
      } finally {
        endTurn();
      }
    },
  };
}
