import assert from "node:assert/strict";
import type { BackdropColour } from "../../runtime/kernel/biometric.ts";
import type { Clock } from "../../runtime/kernel/clock.ts";
import { DeviceSession } from "../transport/device-session.ts";
import { describeSimulator } from "../transport/frame-simulator.ts";
import { createSimulatedOpening, type OpenStep } from "../transport/simulated-opening.ts";
import { createSimulatedPlug, type SimulatedPlug } from "../transport/simulated-plug.ts";
import { waitForAbort } from "../transport/wait-within.ts";
import type { BoothIoDriver, BoothSignal, StackLight } from "./booth-io-driver.ts";
import { createSignalFilter } from "./drop-repeated-signals.ts";
import { createMoveQueue } from "./move-queue.ts";

/** What somebody standing before the booth would see. */
export type BoothSight = {
  /** Null while the backdrop moves, or where it stopped half-way. */
  readonly backdrop: BackdropColour | null;
  readonly ringLightPercent: number;
  readonly stackLight: StackLight;
};

/** What happens to the booth, `afterMs` after the signal before it or, for the first, after the device was opened. */
export type ScriptedSignal = { readonly afterMs: number; readonly signal: BoothSignal };

/** What the backdrop does on successive moves. */
export type MoveStep = "travel" | "jam" | "unplug";

export type BoothIoSimulatorOptions = {
  readonly clock: Clock;
  readonly plug?: SimulatedPlug;
  readonly opens?: readonly OpenStep[];
  readonly openDelayMs?: number;
  readonly travelMs?: number;
  /** Past the end the backdrop travels. */
  readonly moves?: readonly MoveStep[];
  /** Repeats may be in it, as a bouncing switch makes them: listeners hear each change once. */
  readonly signals?: readonly ScriptedSignal[];
};

export type BoothIoSimulator = BoothIoDriver & {
  readonly see: () => BoothSight;
  /** Somebody comes, opens the door, or calls for help. Unheard while the device is not open. */
  readonly emit: (signal: BoothSignal) => void;
};

const identity = { name: "booth-io-simulator", model: "Simulated booth", serial: "EMU-BOOTH-IO-1" } as const;
const dark = { ringLightPercent: 0, stackLight: "off" } as const;

/** The booth's backdrop, lights and switches, without a booth. Lights go out when it is closed or unplugged. */
export function createBoothIoSimulator(options: BoothIoSimulatorOptions): BoothIoSimulator {
  const { clock, plug = createSimulatedPlug(clock), opens = [], openDelayMs = 50 } = options;
  const provenance = describeSimulator(identity);
  const actOutOpening = createSimulatedOpening({ device: identity.name, clock, plug, opens, openDelayMs });
  const speaker = createSpeaker(clock, options.signals ?? []);
  let sight: BoothSight = { backdrop: null, ...dark };
  const session = new DeviceSession({
    name: identity.name,
    clock,
    provenance,
    open: async (signal) => {
      await actOutOpening(signal);
      signal.addEventListener("abort", () => show(dark), { once: true });
      void speaker.play(signal);
      return provenance;
    },
    close: async () => undefined,
  });
  plug.onPull(() => session.lose());

  function show(change: Partial<BoothSight>): void {
    sight = { ...sight, ...change };
  }

  return {
    ...session.toDevice(),
    setBackdrop: createBackdrop(session, { ...options, plug }, { see: () => sight.backdrop, show }),
    setRingLight: async (ringLightPercent) => {
      assert(ringLightPercent >= 0 && ringLightPercent <= 100, "a brightness is 0 to 100 percent");
      session.presence();
      show({ ringLightPercent });
    },
    setStackLight: async (stackLight) => {
      session.presence();
      show({ stackLight });
    },
    onSignal: speaker.onSignal,
    see: () => sight,
    emit: (signal) => {
      const { state } = session.toDevice().health();
      if (state === "ready" || state === "busy") speaker.say(signal);
    },
  };
}

type BackdropView = {
  readonly see: () => BackdropColour | null;
  readonly show: (change: Pick<BoothSight, "backdrop">) => void;
};

/** The motor of the simulated backdrop; a jam lasts until whoever asked gives up. */
function createBackdrop(
  session: DeviceSession,
  { clock, plug, moves = [], travelMs = 1_200 }: BoothIoSimulatorOptions & { readonly plug: SimulatedPlug },
  view: BackdropView,
): BoothIoDriver["setBackdrop"] {
  let moveCount = 0;
  return createMoveQueue({ session, clock, device: identity.name }, async (colour, signal) => {
    if (view.see() === colour) return;
    const step = moves[moveCount] ?? "travel";
    moveCount += 1;
    view.show({ backdrop: null });
    if (step === "jam") await waitForAbort(signal);
    await clock.sleep(travelMs, signal);
    if (step === "unplug") plug.pull(0);
    signal.throwIfAborted();
    view.show({ backdrop: colour });
  });
}

/** Plays scripted signals while the device is open, and passes on what is news. */
function createSpeaker(clock: Clock, script: readonly ScriptedSignal[]) {
  const listeners = new Set<(signal: BoothSignal) => void>();
  const isNews = createSignalFilter(clock);
  let playedCount = 0;

  const say = (signal: BoothSignal) => {
    if (!isNews(signal)) return;
    for (const listener of listeners) listener(signal);
  };

  return {
    say,
    onSignal: (listener: (signal: BoothSignal) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    /** Ends quietly when the signal aborts; what was not yet played waits for the next opening. */
    play: async (until: AbortSignal) => {
      try {
        for (const { afterMs, signal } of script.slice(playedCount)) {
          await clock.sleep(afterMs, until);
          playedCount += 1;
          say(signal);
        }
      } catch (error) {
        if (!until.aborted) throw error;
      }
    },
  };
}
