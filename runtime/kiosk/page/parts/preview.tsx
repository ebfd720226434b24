import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { PreviewHeader } from "../../wire/runtime-message.ts";
import type { CaptureTarget } from "../../wire/view/terms.ts";
import { preview } from "../state.ts";
import { readColour } from "./read-colour.ts";
import { SteadyRing } from "./steady-ring.tsx";

export type PreviewProps = {
  readonly target: CaptureTarget;
  readonly label: string;
  /** People know their face from mirrors. */
  readonly isMirrored?: boolean;
  /** What stands in place of a picture until the first frame is there. */
  readonly children: ComponentChildren;
};

/**
 * The live picture of one device, with where the face or eye is and how much of the steady look is behind. Picture and
 * outline are drawn in one go, so that they never belong to different frames.
 */
export function Preview({ target, label, isMirrored = false, children }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    const shown = preview.value;
    if (canvas.current !== null && shown?.header.target === target)
      drawFrame(canvas.current, shown.header, shown.bitmap);
  });
  const header = preview.value?.header.target === target ? preview.value.header : null;
  return (
    <figure class={`preview ${target} ${isMirrored ? "mirrored" : ""} ${header?.passed === true ? "passed" : ""}`}>
      <canvas ref={canvas} role="img" aria-label={label} hidden={header === null} data-sequence={header?.sequence} />
      {header === null ? <div class="preview-empty">{children}</div> : <SteadyRing {...header} />}
    </figure>
  );
}

function drawFrame(canvas: HTMLCanvasElement, header: PreviewHeader, bitmap: ImageBitmap): void {
  if (canvas.width !== header.widthPx || canvas.height !== header.heightPx) {
    canvas.width = header.widthPx;
    canvas.height = header.heightPx;
  }
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) return;
  context.drawImage(bitmap, 0, 0, header.widthPx, header.heightPx);
  if (header.outline === null) return;
  const { x, y, width, height } = header.outline;
  context.lineWidth = Math.max(2, header.widthPx / 160);
  context.strokeStyle = readColour(canvas, header.passed ? "--seen-well" : "--seen-amiss");
  context.setLineDash(header.passed ? [] : [header.widthPx / 40, header.widthPx / 60]);
  context.beginPath();
  context.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
  context.stroke();
}
