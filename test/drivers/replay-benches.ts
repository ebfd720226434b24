import { rm } from "node:fs/promises";
import { afterAll, beforeAll } from "vitest";
import type { ReplayOptions } from "../../drivers/recording/create-replay.ts";
import { type RecordedResident, readRecordedResident } from "../../drivers/recording/read-recorded-resident.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import type { FrameSource } from "../../runtime/kernel/device.ts";
import type { FrameSourceRig } from "./frame-source-contract.ts";
import { completeFiles, writeFolder } from "./recorded-folder.ts";

export type Recordings = { readonly whole: () => RecordedResident; readonly sparse: () => RecordedResident };

/**
 * A resident with everything, and one without face, index finger, left eye, signature and papers. Files are read for
 * real, so the clock is the machine's own.
 */
export function recordResidents(): Recordings {
  const residents = new Map<"whole" | "sparse", RecordedResident>();
  const get = (which: "whole" | "sparse") => {
    const resident = residents.get(which);
    if (resident === undefined) throw new Error("the recordings are made before each test file");
    return resident;
  };
  beforeAll(async () => {
    const files = await completeFiles();
    residents.set("whole", await readRecordedResident(await writeFolder(files)));
    for (const name of ["face.jpg", "finger-02.png", "iris-left.png", "signature.json", "papers/kk.png"]) {
      files.delete(name);
    }
    files.set("exceptions.json", JSON.stringify(exceptions));
    residents.set("sparse", await readRecordedResident(await writeFolder(files)));
  });
  afterAll(async () => {
    for (const { folder } of residents.values()) await rm(folder, { recursive: true });
  });
  return { whole: () => get("whole"), sparse: () => get("sparse") };
}

const exceptions = [
  { modality: "face", reason: "waived" },
  { modality: "fingerprint", position: 2, reason: "missing" },
  { modality: "iris", position: "left", reason: "bandaged" },
  { modality: "signature", reason: "unable" },
];

/** The benches of the frame source contract for any replay: it has no cable and no faults of its own. */
export function replayBenches<Target, Frame>(
  create: (options: ReplayOptions) => FrameSource<Target, Frame>,
  recordings: Recordings,
  target: NoInfer<Target>,
): Omit<FrameSourceRig<Target, Frame>, "flow" | "expectWhole"> {
  const clock = createSystemClock();
  const settle = async <T>(work: Promise<T>) => work;
  return {
    target,
    isSimulated: true,
    working: () => ({ device: create({ clock, resident: recordings.whole() }), settle }),
    absent: () => ({ device: create({ clock, resident: recordings.sparse() }), settle, target }),
    plugged: null,
    lateComer: null,
    mute: null,
    faulty: null,
  };
}
