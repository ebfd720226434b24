import type { PreviewHeader } from "../../wire/runtime-message.ts";

/** Where a face or an eye belongs, as parts of the frame. */
const guides = {
  face: { centreY: 0.48, radiusY: 0.39, aspect: 0.75 },
  eye: { centreY: 0.5, radiusY: 0.4, aspect: 1 },
} as const;

/** The place to be in, with the rest dimmed, and around it a ring that closes while everything is well. */
export function SteadyRing({ target, widthPx, heightPx, steadyRatio }: PreviewHeader) {
  const guide = target === "face" ? guides.face : guides.eye;
  const ry = heightPx * guide.radiusY;
  const rx = ry * guide.aspect;
  const cx = widthPx / 2;
  const top = heightPx * guide.centreY - ry;
  const oval = `M${cx} ${top}a${rx} ${ry} 0 0 1 0 ${2 * ry}a${rx} ${ry} 0 0 1 0 ${-2 * ry}z`;
  return (
    <svg class="steady" viewBox={`0 0 ${widthPx} ${heightPx}`} aria-hidden="true">
      <path class="steady-dim" fill-rule="evenodd" d={`M0 0h${widthPx}v${heightPx}h${-widthPx}z${oval}`} />
      <path class="steady-track" d={oval} />
      <path class="steady-ring" d={oval} pathLength={100} stroke-dasharray={`${steadyRatio * 100} 100`} />
    </svg>
  );
}
