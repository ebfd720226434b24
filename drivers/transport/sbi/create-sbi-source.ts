import type { X509Certificate } from "node:crypto";
import type { Clock } from "../../../runtime/kernel/clock.ts";
import type { FrameSource, Provenance } from "../../../runtime/kernel/device.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import type { Logger } from "../../../runtime/kernel/logger.ts";
import { createFrameSession } from "../frame-session.ts";
import { watchPresence } from "../watch-presence.ts";
import { captureSbi } from "./capture-sbi.ts";
import type { CheckedRecord } from "./check-capture.ts";
import {
  findSbiDevice,
  isSbiDeviceThere,
  type SbiDevice,
  type SbiEnvironment,
  type SbiSearch,
} from "./find-sbi-device.ts";
import type { SbiTarget } from "./sbi-targets.ts";
import { type SbiKind, sbiPorts } from "./scan-sbi-ports.ts";
import { showView } from "./show-view.ts";
import { viewLive } from "./view-live.ts";

/** What the owner of an SBI driver chooses. */
export type SbiOptions = {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Certificates that devices' chains may lead to; read anew at each opening. */
  readonly readAuthorities: () => Promise<readonly X509Certificate[]>;
  readonly environment: SbiEnvironment;
  /** Null takes the first device of the kind. */
  readonly serial: string | null;
  readonly ports?: { readonly first: number; readonly last: number };
  /** From 0 to 100, on the device's own scale. */
  readonly requestedScore: number;
  /** What a device is given for one capture. */
  readonly captureTimeoutMs: number;
  /** How much longer than that the answer may take; default 3.5 s, for some devices overrun their own time. */
  readonly captureSlackMs?: number;
  /** How long a live view is shown before a capture is asked for; 0 shows none. */
  readonly viewMs: number;
  /** Stretches every wait but the device's own; 1 on a booth. */
  readonly slowFactor: number;
};

export type CheckedRecords = readonly [CheckedRecord, ...CheckedRecord[]];

/** What one kind of device fixes. */
export type SbiSourceKind<Target, Frame> = {
  readonly name: string;
  readonly kind: SbiKind;
  readonly describe: (target: Target, deviceSubIds: readonly string[]) => SbiTarget;
  /**
   * At least one record, as many as the target has names.
   * @throws BoothError `record.invalid`, `codec.invalid`, `driver.malformed` when they are not the target's records
   */
  readonly readFrame: (checked: CheckedRecords, target: Target) => Promise<Frame>;
  /** Told which device has been opened. */
  readonly onOpen?: (found: SbiDevice) => void;
  /** What is shown of a live view; null for a kind that shows none. */
  readonly readView: ((image: RgbImage) => Frame) | null;
  readonly findFault: (frame: Frame) => string | null;
  /** What a frame tells of the sensor that the device itself does not. */
  readonly nativePpi: (frame: Frame) => number | null;
};

const answerTimeoutMs = 3_000;
const openTimeoutMs = 12_000;
const captureSlackDefaultMs = 3_500;
const busyPatienceMs = 1_500;
const viewStallMs = 2_000;
const presenceIntervalMs = 3_000;
const emulatorPrefix = "EMU-";

type OpenDevice = { readonly found: SbiDevice; readonly authorities: readonly X509Certificate[] };

/**
 * Any SBI device as a frame source: found and identified when it is opened, watched while nobody looks, and asked for
 * one signed record after another while somebody does, with its live view before and meanwhile.
 */
export function createSbiSource<Target, Frame>(
  kind: SbiSourceKind<Target, Frame>,
  options: SbiOptions,
): FrameSource<Target, Frame> {
  const { clock, slowFactor } = options;
  const { name } = kind;
  let open: OpenDevice | null = null;
  let nativePpi: number | null = null;
  const captureFrame = createCapturer(kind, options);

  const { source, lose } = createFrameSession<Target, Frame>({
    name,
    clock,
    provenance: unknownDevice(name),
    findFault: kind.findFault,
    openTimeoutMs: openTimeoutMs * slowFactor,
    open: async (signal) => {
      const authorities = await options.readAuthorities();
      const search = describeSearch(kind, options, authorities);
      const found = await findSbiDevice(search, signal);
      open = { found, authorities };
      kind.onOpen?.(found);
      void watchPresence({
        ...{ clock, signal, lose },
        intervalMs: presenceIntervalMs * slowFactor,
        isInUse: () => source.health().state === "busy",
        isThere: () => isSbiDeviceThere(found, search, signal),
      });
      return describeProvenance(name, found);
    },
    close: async () => {
      open = null;
    },
    look: async function* look(target, signal) {
      for (;;) {
        if (open === null) throw new BoothError("driver.disconnected", { device: name });
        for await (const frame of lookOnce(open, target, signal)) {
          nativePpi = kind.nativePpi(frame);
          yield frame;
        }
      }
    },
  });

  async function* lookOnce(device: OpenDevice, target: Target, signal: AbortSignal): AsyncGenerator<Frame> {
    const sbiTarget = kind.describe(target, device.found.info.deviceSubId);
    const { readView } = kind;
    if (readView === null || options.viewMs === 0) return yield await captureFrame(device, sbiTarget, target, signal);
    const { found } = device;
    const stallMs = viewStallMs * slowFactor;
    const { deviceSubId } = sbiTarget;
    const view = viewLive({ device: name, found, deviceSubId, stallMs, clock, logger: options.logger }, signal);
    try {
      for await (const image of showView(name, view, clock.sleep(options.viewMs, signal))) yield readView(image);
      // The device captures out of its own live view, which goes on meanwhile: people hold still better when they see.
      const capturing = captureFrame(device, sbiTarget, target, signal);
      for await (const image of showView(name, view, capturing)) yield readView(image);
      yield await capturing;
    } finally {
      view.close();
    }
  }

  return { ...source, provenance: () => ({ ...source.provenance(), nativePpi }) };
}

function createCapturer<Target, Frame>(kind: SbiSourceKind<Target, Frame>, options: SbiOptions) {
  const { clock, slowFactor, requestedScore, captureTimeoutMs, captureSlackMs = captureSlackDefaultMs } = options;
  /** Goes on over a loss: the chain binds all records of the device, and it is told where to go on. */
  let previousHash = "";
  return async ({ found, authorities }: OpenDevice, target: SbiTarget, wanted: Target, signal: AbortSignal) => {
    const request = {
      ...{ device: kind.name, kind: kind.kind, found, target, authorities, clock },
      ...{ requestedScore, captureTimeoutMs, previousHash },
      slackMs: captureSlackMs * slowFactor,
      busyPatienceMs: busyPatienceMs * slowFactor,
    };
    const [first, ...rest] = await captureSbi(request, signal);
    if (first === undefined) throw new BoothError("driver.malformed", { device: kind.name, problem: "no record" });
    previousHash = (rest.at(-1) ?? first).hash;
    return asMalformed(kind.name, kind.readFrame([first, ...rest], wanted));
  };
}

function describeSearch<Target, Frame>(
  { name: device, kind }: SbiSourceKind<Target, Frame>,
  { serial, environment, ports = sbiPorts, clock, logger, slowFactor }: SbiOptions,
  authorities: readonly X509Certificate[],
): SbiSearch {
  const wait = answerTimeoutMs * slowFactor;
  return { device, kind, serial, environment, ports, authorities, answerTimeoutMs: wait, clock, logger };
}

function unknownDevice(driver: string): Provenance {
  const unknown = { model: "unknown", serial: "unknown", firmware: "unknown" };
  return { driver, ...unknown, hardwareId: null, nativePpi: null, bitDepth: 8, isCertified: false, isSimulated: false };
}

/**
 * What the signed description says. Level L1 stands for a certified device: its keys are in a chip that vouches for the
 * sensor, which a service without a sensor cannot reach. L0 is any software that holds a key.
 */
function describeProvenance(driver: string, { info, digitalId }: SbiDevice): Provenance {
  const isSimulated = digitalId.serialNo.startsWith(emulatorPrefix);
  return {
    driver,
    model: `${digitalId.make} ${digitalId.model}`.trim() || "unknown",
    serial: digitalId.serialNo || "unknown",
    firmware: info.firmware || info.serviceVersion || "unknown",
    hardwareId: `sbi:${info.deviceCode}`,
    nativePpi: null,
    bitDepth: 8,
    isCertified: info.certification === "L1" && !isSimulated,
    isSimulated,
  };
}

/** A record that cannot be read is, to the station, a device that sends rubbish. */
async function asMalformed<Frame>(device: string, reading: Promise<Frame>): Promise<Frame> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof BoothError) || error.code.startsWith("driver.")) throw error;
    throw new BoothError("driver.malformed", { device, problem: error.message }, { cause: error });
  }
}
