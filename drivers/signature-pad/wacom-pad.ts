import type { Clock } from "../../runtime/kernel/clock.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { HidLink } from "../transport/hid-link.ts";
import { drawScreen, layOutScreen, type PadScreen, packColour, packMonochrome } from "./pad-screen.ts";
import {
  encodeArea,
  encodeImageBlocks,
  imageMode,
  penModeSequence,
  readCapability,
  readInformation,
  statusReady,
  type WacomCapability,
  type WacomModel,
  wacomReport,
} from "./wacom-protocol.ts";

export type WacomPadParts = {
  readonly device: string;
  readonly clock: Clock;
  readonly link: HidLink;
  readonly model: WacomModel;
  readonly slowFactor: number;
};

/** What a pad is asked to do, in the order in which it must be asked. */
export type WacomPad = {
  readonly capability: WacomCapability;
  readonly firmware: string;
  readonly screen: PadScreen;
  /** Shows the signing screen and lets the pen leave ink. */
  readonly beginSigning: (signal: AbortSignal) => Promise<void>;
  /** Takes ink away and keeps the rest of the screen. */
  readonly clearInk: (signal: AbortSignal) => Promise<void>;
  /** Nobody else is to see what was signed. */
  readonly endSigning: (signal: AbortSignal) => Promise<void>;
};

const statusPollMs = 20;
const readyTimeoutMs = 3_000;
const switchOn = 1;
const switchOff = 0;
const commit = 0;

/** @throws BoothError `driver.malformed` when the pad describes itself as no pad is */
export async function readyWacomPad(parts: WacomPadParts, signal: AbortSignal): Promise<WacomPad> {
  const { device, link, model } = parts;
  const { capability: capabilityReport, information } = wacomReport;
  const capability = readCapability(await link.getFeature(capabilityReport.id, capabilityReport.bytes));
  const facts = readInformation(await link.getFeature(information.id, information.bytes));
  if (capability === null || facts === null)
    throw new BoothError("driver.malformed", { device, problem: "a pad that describes itself as none is" });
  const screen = layOutScreen(capability.screenWidthPx, capability.screenHeightPx);
  await waitReady(parts, signal);
  const show = createShow(parts, screen);
  return {
    capability,
    firmware: facts.firmware,
    screen,
    beginSigning: async (until) => {
      await clearScreen(parts, until);
      await show(until);
      if (model.hasArea) await link.setFeature(encodeArea(wacomReport.inkingArea, [], screen.writing));
      if (model.hasSequence) await link.setFeature(Uint8Array.of(wacomReport.penMode, penModeSequence));
      await link.setFeature(Uint8Array.of(wacomReport.inking, switchOn));
    },
    clearInk: async (until) => {
      if (model.hasArea) await link.setFeature(encodeArea(wacomReport.clearArea, [0, 1], screen.writing));
      else {
        await clearScreen(parts, until);
        await show(until);
      }
      await waitReady(parts, until);
    },
    endSigning: async (until) => {
      await link.setFeature(Uint8Array.of(wacomReport.inking, switchOff));
      await clearScreen(parts, until);
    },
  };
}

async function clearScreen(parts: WacomPadParts, signal: AbortSignal): Promise<void> {
  await parts.link.setFeature(Uint8Array.of(wacomReport.clearScreen, 0));
  await waitReady(parts, signal);
}

/** Drawn once; a whole colour screen takes tens of seconds on the wire, so that only the buttons are sent there. */
function createShow(parts: WacomPadParts, screen: PadScreen): (signal: AbortSignal) => Promise<void> {
  const { link, model } = parts;
  const ink = drawScreen(screen);
  const strip = { left: 0, top: screen.writing.bottom + 1, right: screen.widthPx - 1, bottom: screen.heightPx - 1 };
  const start = model.isColour
    ? encodeArea(wacomReport.startImageArea, [imageMode.colour565, 1], strip)
    : Uint8Array.of(wacomReport.startImage, imageMode.monochrome);
  const image = model.isColour
    ? packColour(ink.subarray(strip.top * screen.widthPx))
    : packMonochrome(ink, screen.widthPx);
  const blocks = encodeImageBlocks(image);
  return async (signal) => {
    await link.setFeature(Uint8Array.of(wacomReport.inking, switchOff));
    await link.setFeature(start);
    for (const block of blocks) {
      signal.throwIfAborted();
      await link.setFeature(block);
    }
    await link.setFeature(Uint8Array.of(wacomReport.endImage, commit));
    await waitReady(parts, signal);
  };
}

/** Clearing and drawing go on after their report was taken. @throws BoothError `driver.timeout` */
async function waitReady({ device, clock, link, slowFactor }: WacomPadParts, signal: AbortSignal): Promise<void> {
  const timeoutMs = readyTimeoutMs * slowFactor;
  const giveUpMs = clock.monotonicMs() + timeoutMs;
  const { id, bytes } = wacomReport.status;
  for (;;) {
    signal.throwIfAborted();
    const [, code] = await link.getFeature(id, bytes);
    if (code === statusReady) return;
    if (clock.monotonicMs() >= giveUpMs)
      throw new BoothError("driver.timeout", { device, operation: "ready", timeoutMs });
    await clock.sleep(statusPollMs, signal);
  }
}
