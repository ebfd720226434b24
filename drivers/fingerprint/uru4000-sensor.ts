import { randomInt } from "node:crypto";
import type { Clock } from "../../runtime/kernel/clock.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { createBoundedQueue } from "../transport/bounded-queue.ts";
import type { UsbLink } from "../transport/usb-link.ts";
import { waitWithin } from "../transport/wait-within.ts";
import { clearLines, placeLines } from "./uru4000-image.ts";
import {
  readEvent,
  readTransfer,
  uruEndpoint,
  uruEvent,
  uruInterruptBytes,
  uruMode,
  uruRegister,
  uruRequest,
  uruTransferBytes,
  uruTurnedProductId,
} from "./uru4000-protocol.ts";

export type UruSensorParts = {
  readonly device: string;
  readonly clock: Clock;
  readonly link: UsbLink;
  readonly slowFactor: number;
  /** Told when the reader goes away. */
  readonly onLost: () => void;
  /** Ends the reading of interrupts. */
  readonly signal: AbortSignal;
};

/** A reader whose sensor has power. One call at a time. */
export type UruSensor = {
  /** Waits for a finger. @throws the signal's reason */
  readonly awaitFinger: (signal: AbortSignal) => Promise<void>;
  /** 384×290 pixels, ridges dark. @throws BoothError `driver.malformed`, `driver.timeout`, `driver.disconnected` */
  readonly capture: (signal: AbortSignal) => Promise<Uint8Array>;
  /** Waits until the sensor is free again. @throws the signal's reason */
  readonly awaitNoFinger: (signal: AbortSignal) => Promise<void>;
  readonly turnOff: () => Promise<void>;
};

const eventsMax = 256;
/** Closing the reader waits for the read that is pending, so that no slowness may stretch it. */
const interruptWaitMs = 1_000;
const stepMs = 10;
const stepsMax = 100;
const powerEventMs = 300;
const powerTriesMax = 3;
const imageTimeoutMs = 2_000;
const capturesMax = 3;

/** @throws BoothError `driver.timeout` when the sensor gets no power */
export async function wakeUruSensor(parts: UruSensorParts, signal: AbortSignal): Promise<UruSensor> {
  const { link } = parts;
  const events = listenForEvents(parts);
  const setMode = (mode: number) => writeByte(link, uruRegister.mode, mode);
  const waitFor = async (wanted: number, until: AbortSignal) => {
    while ((await events.next(until)) !== wanted);
  };
  await powerUp(parts, events, signal);
  return {
    awaitFinger: async (until) => {
      events.clear();
      await setMode(uruMode.awaitFinger);
      await waitFor(uruEvent.fingerOn, until);
    },
    capture: (until) => captureImage(parts, setMode, until),
    awaitNoFinger: async (until) => {
      await setMode(uruMode.awaitNoFinger);
      await waitFor(uruEvent.fingerOff, until);
    },
    turnOff: () => setMode(uruMode.off),
  };
}

type Events = ReturnType<typeof listenForEvents>;

/** An interrupt read is pending at all times: the reader repeats nothing. */
function listenForEvents({ device, link, signal, onLost }: UruSensorParts) {
  const overflow = () => new BoothError("driver.malformed", { device, problem: "more events than fingers make" });
  const queue = createBoundedQueue<number>(eventsMax, overflow);
  const listen = async () => {
    while (!signal.aborted) {
      const report = await link.read(uruEndpoint.interrupt, uruInterruptBytes, interruptWaitMs);
      const event = report === null ? null : readEvent(report);
      if (event !== null) queue.push(event);
    }
  };
  listen().catch((error: unknown) => {
    queue.fail(error);
    if (!signal.aborted) onLost();
  });
  return queue;
}

async function powerUp(parts: UruSensorParts, events: Events, signal: AbortSignal): Promise<void> {
  const { device, clock, slowFactor } = parts;
  const timeoutMs = powerEventMs * slowFactor;
  const whenLate = () => new BoothError("driver.timeout", { device, operation: "power up", timeoutMs });
  for (let tries = 1; ; tries += 1) {
    await switchOn(parts, signal);
    const late = new AbortController();
    const until = AbortSignal.any([signal, late.signal]);
    const awaitPower = async () => {
      while ((await events.next(until)) !== uruEvent.scanPower);
    };
    try {
      return await waitWithin(awaitPower(), { clock, timeoutMs, signal, whenLate });
    } catch (error) {
      late.abort();
      if (!(error instanceof BoothError) || error.code !== "driver.timeout" || tries >= powerTriesMax) throw error;
    }
  }
}

const lowPower = 0x80;
const fault = 0x04;
const running = 0x01;

/** The status register does not simply read back what was written: each bit is coaxed into place. */
async function switchOn({ clock, link }: UruSensorParts, signal: AbortSignal): Promise<void> {
  const readStatus = () => readByte(link, uruRegister.hardwareStatus);
  const writeStatus = (value: number) => writeByte(link, uruRegister.hardwareStatus, value);
  let status = await readStatus();
  if ((status & (lowPower | fault)) === (lowPower | fault)) {
    await writeStatus(status & 0x0f);
    for (let step = 0; step < stepsMax && (status & running) === 0; step += 1) {
      await clock.sleep(stepMs, signal);
      status = await readStatus();
    }
  }
  if ((status & lowPower) === 0) await writeStatus(status | lowPower);
  for (let step = 0; step < stepsMax; step += 1) {
    await writeStatus(status & 0x0f);
    if (((await readStatus()) & lowPower) === 0) return;
    await clock.sleep(stepMs, signal);
  }
}

async function captureImage(
  { device, link, slowFactor }: UruSensorParts,
  setMode: (mode: number) => Promise<void>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const timeoutMs = imageTimeoutMs * slowFactor;
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted();
    // The read must be waiting before the capture is asked for: the sensor does not hold its image back.
    const reading = link.read(uruEndpoint.image, uruTransferBytes, timeoutMs);
    reading.catch(() => undefined);
    await setMode(uruMode.capture);
    const bytes = await reading;
    if (bytes === null) throw new BoothError("driver.timeout", { device, operation: "image", timeoutMs });
    const transfer = readTransfer(bytes);
    if (transfer !== null) {
      const lines = await clearLines(transfer, (number) => fetchKey(link, number));
      return placeLines(transfer, lines, link.productId === uruTurnedProductId);
    }
    if (tries >= capturesMax)
      throw new BoothError("driver.malformed", { device, problem: "an image that is cut short" });
  }
}

/** The reader answers a seed with the key, masked by the seed. */
async function fetchKey(link: UsbLink, keyNumber: number): Promise<number> {
  const seed = randomInt(0x8000_0000);
  const request = new Uint8Array(5);
  const view = new DataView(request.buffer);
  request[0] = keyNumber & 0xff;
  view.setUint32(1, seed, true);
  await link.writeRegister({ request: uruRequest, value: uruRegister.scrambleSeed }, request);
  const answer = await link.readRegister({ request: uruRequest, value: uruRegister.scrambleKey }, 4);
  if (answer.length < 4) return seed;
  return (new DataView(answer.buffer, answer.byteOffset, 4).getUint32(0, true) ^ seed) >>> 0;
}

async function readByte(link: UsbLink, register: number): Promise<number> {
  const [byte = 0] = await link.readRegister({ request: uruRequest, value: register }, 1);
  return byte;
}

function writeByte(link: UsbLink, register: number, byte: number): Promise<void> {
  return link.writeRegister({ request: uruRequest, value: register }, Uint8Array.of(byte));
}
