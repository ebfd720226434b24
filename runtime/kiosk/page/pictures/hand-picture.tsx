import type { CaptureTarget } from "../../wire/view/terms.ts";
import { type FingerShape, handHeight, handWidth, palmPath, type Side, shapeFingers, sideOf } from "./hand-shape.ts";

export type HandPictureProps = {
  /** The fingers that are asked for; none shows both hands at rest. */
  readonly asked: readonly CaptureTarget[];
  /** What they are called, in words. */
  readonly name: string;
  readonly done: readonly CaptureTarget[];
  /** Fingers that are not asked for at all. */
  readonly excepted?: readonly CaptureTarget[];
  /** Both hands, even where one finger of one hand is asked for. */
  readonly isWhole?: boolean;
};

const gap = 14;

/**
 * Hands laid palm down as their owner sees them. What is asked for is lit and points, what is done carries a tick, what
 * is excepted is a dashed outline: form tells as well as colour.
 */
export function HandPicture({ asked, name, done, excepted = [], isWhole = false }: HandPictureProps) {
  const sides = isWhole ? (["left", "right"] as const) : pickSides(asked);
  const width = sides.length * handWidth + (sides.length - 1) * gap;
  return (
    <svg class="hand-picture" role="img" aria-label={name} viewBox={`0 0 ${width} ${handHeight}`}>
      {sides.map((side, index) => (
        <g key={side} transform={`translate(${index * (handWidth + gap)} 0)`}>
          <Hand side={side} {...{ asked, done, excepted }} />
        </g>
      ))}
    </svg>
  );
}

function pickSides(asked: readonly CaptureTarget[]): readonly Side[] {
  const sides = new Set(asked.map(sideOf));
  const picked = (["left", "right"] as const).filter((side) => sides.has(side));
  return picked.length === 0 ? ["left", "right"] : picked;
}

type HandProps = {
  readonly side: Side;
  readonly asked: readonly CaptureTarget[];
  readonly done: readonly CaptureTarget[];
  readonly excepted: readonly CaptureTarget[];
};

/** The outline is one thicker drawing of all parts below the skin of all parts: so they run into one another. */
function Hand({ side, asked, done, excepted }: HandProps) {
  const fingers = shapeFingers(side);
  const palmTransform = side === "left" ? `translate(${handWidth} 0) scale(-1 1)` : undefined;
  const present = fingers.filter(({ target }) => !excepted.includes(target));
  return (
    <>
      <g class="hand-outline">
        <path d={palmPath} stroke-width="4" transform={palmTransform} />
        {present.map((finger) => (
          <FingerLine key={finger.target} finger={finger} wider={4} />
        ))}
      </g>
      <g class="hand-skin">
        <path d={palmPath} stroke-width="0" transform={palmTransform} />
        {present.map((finger) => (
          <FingerLine key={finger.target} finger={finger} wider={0} />
        ))}
      </g>
      {fingers.map((finger) => {
        const { target } = finger;
        if (excepted.includes(target)) return <MissingFinger key={target} finger={finger} />;
        if (asked.includes(target)) return <AskedFinger key={target} finger={finger} isDone={done.includes(target)} />;
        return <QuietFinger key={target} finger={finger} isDone={done.includes(target)} />;
      })}
    </>
  );
}

type Part = { readonly finger: FingerShape };

function FingerLine({ finger, wider, ...rest }: Part & { readonly wider: number; readonly class?: string }) {
  const { from, to, width } = finger;
  return (
    <line
      x1={from[0]}
      y1={from[1]}
      x2={to[0]}
      y2={to[1]}
      stroke-width={width + wider}
      stroke-linecap="round"
      {...rest}
    />
  );
}

/** Nails show that it is the back of the hand that one sees. */
function Nail({ finger }: Part) {
  const { from, to, width } = finger;
  const angleDeg = (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI + 90;
  return (
    <rect
      class="hand-nail"
      x={-width * 0.26}
      y={-width * 0.3}
      width={width * 0.52}
      height={width * 0.6}
      rx={width * 0.24}
      transform={`translate(${to[0]} ${to[1]}) rotate(${angleDeg})`}
    />
  );
}

function QuietFinger({ finger, isDone }: Part & { readonly isDone: boolean }) {
  return (
    <g class={`hand-finger ${isDone ? "done" : "quiet"}`} data-finger={finger.target}>
      {isDone ? <Tick finger={finger} /> : <Nail finger={finger} />}
    </g>
  );
}

function AskedFinger({ finger, isDone }: Part & { readonly isDone: boolean }) {
  const { from, to, width } = finger;
  // The lit part begins above the knuckle, where the finger leaves the hand.
  const lit = { ...finger, from: [from[0] + (to[0] - from[0]) * 0.3, from[1] + (to[1] - from[1]) * 0.3] as const };
  return (
    <g class={`hand-finger asked ${isDone ? "done" : ""}`} data-finger={finger.target}>
      <FingerLine finger={lit} wider={-3} class="hand-lit" />
      {isDone ? <Tick finger={finger} /> : <Nail finger={finger} />}
      {!isDone && <circle class="hand-pulse" cx={to[0]} cy={to[1]} r={width * 0.72} />}
    </g>
  );
}

function MissingFinger({ finger }: Part) {
  const { to } = finger;
  return (
    <g class="hand-finger excepted" data-finger={finger.target}>
      <FingerLine finger={{ ...finger, width: 1.6 }} wider={0} class="hand-missing" />
      <path class="hand-cross" d={`M${to[0] - 4} ${to[1] - 4}l8 8m0-8l-8 8`} />
    </g>
  );
}

function Tick({ finger }: Part) {
  const [x, y] = finger.to;
  return (
    <>
      <circle class="hand-done" cx={x} cy={y} r="8.5" />
      <path class="hand-tick" d={`M${x - 4} ${y + 0.2}l2.9 2.9 5.2-5.8`} />
    </>
  );
}
