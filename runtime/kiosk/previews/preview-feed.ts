import type { SeenFrame } from "../../capture/capture-station.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Logger } from "../../kernel/logger.ts";
import { type CaptureTarget, modalityOf } from "../../visit/capture-target.ts";
import { writePicture } from "../pages/write-message.ts";
import { limitOf, type TargetLimits } from "../view/project-targets.ts";
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

  const describe = (seen: SeenFrame): Omit<PreviewHeader, "widthPx" | "heightPx"> => {
    const { target, judgement } = seen;
    if (advice?.target !== target) advice = { target, steady: createSteadyAdvice(modalityOf(target)) };
    sequence += 1;
    return {
      kind: "preview",
      target,
      sequence,
      capturedAt: seen.capturedAt,
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
    const { outline, ...words } = describe(seen);
    const { jpeg, widthPx, heightPx } = await encodePreview(image);
    // As large as the picture that is sent: the page paints it as it is, and lets the screen enlarge it.
    const header = { ...words, widthPx, heightPx, outline: scaleBox(outline, widthPx / image.widthPx) };
    const message = writePicture(header satisfies PreviewHeader, jpeg, logger);
    if (message === null) return;
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

/** Where the face or the eye is in the frame; null where a judgement is of a picture that was cut out of the frame. */
function outlineOf({ judgement: { findings, outline } }: SeenFrame): PreviewHeader["outline"] {
  if (outline !== undefined) return outline;
  if (findings.modality !== "iris" || findings.geometry === null) return null;
  const { x, y, radius } = findings.geometry.limbus;
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
}

function scaleBox(box: PreviewHeader["outline"], scale: number): PreviewHeader["outline"] {
  if (box === null) return null;
  const { x, y, width, height } = box;
  return { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
}
