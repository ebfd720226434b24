import type { FingerPosition } from "../../runtime/kernel/biometric.ts";
import type { FrameRequest, FrameSource } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import { type CheckedRecords, createSbiSource, type SbiOptions } from "../transport/sbi/create-sbi-source.ts";
import { fingerNames, isSlab, targetFinger, targetSlap } from "../transport/sbi/sbi-targets.ts";
import type { FingerprintDriver, FingerprintFrame } from "./fingerprint-driver.ts";
import type { ReadFinger, ReadSlap, SlapOrder, SlapReaderDriver } from "./slap-reader-driver.ts";

/** Reads an ISO/IEC 19794-4:2011 record of one finger. @throws BoothError `record.invalid`, `codec.invalid` */
export type ReadFingerRecord = (
  record: Uint8Array,
) => Promise<{ readonly position: FingerPosition; readonly image: GrayImage }>;

export type FingerprintSbiOptions = Omit<SbiOptions, "viewMs"> & { readonly readRecord: ReadFingerRecord };

/** One device under two faces, of which one looks at a time. */
export type FingerprintSbi = FingerprintDriver & {
  /** The same device for whole slaps, where it is one that takes them. */
  readonly slaps: SlapReaderDriver;
};

const name = "fingerprint-sbi";

/**
 * Any fingerprint device behind a Secure Biometric Interface: a single-finger one, or a slab, which is asked for slaps or
 * for one finger a time. Opening, closing and losing either face is opening, closing and losing the device.
 */
export function createFingerprintSbi(options: FingerprintSbiOptions): FingerprintSbi {
  let takesSlaps = false;
  const source: FrameSource<FingerOrder, ReadSlap> = createSbiSource(
    {
      name,
      kind: "Finger",
      describe: (order, deviceSubIds) => {
        if (typeof order === "number") return targetFinger(order, deviceSubIds);
        if (takesSlaps) return targetSlap(order.slap, order.fingers);
        throw new BoothError("driver.malformed", { device: name, problem: "it takes one finger at a time" });
      },
      findFault: ({ fingers }) => firstOf(fingers.map(({ image }) => findGrayFault(image))),
      readView: null,
      readFrame: async (checked, order) => readOrdered(checked, positionsOf(order), options.readRecord),
      nativePpi: ({ fingers }) => fingers[0]?.image.resolutionPpi ?? null,
      onOpen: ({ info, digitalId }) => {
        takesSlaps = isSlab(digitalId.deviceSubType, info.deviceSubId);
      },
    },
    { ...options, viewMs: 0 },
  );
  return {
    ...source,
    frames: (request) => readSingly(source, request),
    slaps: { ...source, frames: source.frames, takesSlaps: () => takesSlaps },
  };
}

/** One finger, whatever the device, or fingers of one slap. */
type FingerOrder = FingerPosition | SlapOrder;

async function* readSingly(
  source: FrameSource<FingerOrder, ReadSlap>,
  request: FrameRequest<FingerPosition>,
): AsyncGenerator<FingerprintFrame> {
  for await (const { fingers } of source.frames(request))
    for (const { image, deviceScore } of fingers) yield { image, deviceScore };
}

function positionsOf(order: FingerOrder): readonly FingerPosition[] {
  return typeof order === "number" ? [order] : order.fingers;
}

/** That what came is what was asked for has been seen by its signed names; here each record must bear its own out. */
async function readOrdered(
  checked: CheckedRecords,
  wanted: readonly FingerPosition[],
  readRecord: ReadFingerRecord,
): Promise<ReadSlap> {
  const fingers: ReadFinger[] = [];
  for (const { name: finger, record, score } of checked) {
    const { position, image } = await readRecord(record);
    if (fingerNames[position] !== finger)
      throw new BoothError("driver.malformed", { device: name, problem: "the record is of another finger" });
    fingers.push({ position, image, deviceScore: score });
  }
  const ordered = wanted.flatMap((position) => fingers.find((one) => one.position === position) ?? []);
  if (ordered.length === wanted.length) return { fingers: ordered };
  throw new BoothError("driver.malformed", { device: name, problem: "a finger that was asked for did not come" });
}

function firstOf(faults: readonly (string | null)[]): string | null {
  return faults.find((fault) => fault !== null) ?? null;
}
