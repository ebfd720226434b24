import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { type BoundedQueue, createBoundedQueue } from "../transport/bounded-queue.ts";
import { createFrameSession } from "../transport/frame-session.ts";
import { greetDevice } from "../transport/greet-device.ts";
import type { HidLink, OpenHidLink } from "../transport/hid-link.ts";
import { findSampleFault } from "./find-sample-fault.ts";
import { findButton } from "./pad-screen.ts";
import { createPenClock } from "./pen-clock.ts";
import { type PenReport, recordInk, type SignerWish } from "./record-ink.ts";
import type { SignaturePadDriver, SignatureSample } from "./signature-pad-driver.ts";
import { readyWacomPad, type WacomPad } from "./wacom-pad.ts";
import { readPen, type WacomModel, type WacomPen, wacomModels } from "./wacom-protocol.ts";

export type WacomOptions = {
  readonly clock: Clock;
  readonly openLink: OpenHidLink;
  /** Without a touch on the button, the signer has finished when the pen has rested for this long. */
  readonly finishAfterMs: number;
  readonly slowFactor: number;
};

const name = "signature-pad-wacom";
/** Ten seconds of a pen at its fastest: whoever has not looked for so long is stuck. */
const reportsMax = 4_096;
const openTimeoutMs = 10_000;
const mmPerInch = 25.4;
/** Of a signature's reports; more of them lost, and its shape is no longer the signer's. */
const lostRatioMax = 0.05;

type Up = { readonly link: HidLink; readonly pad: WacomPad };

/** A Wacom STU pad through hidraw: shows where to sign and three buttons, and leaves its screen empty afterwards. */
export function createWacomPad({ clock, openLink, finishAfterMs, slowFactor }: WacomOptions): SignaturePadDriver {
  let up: Up | null = null;
  const session = createFrameSession<"signature", SignatureSample>({
    name,
    clock,
    provenance: describe(null),
    openTimeoutMs: openTimeoutMs * slowFactor,
    findFault: findSampleFault,
    open: async (signal) => {
      const link = await openLink(signal);
      link.onLost(session.lose);
      return greetDevice(link, signal, async () => {
        const model: WacomModel | undefined = wacomModels[link.productId as keyof typeof wacomModels];
        if (model === undefined)
          throw new BoothError("driver.malformed", { device: name, problem: "an unknown model" });
        const pad = await readyWacomPad({ device: name, clock, link, model, slowFactor }, signal);
        up = { link, pad };
        return describe({ link, model, firmware: pad.firmware });
      });
    },
    close: async () => {
      const closing = up;
      up = null;
      await closing?.link.close();
    },
    look: async function* look(_target, signal) {
      if (up === null) throw new BoothError("driver.disconnected", { device: name });
      const { link, pad } = up;
      await pad.beginSigning(signal);
      const pen = followPen({ link, pad, clock });
      const next = async (until: AbortSignal) => {
        const said = await pen.next(until);
        if (said === "again") await pad.clearInk(until);
        return said;
      };
      try {
        const { capability } = pad;
        const toMm = (units: number) => (units / capability.resolutionPerInch) * mmPerInch;
        const padMm = { width: toMm(capability.xMax), height: toMm(capability.yMax) };
        const ink = await recordInk({ clock, reports: { next }, padMm, finishAfterMs, signal });
        if (pen.lostRatio() > lostRatioMax)
          throw new BoothError("driver.malformed", { device: name, problem: "lost parts of the signature" });
        yield ink;
      } finally {
        pen.stop();
        await pad.endSigning(new AbortController().signal);
      }
    },
  });
  return session.source;
}

type Following = { readonly link: HidLink; readonly pad: WacomPad; readonly clock: Clock };

/** The pen's reports, with touches on buttons as what they mean. */
function followPen({ link, pad, clock }: Following) {
  const overflow = () => new BoothError("driver.malformed", { device: name, problem: "more reports than a pen makes" });
  const reports: BoundedQueue<PenReport | SignerWish> = createBoundedQueue(reportsMax, overflow);
  const time = createPenClock(clock);
  const judge = createTouchJudge(pad);
  const stop = link.onReport((bytes) => {
    const pen = readPen(bytes);
    if (pen === null) return;
    const atMs = time.read(pen.time);
    if (atMs === null) return;
    const touch = judge(pen);
    if (touch === "cancel") reports.fail(new BoothError("driver.no-biometric", { device: name, target: "signature" }));
    else if (touch === "again" || touch === "done") reports.push(touch);
    if (touch === "again") time.restart();
    if (touch === "writing") reports.push(toReport(pen, pad, atMs));
  });
  return { next: reports.next, lostRatio: time.lostRatio, stop };
}

type Touch = "writing" | "cancel" | "again" | "done" | "button-held";

/** A touch belongs to where it began: a stroke that runs into the buttons is ink, a finger that slides off one is none. */
function createTouchJudge({ capability, screen }: WacomPad): (pen: WacomPen) => Touch {
  let began: "writing" | "button" | null = null;
  return ({ isDown, x, y }) => {
    if (!isDown) {
      const wasButton = began === "button";
      began = null;
      return wasButton ? "button-held" : "writing";
    }
    if (began !== null) return began === "writing" ? "writing" : "button-held";
    const { widthPx, heightPx } = screen;
    const button = findButton(screen, (x * widthPx) / capability.xMax, (y * heightPx) / capability.yMax);
    began = button === null ? "writing" : "button";
    return button ?? "writing";
  };
}

function toReport(pen: WacomPen, { capability }: WacomPad, atMs: number): PenReport {
  const toMm = (units: number) => (units / capability.resolutionPerInch) * mmPerInch;
  const isDown = pen.isNear && pen.isDown;
  const pressureRatio = isDown ? Math.min(1, pen.pressure / capability.pressureMax) : 0;
  return { xMm: toMm(pen.x), yMm: toMm(pen.y), pressureRatio, isDown, atMs };
}

type Found = { readonly link: HidLink; readonly model: WacomModel; readonly firmware: string };

function describe(found: Found | null): Provenance {
  const serial = found?.link.serial ?? "";
  const id = found === null ? "" : found.link.productId.toString(16).padStart(4, "0");
  return {
    driver: name,
    model: found === null ? "Wacom STU" : `Wacom ${found.model.name}`,
    serial: serial === "" ? "unknown" : serial,
    firmware: found?.firmware ?? "unknown",
    hardwareId: found === null ? null : `usb:056a:${id}`,
    nativePpi: null,
    bitDepth: null,
    isCertified: false,
    isSimulated: serial.startsWith("EMU-"),
  };
}
