import type { BackdropColour } from "../../runtime/kernel/biometric.ts";
import type { Clock } from "../../runtime/kernel/clock.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { DeviceSession } from "../transport/device-session.ts";
import { waitWithin } from "../transport/wait-within.ts";
import type { BoothIoDriver } from "./booth-io-driver.ts";

type Moving = { readonly session: DeviceSession; readonly clock: Clock; readonly device: string };

/** One motor: a move that is asked for during another waits for its turn, within its own time. */
export function createMoveQueue(
  { session, clock, device }: Moving,
  travel: (colour: BackdropColour, signal: AbortSignal) => Promise<void>,
): BoothIoDriver["setBackdrop"] {
  let lastMove: Promise<void> = Promise.resolve();

  const move = async (colour: BackdropColour, signal: AbortSignal) => {
    signal.throwIfAborted();
    const claim = session.claim("set backdrop");
    let failure: unknown = null;
    try {
      await travel(colour, signal);
    } catch (error) {
      failure = error instanceof BoothError ? error : null;
      throw error;
    } finally {
      claim.release(failure);
    }
  };

  return async (colour, { timeoutMs, signal }) => {
    signal.throwIfAborted();
    const ending = new AbortController();
    const untilEnd = AbortSignal.any([ending.signal, session.presence(), signal]);
    const whenLate = () => new BoothError("driver.timeout", { device, operation: "set backdrop", timeoutMs });
    const turn = lastMove.then(() => move(colour, untilEnd));
    lastMove = turn.catch(() => undefined);
    try {
      await waitWithin(turn, { clock, timeoutMs, signal: untilEnd, whenLate });
    } catch (error) {
      ending.abort(error);
      throw error;
    }
  };
}
