import type { SeenFrame } from "../../capture/capture-station.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Logger } from "../../kernel/logger.ts";
import { type CaptureTarget, modalityOf } from "../../visit/capture-target.ts";
import { limitOf, type TargetLimits } from "../view/project-targets.ts";
import { packPicture } from "../wire/picture-message.ts";
import type { PreviewHeader } from "../wire/runtime-message.ts";
import { encodePreview } from "./encode-preview.ts";
import { createSteadyAdvice, type SteadyAdvice } from "./steady-advice.ts";

export type PreviewFeed = {
  /** Takes a frame in; while the one before is still on its way it is left out. Never throws, never waits. */
  readonly show: (seen: SeenFrame) => void;
  readonly onPicture: (listener: (message: Uint8Array) => void) => () => void;
  /** Forgets what was advised: somebody else, or something else, is before the device. */
  readonly reset: () => void;
};

/** Live frames with their guidance, in memory only and no faster than they can be encoded. */
export function createPreviewFeed({
  limits,
  clock,
  logger,
}: {
  readonly limits: TargetLimits;
  readonly clock: Clock;
  readonly logger: Logger;
}): PreviewFeed {
  const listeners = new Set<(message: Uint8Array) => void>();
  let advice: { readonly target: CaptureTarget; readonly steady: SteadyAdvice } | null = null;
  let sequence = 0;
  let isEncoding = false;

  const describe = (seen: SeenFrame, size: { readonly widthPx: number; readonly heightPx: number }): PreviewHeader => {
    const { target, judgement } = seen;
    if (advice?.target !== target) advice = { target, steady: createSteadyAdvice(modalityOf(target)) };
    sequence += 1;
    return {
      kind: "preview",
      target,
      sequence,
      capturedAt: seen.capturedAt,
      ...size,
      score: judgement.score,
      limit: limitOf(target, limits),
      passed: judgement.passed,
      advice: advice.steady.choose(judgement.reasons, clock.monotonicMs()),
      steadyRatio: seen.steadyRatio,
      outline: outlineOf(seen),
    };
  };

  const send = async (seen: SeenFrame): Promise<void> => {
    if (!("image" in seen.frame)) return;
    const { image } = seen.frame;
    const header = describe(seen, { widthPx: image.widthPx, heightPx: image.heightPx });
    const message = packPicture(header, await encodePreview(image));
    for (const listener of listeners) listener(message);
  };

  return {
    show: (seen) => {
      if (isEncoding || listeners.size === 0) return;
      isEncoding = true;
      send(seen)
        .catch((error: unknown) => logger.warn("preview.failed", { problem: String(error) }))
        .finally(() => {
          isEncoding = false;
        });
    },
    onPicture: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reset: () => {
      advice = null;
    },
  };
}

/** Where the eye is in the frame. A face is found in the picture that was shaped from the frame, not in the frame itself. */
function outlineOf({ judgement: { findings } }: SeenFrame): PreviewHeader["outline"] {
  if (findings.modality !== "iris" || findings.geometry === null) return null;
  const { x, y, radius } = findings.geometry.limbus;
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
}
