import type { Clock } from "../../runtime/kernel/clock.ts";
import type { FrameSource, Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { createFrameSession, type FrameWork } from "../transport/frame-session.ts";
import { waitUnlessAborted } from "../transport/wait-within.ts";
import type { RecordedResident } from "./read-recorded-resident.ts";

/** What every replaying driver is given. */
export type ReplayOptions = { readonly clock: Clock; readonly resident: RecordedResident };

/** What one kind of device fixes. */
export type ReplayKind<Target, Frame> = {
  readonly name: string;
  readonly model: string;
  readonly serial: `EMU-${string}`;
  readonly describeTarget: (target: Target) => string;
  readonly findFault: (frame: Frame) => string | null;
  /** Reads the recorded file; null when the resident has none. */
  readonly read: (target: Target) => Promise<Frame> | null;
  /** A live camera, which sees the same picture again and again, each time anew; null for one frame a look. */
  readonly live: { readonly frameIntervalMs: number; readonly copy: (frame: Frame) => Promise<Frame> } | null;
};

/** A device that shows what was recorded. Files are read anew at each look, so that no image outlives its use. */
export function createReplay<Target, Frame>(clock: Clock, kind: ReplayKind<Target, Frame>): FrameSource<Target, Frame> {
  const { name, model, serial, findFault } = kind;
  const provenance: Provenance = {
    driver: name,
    model,
    serial,
    firmware: "replayed",
    hardwareId: null,
    nativePpi: null,
    bitDepth: null,
    isCertified: false,
    isSimulated: true,
  };
  return createFrameSession<Target, Frame>({
    name,
    clock,
    provenance,
    findFault,
    open: async () => provenance,
    close: async () => undefined,
    look: createReplayLook(clock, kind),
  }).source;
}

function createReplayLook<Target, Frame>(
  clock: Clock,
  { name: device, describeTarget, read, live }: ReplayKind<Target, Frame>,
): FrameWork<Target, Frame>["look"] {
  return async function* look(target, signal) {
    const reading = read(target);
    if (reading === null) throw new BoothError("driver.no-biometric", { device, target: describeTarget(target) });
    const frame = await waitUnlessAborted(asDriverFailure(device, reading), signal);
    if (live === null) yield frame;
    while (live !== null) {
      yield await live.copy(frame);
      await clock.sleep(live.frameIntervalMs, signal);
    }
  };
}

/** A recording that went bad since the folder was read is, to the station, a device that sends rubbish. */
async function asDriverFailure<Frame>(device: string, reading: Promise<Frame>): Promise<Frame> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    throw new BoothError("driver.malformed", { device, problem: error.message }, { cause: error });
  }
}
