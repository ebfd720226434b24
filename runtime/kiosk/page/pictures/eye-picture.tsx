import { words } from "../state.ts";
import { arrow, disc, type Part, Scene } from "./scene.tsx";

/** Which of one's eyes is looked at, as in a mirror; the other one rests. */
export function EyePicture({ eye }: { readonly eye: "left" | "right" }) {
  const { targets } = words.value;
  return (
    <svg class="eye-picture" role="img" aria-label={targets[`iris-${eye}`]} viewBox="0 0 240 100">
      <PairedEye x={64} isAsked={eye === "left"} />
      <PairedEye x={176} isAsked={eye === "right"} />
    </svg>
  );
}

function PairedEye({ x, isAsked }: { readonly x: number; readonly isAsked: boolean }) {
  return (
    <g class={`eye ${isAsked ? "asked" : "quiet"}`} transform={`translate(${x} 50)`}>
      <path class="eye-white" d="M-46 0C-24 -32 24 -32 46 0C24 30 -24 30 -46 0Z" />
      <circle class="eye-iris" r="19" />
      <circle class="eye-pupil" r="8" />
      <circle class="eye-glint" cx="6" cy="-7" r="4" />
      {isAsked && <circle class="eye-ring" r="27" />}
    </g>
  );
}

/** What to do with the eye. */
export type EyePose = "open" | "centre" | "straight" | "still" | "light" | "rest" | "no-lenses";

export function EyePosePicture({ pose }: { readonly pose: EyePose }) {
  return <Scene parts={poses[pose]} />;
}

const lids = "M10 62C34 22 86 22 110 62C86 98 34 98 10 62Z";

function drawEye(dx = 0): Part[] {
  return [
    ["paper", lids],
    ["soft", disc(60 + dx, 62, 24)],
    ["line", disc(60 + dx, 62, 24)],
    ["hair", disc(60 + dx, 62, 10)],
    ["line", lids],
  ];
}

const poses: Readonly<Record<EyePose, readonly Part[]>> = {
  open: [...drawEye(), arrow(60, 22, 0, -18), arrow(60, 100, 0, 16)],
  centre: [...drawEye(), ["arrow", "M60 16v18M60 90v18M4 62h16M100 62h16"]],
  straight: [...drawEye(-20), arrow(52, 16, 34, 0)],
  still: [...drawEye(), ["arrow", "M36 8v12M60 4v12M84 8v12"]],
  light: [...drawEye(), ["lit", disc(60, 12, 8)], ["arrow", "M60 26v5M42 20l-4 4M78 20l4 4"]],
  rest: [
    ["skin", lids],
    ["line", "M10 62C34 92 86 92 110 62M30 80l-6 9M60 85v11M90 80l6 9"],
  ],
  "no-lenses": [...drawEye(), ["arrow", "M33 62a27 27 0 0 1 54 0M22 104L98 20"]],
};
