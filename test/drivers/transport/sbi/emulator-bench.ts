import { X509Certificate } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll } from "vitest";
import type { SbiOptions } from "../../../../drivers/transport/sbi/create-sbi-source.ts";
import type { EmulatedModel } from "../../../../drivers/transport/sbi-emulator/emulated-device.ts";
import { createEmulatorKeys, type EmulatorKeys } from "../../../../drivers/transport/sbi-emulator/emulator-keys.ts";
import type { RecordOrder } from "../../../../drivers/transport/sbi-emulator/make-capture.ts";
import { createSbiEmulator, type SbiEmulator } from "../../../../drivers/transport/sbi-emulator/sbi-emulator.ts";
import type { FaultOrder, SbiFault } from "../../../../drivers/transport/sbi-emulator/sbi-fault.ts";
import { encodeJp2 } from "../../../../pipelines/codec/jp2-codec.ts";
import type { FingerPosition } from "../../../../runtime/kernel/biometric.ts";
import { type Clock, createSystemClock } from "../../../../runtime/kernel/clock.ts";
import { createSilentLogger, type Logger } from "../../../../runtime/kernel/logger.ts";
import { writeFaceRecord } from "../../../../runtime/record/iso/face-record.ts";
import { writeFingerRecord } from "../../../../runtime/record/iso/finger-record.ts";
import { writeIrisRecord } from "../../../../runtime/record/iso/iris-record.ts";

/** Real time, but `factor` times as fast: five seconds' patience with real sockets is over in a fraction of it. */
export function createFastClock(factor: number): Clock {
  const { monotonicMs, nowAt, sleep } = createSystemClock();
  return { monotonicMs: () => monotonicMs() * factor, nowAt, sleep: (ms, signal) => sleep(ms / factor, signal) };
}

export const fingerNames = [
  ...["Right Thumb", "Right IndexFinger", "Right MiddleFinger", "Right RingFinger", "Right LittleFinger"],
  ...["Left Thumb", "Left IndexFinger", "Left MiddleFinger", "Left RingFinger", "Left LittleFinger"],
];

const provenance = {
  ...{ driver: "emulator", model: "emulated", serial: "EMU-1", firmware: "1", hardwareId: null, nativePpi: null },
  ...{ bitDepth: 8, isCertified: false, isSimulated: true },
};

/** A small picture that differs with what it shows. */
function paint(widthPx: number, heightPx: number, channels: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: widthPx * heightPx * channels }, (_, index) => (index * 7 + seed * 31) % 251);
}

const made = new Map<string, Promise<Uint8Array>>();

/** Each record is made once, as most of a test's time would go into encoding the same picture again. */
export function makeSmallRecord(order: RecordOrder): Promise<Uint8Array> {
  const key = `${order.kind}/${order.name}`;
  const record = made.get(key) ?? writeSmallRecord(order);
  made.set(key, record);
  return record;
}

async function writeSmallRecord({ kind, name, capturedAt }: RecordOrder): Promise<Uint8Array> {
  const [widthPx, heightPx] = [48, 32];
  const facts = { capturedAt, provenance };
  const plain = { widthPx, heightPx, resolutionPpi: 500, comment: null };
  if (kind === "Finger") {
    const position = (fingerNames.indexOf(name) + 1) as FingerPosition;
    const image = { widthPx, heightPx, resolutionPpi: 500, pixels: paint(widthPx, heightPx, 1, position) };
    const bytes = await encodeJp2({ ...plain, ...image, channels: 1 });
    return writeFingerRecord({ ...facts, position, image }, { compression: "jpeg-2000-lossless", bytes });
  }
  if (kind === "Iris") {
    const eye = name === "Left" ? "left" : "right";
    const image = { widthPx, heightPx, resolutionPpi: 500, pixels: paint(widthPx, heightPx, 1, eye.length) };
    const limbus = { x: 24, y: 16, radius: 10 };
    const framing = { kind: "uncropped" } as const;
    return writeIrisRecord(
      { ...facts, eye, image, limbus, framing },
      await encodeJp2({ ...plain, ...image, channels: 1 }),
    );
  }
  const image = { widthPx, heightPx, pixels: paint(widthPx, heightPx, 3, 5) };
  const jp2 = await encodeJp2({ ...plain, ...image, resolutionPpi: null, channels: 3 });
  const unchanged = { isCut: false, isTurned: false, isReduced: false };
  const unmeasured = { headWidthPx: 20, pose: null, eyeCentres: null, points: [], ...unchanged };
  return writeFaceRecord({ ...facts, ...unmeasured, image }, jp2);
}

const viewSize = { width: 16, height: 12, channels: 3 } as const;
export const makeSmallView = async ({ frameNumber }: { readonly frameNumber: number }) =>
  new Uint8Array(
    await sharp(paint(16, 12, 3, frameNumber), { raw: viewSize })
      .jpeg()
      .toBuffer(),
  );

export type EmulatorBench = {
  readonly keys: () => EmulatorKeys;
  readonly clock: Clock;
  /** A service on a port of its own, gone after the tests. */
  readonly plugIn: (models: readonly EmulatedModel[], parts?: Partial<EmulatorParts>) => Promise<PluggedEmulator>;
};
type EmulatorParts = {
  readonly captureDelayMs: number;
  readonly frameIntervalMs: number;
  readonly makeView: (order: { readonly frameNumber: number }) => Promise<Uint8Array>;
};
export type PluggedEmulator = SbiEmulator & { readonly port: number };

/** Emulators whose keys are made once a file: two RSA keys take longer than most tests. */
export function useEmulators(clock: Clock): EmulatorBench {
  let keys: EmulatorKeys | null = null;
  const running: SbiEmulator[] = [];
  beforeAll(async () => {
    keys = await createEmulatorKeys(new Date().toISOString());
  });
  afterAll(async () => {
    await Promise.all(running.map((emulator) => emulator.close()));
  });
  const made = () => {
    if (keys === null) throw new Error("keys are made before the first test");
    return keys;
  };
  return {
    keys: made,
    clock,
    plugIn: async (models, parts = {}) => {
      const options = { clock, keys: made(), port: 0, models, makeRecord: makeSmallRecord, makeView: makeSmallView };
      const emulator = createSbiEmulator({ ...options, captureDelayMs: 30, frameIntervalMs: 50, ...parts });
      running.push(emulator);
      return { ...emulator, port: await emulator.plugIn() };
    },
  };
}

export function orderFault(fault: SbiFault, parts: Partial<FaultOrder> = {}): FaultOrder {
  return { fault, verb: "RCAPTURE", times: 1, atByte: 0, code: "710", ...parts };
}

/** A booth's options for devices on these ports. */
export function optionsFor(
  { keys, clock }: EmulatorBench,
  port: number,
  logger: Logger = createSilentLogger(),
): SbiOptions {
  return {
    ...{ clock, logger, serial: null, slowFactor: 1, ports: { first: port, last: port } },
    readAuthorities: async () => [new X509Certificate(keys().authorityPem)],
    ...{ environment: "Developer", requestedScore: 40, captureTimeoutMs: 6_000, captureSlackMs: 500, viewMs: 0 },
  };
}
