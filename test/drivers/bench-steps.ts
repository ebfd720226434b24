import type { Device, FrameSource } from "../../runtime/kernel/device.ts";

/** A device about which something is done before it is opened for the second time. */
export function fromSecondOpening<D extends Device>(device: D, act: () => void | Promise<void>): D {
  let openings = 0;
  const open = async () => {
    openings += 1;
    if (openings === 2) await act();
    await device.open();
  };
  return { ...device, open };
}

export type Cable = { readonly pull: () => void | Promise<void>; readonly insert: () => void | Promise<void> };

/** A device whose cable comes out after the first frame of its first look, and is in again at its second opening. */
export function pulledAfterOneFrame<Target, Frame>(
  device: FrameSource<Target, Frame>,
  { pull, insert }: Cable,
): FrameSource<Target, Frame> {
  let isFirst = true;
  const frames: FrameSource<Target, Frame>["frames"] = async function* frames(request) {
    for await (const frame of device.frames(request)) {
      yield frame;
      if (isFirst) await pull();
      isFirst = false;
    }
  };
  return { ...fromSecondOpening(device, insert), frames };
}

/** A device that is not there when it is first opened, and there the second time. */
export function absentAtFirst<D extends Device>(device: D, { pull, insert }: Cable): D {
  let openings = 0;
  const open = async () => {
    openings += 1;
    if (openings === 1) await pull();
    if (openings === 2) await insert();
    await device.open();
  };
  return { ...device, open };
}
