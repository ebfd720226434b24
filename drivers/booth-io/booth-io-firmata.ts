import assert from "node:assert/strict";
import five from "johnny-five";
import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { ByteLink, OpenByteLink } from "../transport/byte-link.ts";
import { DeviceSession } from "../transport/device-session.ts";
import { greetDevice } from "../transport/greet-device.ts";
import type { BoothIoDriver, BoothSignal, StackLight } from "./booth-io-driver.ts";
import { createSignalFilter } from "./drop-repeated-signals.ts";
import { type FirmataBoard, openFirmataBoard } from "./firmata-board.ts";
import type { BoothPins } from "./firmata-pins.ts";
import { createBackdropMotor, type MoveBackdrop } from "./move-backdrop.ts";
import { createMoveQueue } from "./move-queue.ts";

export type FirmataOptions = {
  readonly clock: Clock;
  readonly openLink: OpenByteLink;
  readonly pins: BoothPins;
  readonly versionTimeoutMs: number;
  readonly slowFactor: number;
};

const name = "booth-io-firmata";
const openTimeoutMs = 15_000;
const brightest = 255;
/** An infrared sensor sees ghosts for as long after it got power. */
const presenceSettlesMs = 2_000;

type Parts = {
  readonly link: ByteLink;
  readonly move: MoveBackdrop;
  readonly setRingLight: (percent: number) => void;
  readonly setStackLight: (light: StackLight) => void;
};

/**
 * Backdrop, lights and switches on a microcontroller with Firmata, by johnny-five. The board is built anew each time the line
 * comes back, with its lights out. Firmata has no watchdog: a lamp stays lit when this process dies, until the next start.
 */
export function createFirmataBooth(options: FirmataOptions): BoothIoDriver {
  const { clock, openLink, pins, slowFactor } = options;
  const listeners = new Set<(signal: BoothSignal) => void>();
  const isNews = createSignalFilter(clock);
  const say = (signal: BoothSignal) => {
    if (isNews(signal)) for (const listener of listeners) listener(signal);
  };
  let up: Parts | null = null;
  const session: DeviceSession = new DeviceSession({
    name,
    clock,
    provenance: describe(null, null),
    openTimeoutMs: openTimeoutMs * slowFactor,
    open: async (signal) => {
      const link = await openLink(signal);
      const versionTimeoutMs = options.versionTimeoutMs * slowFactor;
      const onLost = () => {
        // A board that was given up may still complain, by a timer of its own; the next one has nothing to do with it.
        if (!signal.aborted) session.lose();
      };
      return greetDevice(link, signal, async () => {
        const firmata = await openFirmataBoard({ device: name, link, versionTimeoutMs, signal, onLost });
        up = { link, ...wireOrRefuse(firmata, pins, { clock, say, stay: signal }) };
        return describe(link, firmata);
      });
    },
    close: async () => {
      const closing = up;
      up = null;
      await closing?.link.close();
    },
  });
  const requireUp = (): Parts => {
    session.presence();
    if (up === null) throw new BoothError("driver.disconnected", { device: name });
    return up;
  };
  return {
    ...session.toDevice(),
    setBackdrop: createMoveQueue({ session, clock, device: name }, (colour, signal) =>
      requireUp().move(colour, signal),
    ),
    setRingLight: async (brightnessPercent) => {
      assert(brightnessPercent >= 0 && brightnessPercent <= 100, "a brightness is 0 to 100 percent");
      requireUp().setRingLight(brightnessPercent);
    },
    setStackLight: async (light) => requireUp().setStackLight(light),
    onSignal: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

type Wiring = {
  readonly clock: Clock;
  readonly say: (signal: BoothSignal) => void;
  /** Aborts when the board is closed or lost. */
  readonly stay: AbortSignal;
};

/** johnny-five throws errors of its own at a pin that a board does not have, or that cannot do what is asked of it. */
function wireOrRefuse(firmata: FirmataBoard, pins: BoothPins, wiring: Wiring): Omit<Parts, "link"> {
  try {
    return wire(firmata, pins, wiring);
  } catch (cause) {
    const problem = "a board that cannot drive what is wired to it";
    throw new BoothError("driver.malformed", { device: name, problem }, { cause });
  }
}

/** Puts johnny-five's components on their pins. */
function wire({ board }: FirmataBoard, pins: BoothPins, { clock, say, stay }: Wiring): Omit<Parts, "link"> {
  const led = (pin: number) => new five.Led({ board, pin });
  const ring = led(pins.ringLightPin);
  const lamps = { attention: led(pins.stackRedPin), busy: led(pins.stackYellowPin), ready: led(pins.stackGreenPin) };
  const setStackLight = (light: StackLight) => {
    for (const [state, lamp] of Object.entries(lamps))
      if (state === light) lamp.on();
      else lamp.off();
  };
  setStackLight("off");
  ring.brightness(0);

  // johnny-five's own Motion forgets whoever was there before it settled, and its timer outlives a lost board.
  const presence = new five.Switch({ board, pin: pins.presencePin, type: "NC" });
  let hasSettled = false;
  const tellPresence = () => {
    if (hasSettled) say({ kind: "presence", isPresent: presence.isClosed });
  };
  presence.on("open", tellPresence);
  presence.on("close", tellPresence);
  const settle = () => {
    // Not by comparing times: a timer may go off a fraction of a millisecond early, and this one goes off once.
    hasSettled = true;
    tellPresence();
  };
  clock.sleep(presenceSettlesMs, stay).then(settle, () => undefined);
  const door = new five.Switch({ board, pin: pins.doorPin, type: "NO" });
  door.on("open", () => say({ kind: "door", isOpen: true }));
  door.on("close", () => say({ kind: "door", isOpen: false }));
  const help = new five.Button({ board, pin: pins.helpPin, isPullup: true });
  help.on("press", () => say({ kind: "help" }));

  return {
    move: createBackdropMotor(board, pins.backdrop, clock),
    setRingLight: (percent) => ring.brightness(Math.round((percent / 100) * brightest)),
    setStackLight,
  };
}

function describe(link: ByteLink | null, firmata: FirmataBoard | null): Provenance {
  const isSimulated = link?.isEmulated ?? false;
  const { name: sketch, version } = firmata?.io.firmware ?? {};
  return {
    driver: name,
    model: sketch ?? "Firmata",
    serial: isSimulated ? "EMU-FIRMATA" : "unknown",
    firmware: version === undefined ? "unknown" : `${version.major}.${version.minor}`,
    hardwareId: null,
    nativePpi: null,
    bitDepth: null,
    isCertified: false,
    isSimulated,
  };
}
