import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";
import { createRandom, type Random } from "../../runtime/kernel/random.ts";
import { type Impulse, movePen, type PenPlace } from "./pen-movement.ts";
import { fullSignatureScene, type SignatureScene } from "./signature-scene.ts";

/** 200 reports a second, as the usual pads give. */
const stepMs = 5;
const liftMs = 90;
/** The ink leaves this much of the pad free on each side. */
const marginRatio = 0.12;

/** A run of the pen on the pad, from where it starts, in the writer's own scale. */
type Run = { readonly startX: number; readonly startY: number; readonly impulses: readonly Impulse[] };

/**
 * Writes a signature that is nobody's. The same stream and scene give the same ink; without a scene, an ordinary signature
 * of a writer who is the stream's own.
 */
export function synthesiseSignature(
  random: Random,
  scene: SignatureScene = fullSignatureScene(`${random.fork("writer").next()}`),
): SignatureInk {
  const strokes = composeRuns(random, scene).map(writeRun);
  const points = placeOnPad(joinStrokes(strokes, scene), scene);
  return { kind: "ink", widthMm: scene.padWidthMm, heightMm: scene.padHeightMm, points };
}

function composeRuns(random: Random, { writerSeed, kind }: SignatureScene): Run[] {
  const writer = createRandom(`signature/${writerSeed}`);
  switch (kind) {
    case "full":
      return composeName(writer, random);
    case "short":
      return [
        { startX: 0, startY: 0, impulses: [impulse(random, 0, 3, 1.1, 0.9), impulse(random, 60, 4, -0.9, -0.8)] },
      ];
    case "line":
      return [
        { startX: 0, startY: 0, impulses: [impulse(random, 0, 38, random.normal(0, 0.03), random.normal(0, 0.03))] },
      ];
    case "dot":
      return [{ startX: 0, startY: 0, impulses: [impulse(random, 0, 0.4, 0.7, 0.7)] }];
    case "blank":
      return [];
  }
}

/** Up and down strokes with loops between them, then mostly a flourish beneath. The hand repeats them only nearly. */
function composeName(writer: Random, random: Random): Run[] {
  const letters = writer.integer(4, 7);
  const slant = writer.normal(-0.25, 0.15);
  const pace = writer.between(95, 130);
  const tremble = (deviation: number) => random.normal(0, deviation);
  const impulses: Impulse[] = [];
  let startMs = 0;
  for (let letter = 0; letter < letters; letter += 1) {
    const height = letter === 0 ? writer.between(14, 20) : writer.between(4, 11);
    const loop = writer.between(0.8, 2.4) * (writer.next() < 0.7 ? 1 : -1);
    const up = -Math.PI / 2 - slant + writer.normal(0, 0.15) + tremble(0.03);
    impulses.push(impulse(random, startMs, height * (1 + tremble(0.03)), up - 0.3, up + loop * 0.4));
    const down = Math.PI / 2 - slant + writer.normal(0, 0.15) + tremble(0.03);
    impulses.push(impulse(random, startMs + pace, height * (1 + tremble(0.03)), down + loop * 0.3, down - loop * 0.5));
    impulses.push(impulse(random, startMs + 1.6 * pace, writer.between(4, 8), writer.normal(0.5, 0.2), -0.5));
    startMs += 2 * pace + tremble(4);
  }
  const name = { startX: 0, startY: 0, impulses };
  if (writer.next() < 0.2) return [name];
  const back = writer.next() < 0.5;
  const flourish = [impulse(random, 0, writer.between(26, 42), 0.12 + tremble(0.03), -0.2 + tremble(0.03))];
  if (back) flourish.push(impulse(random, 210, writer.between(12, 22), Math.PI - 0.7, Math.PI + 0.5 + tremble(0.05)));
  return [
    name,
    { startX: writer.between(-4, 4) + tremble(0.5), startY: writer.between(3, 7) + tremble(0.4), impulses: flourish },
  ];
}

function impulse(random: Random, startMs: number, distanceMm: number, fromAngle: number, toAngle: number): Impulse {
  // Longer movements are made faster, not longer in time: the hand keeps its rhythm.
  const logMean = Math.log(95 + distanceMm * 2) + random.normal(0, 0.02);
  return { startMs: Math.max(0, startMs), distanceMm, fromAngle, toAngle, logMean, logDeviation: 0.32 };
}

type Stroke = readonly (PenPlace & { readonly pressure: number })[];

function writeRun({ startX, startY, impulses }: Run): Stroke {
  const lastMs = Math.max(
    ...impulses.map(({ startMs, logMean, logDeviation }) => startMs + Math.exp(logMean + 2 * logDeviation)),
  );
  const places = movePen(impulses, lastMs, stepMs);
  return places.map((place, index) => {
    // The pen sinks in and is lifted within a few samples, and fast strokes press less.
    const edge = Math.min(1, (Math.min(index, places.length - 1 - index) + 1) / 6);
    const pressure = edge * (0.85 - 0.45 * Math.min(1, place.speedMmPerMs / 0.35));
    return { ...place, xMm: place.xMm + startX, yMm: place.yMm + startY, pressure };
  });
}

/** One series in time, with the pen hovering from each stroke to the next. */
function joinStrokes(strokes: readonly Stroke[], scene: SignatureScene): InkPoint[] {
  if (strokes.length === 0) return hover({ x: 0, y: 0 }, { x: scene.padWidthMm / 3, y: 0 }, 0);
  const points: InkPoint[] = [];
  for (const stroke of strokes) {
    const before = points.at(-1);
    const first = stroke[0];
    if (before !== undefined && first !== undefined) {
      points.push(...hover(before, { x: first.xMm, y: first.yMm }, before.t + stepMs));
    }
    const startMs = (points.at(-1)?.t ?? -stepMs) + stepMs;
    stroke.forEach(({ xMm, yMm, pressure }, index) => {
      points.push({ x: xMm, y: yMm, t: startMs + index * stepMs, p: pressure, down: true });
    });
  }
  return points;
}

type Place = { readonly x: number; readonly y: number };

function hover(from: Place, to: Place, startMs: number): InkPoint[] {
  const steps = liftMs / stepMs;
  return Array.from({ length: steps }, (_, index) => {
    const share = (index + 1) / (steps + 1);
    return {
      x: from.x + (to.x - from.x) * share,
      y: from.y + (to.y - from.y) * share,
      t: startMs + index * stepMs,
      p: 0,
      down: false,
    };
  });
}

/** Shrinks what is too large for the pad, and puts the middle of the ink on the middle of the pad. */
function placeOnPad(points: readonly InkPoint[], { padWidthMm, padHeightMm }: SignatureScene): InkPoint[] {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const width = Math.max(...xs) - left;
  const height = Math.max(...ys) - top;
  const free = 1 - 2 * marginRatio;
  const scale = Math.min(1, (free * padWidthMm) / Math.max(width, 0.01), (free * padHeightMm) / Math.max(height, 0.01));
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return points.map((point) => ({
    x: round(padWidthMm / 2 + (point.x - left - width / 2) * scale),
    y: round(padHeightMm / 2 + (point.y - top - height / 2) * scale),
    t: point.t,
    p: round(point.p),
    down: point.down,
  }));
}
