import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";
import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { createBoundedQueue } from "../transport/bounded-queue.ts";
import type { ByteLink, OpenByteLink } from "../transport/byte-link.ts";
import { createFrameSession } from "../transport/frame-session.ts";
import { findSampleFault } from "./find-sample-fault.ts";
import { type PenReport, recordInk } from "./record-ink.ts";
import type { SignaturePadDriver, SignatureSample } from "./signature-pad-driver.ts";
import { createTopazParser } from "./topaz-protocol.ts";

/** The part of the raw plane on which one can sign, by model, in raw units (l1n/topaz-dext, measured there). */
export const topazWindows = {
  "siglite-1x5": { left: 500, right: 2_650, top: 700, bottom: 2_100, hasScreen: false },
  "signaturegem-4x5": { left: 500, right: 2_650, top: 700, bottom: 2_100, hasScreen: false },
  "siggem-1x5": { left: 400, right: 2_400, top: 350, bottom: 950, hasScreen: false },
  "siglite-lcd-1x5": { left: 400, right: 2_400, top: 350, bottom: 1_050, hasScreen: true },
  "siggem-lcd-4x5": { left: 500, right: 2_600, top: 500, bottom: 2_100, hasScreen: true },
} as const;

export const topazModels = Object.keys(topazWindows) as readonly TopazModel[];
export type TopazModel = keyof typeof topazWindows;

export type TopazOptions = {
  readonly clock: Clock;
  readonly openLink: OpenByteLink;
  readonly model: TopazModel;
  /** The signer has finished when the pen has rested for this long. */
  readonly finishAfterMs: number;
};

const name = "signature-pad-topaz";
const unitsPerMm = 410 / 25.4;
const pressureMax = 1_023;
const overshootMm = 5;
const clearScreen = Uint8Array.of(0x04);
/** Ten seconds of a pen at its fastest: whoever has not looked for so long is stuck. */
const reportsMax = 4_096;

/**
 * A Topaz BSB pad on a serial line. It streams while the pen is near and cannot be asked anything, so that opening it
 * proves the line only; a pad that tells no pressure is written with the middle of the scale.
 */
export function createTopazPad({ clock, openLink, model, finishAfterMs }: TopazOptions): SignaturePadDriver {
  const window = topazWindows[model];
  const padMm = { width: toMm(window.right - window.left), height: toMm(window.bottom - window.top) };
  let line: ByteLink | null = null;
  const session = createFrameSession<"signature", SignatureSample>({
    name,
    clock,
    provenance: describe(model, null),
    findFault: findSampleFault,
    open: async (signal) => {
      line = await openLink(signal);
      line.onLost(session.lose);
      return describe(model, line);
    },
    close: async () => {
      await line?.close();
      line = null;
    },
    look: async function* look(_target, signal) {
      const open = line;
      if (open === null) throw new BoothError("driver.disconnected", { device: name });
      if (window.hasScreen) await open.write(clearScreen);
      const pen = followPen(open, window, clock);
      try {
        const ink = await recordInk({ clock, reports: pen, padMm, finishAfterMs, signal });
        if (isBesideWindow(ink)) throw new BoothError("driver.malformed", { device: name, problem: "not this model" });
        yield ink;
      } finally {
        pen.stop();
        // Nobody else is to see what was signed.
        if (window.hasScreen) await open.write(clearScreen);
      }
    },
  });
  return session.source;
}

/** Nobody writes most of a signature beside the pad: another model has its window elsewhere on the raw plane. */
function isBesideWindow({ widthMm, heightMm, points }: SignatureInk): boolean {
  const written = points.filter(({ down }) => down);
  const isBeside = ({ x, y }: InkPoint) =>
    x < -overshootMm || y < -overshootMm || x > widthMm + overshootMm || y > heightMm + overshootMm;
  return written.filter(isBeside).length > written.length / 2;
}

/** Turns the pad's packets into reports of the pen until it is stopped. */
function followPen(link: ByteLink, window: (typeof topazWindows)[TopazModel], clock: Clock) {
  const overflow = () => new BoothError("driver.malformed", { device: name, problem: "more packets than a pen makes" });
  const reports = createBoundedQueue<PenReport>(reportsMax, overflow);
  const parser = createTopazParser();
  let pressure = pressureMax / 2;
  const stop = link.onBytes((chunk) => {
    for (const packet of parser.push(chunk)) {
      // A pressure that comes between two places belongs to the second.
      if (packet.kind === "pressure") pressure = packet.pressure;
      if (packet.kind !== "pen") continue;
      const isDown = packet.isNear && packet.isDown;
      reports.push({
        xMm: toMm(packet.x - window.left),
        yMm: toMm(packet.y - window.top),
        pressureRatio: isDown ? pressure / pressureMax : 0,
        isDown,
        atMs: clock.monotonicMs(),
      });
    }
  });
  return { next: reports.next, stop };
}

const toMm = (units: number) => units / unitsPerMm;

function describe(model: TopazModel, link: ByteLink | null): Provenance {
  const isSimulated = link?.isEmulated ?? false;
  return {
    driver: name,
    model: `Topaz ${model}`,
    serial: isSimulated ? "EMU-TOPAZ" : "unknown",
    firmware: "unknown",
    hardwareId: "usb:0403:6001",
    nativePpi: null,
    bitDepth: null,
    isCertified: false,
    isSimulated,
  };
}
