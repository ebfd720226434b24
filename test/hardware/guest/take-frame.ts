import type { FrameSource } from "../../../runtime/kernel/device.ts";

/** The first frame of a look. */
export async function takeFrame<Target, Frame>(
  source: FrameSource<Target, Frame>,
  target: Target,
  timeoutMs: number,
): Promise<Frame> {
  for await (const frame of source.frames({ target, timeoutMs, signal: new AbortController().signal })) return frame;
  throw new Error("a look without a frame");
}
