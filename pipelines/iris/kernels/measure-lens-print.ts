import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { region } from "./eye-region.ts";
import type { FittedBoundary } from "./fit-boundary.ts";
import type { IrisMask } from "./iris-mask.ts";

const { iris, lash } = region;

/** The part of the iris on which lenses are printed, in limbus radii; a wide pupil with its rim leaves less of it. */
const fromMinRatio = 0.56;
const pupilRimRatio = 0.06;
const toRatio = 0.96;
/** A narrower ring holds too few rows to tell them from chance. */
const widthMinRatio = 0.18;
const steps = 64;
const sectors = 24;
const raysInSector = 12;
/** A step of a sector is known when so many of its rays show iris. */
const raysMin = 4;
/** Sectors with fewer known steps do not count, and with fewer sectors nothing is said. */
const stepsMin = 0.85 * steps;
const sectorsMin = 4;

/** Distance of the rows, in limbus radii: wider ones are the iris' own doing. Rows in the ring are tried in halves. */
const pitchRatio = { min: 0.018, max: 0.05 } as const;
const rowsMax = 23;
/** Rows closer than this are the sensor's: its pixels and its two fields. */
const rowPitchMinPx = 2.4;
/** A peak is compared with what lies so far beside it, in rows. */
const besideRows = [-3.5, -3, -2.5, 2.5, 3, 3.5] as const;
const halfBeside = 7;
const halves = 2 * rowsMax + halfBeside + 1;

/** An eye as far as its lens is concerned. */
export type PrintedEye = { readonly limbusShape: FittedBoundary; readonly pupil: Circle };

/**
 * How much more one even spacing from the limbus inwards shows than its neighbours do, as a ratio of power: about 1 on
 * tissue, whose fibres run the other way and are of all widths; many times that under dots printed in rows. Each sector is
 * weighed by itself, so that a lens that sits askew shows as well; and every other sector must show the same spacing as those
 * between, which chance seldom does. 0 where too little of the iris is seen. A blurred picture shows no dots, and a lens
 * without a print is not looked for: it hides nothing of the iris.
 */
export function measureLensPrint(image: GrayImage, { limbusShape: limbus, pupil }: PrintedEye, mask: IrisMask): number {
  const pupilReachPx = Math.hypot(pupil.x - limbus.x, pupil.y - limbus.y) + pupil.radius;
  const fromRatio = Math.max(fromMinRatio, pupilReachPx / limbus.meanPx + pupilRimRatio);
  const widthRatio = toRatio - fromRatio;
  if (widthRatio < widthMinRatio) return 0;
  const pitchMinRatio = Math.max(pitchRatio.min, rowPitchMinPx / limbus.meanPx);
  const halfMin = Math.max(halfBeside, Math.ceil((2 * widthRatio) / pitchRatio.max));
  const halfMax = Math.floor(Math.min(2 * rowsMax, (2 * widthRatio) / pitchMinRatio));
  const power = { logs: new Float64Array(halves), from: halfMin - halfBeside, to: halfMax + halfBeside };
  const profile = new Float64Array(steps);
  const ratios = [new Float64Array(halves), new Float64Array(halves)] as const;
  const seen = [0, 0] as [number, number];
  let turn: 0 | 1 = 0;
  for (let sector = 0; sector < sectors; sector += 1) {
    if (!traceSector(image, limbus, { mask, sector, profile, fromRatio })) continue;
    flatten(profile);
    measurePower(profile, power);
    for (let half = halfMin; half <= halfMax; half += 1) ratios[turn][half]! += standsOut(power.logs, half);
    seen[turn] += 1;
    turn = turn === 0 ? 1 : 0;
  }
  if (seen[0] + seen[1] < sectorsMin) return 0;
  let peak = 0;
  for (let half = halfMin; half <= halfMax; half += 1) {
    peak = Math.max(peak, Math.min(ratios[0][half]! / seen[0], ratios[1][half]! / seen[1]));
  }
  return Math.exp(peak);
}

/** How far power at a spacing is over what lies beside it, as a logarithm. */
function standsOut(logs: Float64Array, half: number): number {
  let beside = 0;
  for (const away of besideRows) beside += logs[half + 2 * away]!;
  return logs[half]! - beside / besideRows.length;
}

/** Waves lower than some hundredths of a gray level are rounding. */
const powerFloor = 0.5;

type Sector = {
  readonly mask: IrisMask;
  readonly sector: number;
  readonly profile: Float64Array;
  readonly fromRatio: number;
};

const rays = Array.from({ length: sectors * raysInSector }, (_, ray) => {
  const angle = (2 * Math.PI * ray) / (sectors * raysInSector);
  return {
    cosine: Math.cos(angle),
    sine: Math.sin(angle),
    doubleCosine: Math.cos(2 * angle),
    doubleSine: Math.sin(2 * angle),
  };
});

/** The mean level at each step outwards; false where too little is seen. */
function traceSector(image: GrayImage, limbus: FittedBoundary, { mask, sector, profile, fromRatio }: Sector): boolean {
  const counts = new Uint8Array(steps);
  profile.fill(0);
  for (let ray = 0; ray < raysInSector; ray += 1) {
    const { cosine, sine, doubleCosine, doubleSine } = rays[sector * raysInSector + ray]!;
    const rimPx = limbus.meanPx + limbus.stretchX * doubleCosine + limbus.stretchY * doubleSine;
    for (let step = 0; step < steps; step += 1) {
      const outPx = rimPx * (fromRatio + ((toRatio - fromRatio) * step) / steps);
      const level = levelAt(image, mask, limbus.x + outPx * cosine, limbus.y + outPx * sine);
      if (level < 0) continue;
      profile[step]! += level;
      counts[step]! += 1;
    }
  }
  let known = 0;
  let last = Number.NaN;
  for (let step = 0; step < steps; step += 1) {
    if (counts[step]! >= raysMin) {
      known += 1;
      last = profile[step]! / counts[step]!;
    }
    profile[step] = last;
  }
  // A gap keeps the level before it; one at the start has none.
  return known >= stepsMin && !Number.isNaN(profile[0]!);
}

/** Between four pixels of the iris; -1 where one of them shows something else. */
function levelAt({ widthPx, pixels }: GrayImage, { box, regions }: IrisMask, x: number, y: number): number {
  const inX = x - box.x;
  const inY = y - box.y;
  if (!(inX >= 0 && inY >= 0 && inX < box.width - 1 && inY < box.height - 1)) return -1;
  const column = inX | 0;
  const row = inY | 0;
  const at = row * box.width + column;
  const isSeen =
    isRing(regions[at]!) &&
    isRing(regions[at + 1]!) &&
    isRing(regions[at + box.width]!) &&
    isRing(regions[at + box.width + 1]!);
  if (!isSeen) return -1;
  const from = (box.y + row) * widthPx + box.x + column;
  const right = x - (box.x + column);
  const down = y - (box.y + row);
  const above = pixels[from]! * (1 - right) + pixels[from + 1]! * right;
  const below = pixels[from + widthPx]! * (1 - right) + pixels[from + widthPx + 1]! * right;
  return above * (1 - down) + below * down;
}

/** Dark dots look like lashes, and lashes run outwards as fibres do: neither is left out. */
function isRing(kind: number): boolean {
  return kind === iris || kind === lash;
}

const middle = (steps - 1) / 2;
/** Of the steps, the squared distances from the middle one. */
const span = (steps * (steps * steps - 1)) / 12;
const tapers = Float64Array.from(
  { length: steps },
  (_, step) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (step + 0.5)) / steps),
);

/** Takes the straight line through a profile away, and its ends to 0: neither may pass for a wave. */
function flatten(profile: Float64Array): void {
  let sum = 0;
  let tilt = 0;
  for (let step = 0; step < steps; step += 1) {
    sum += profile[step]!;
    tilt += (step - middle) * profile[step]!;
  }
  for (let step = 0; step < steps; step += 1) {
    profile[step] = tapers[step]! * (profile[step]! - sum / steps - ((step - middle) * tilt) / span);
  }
}

const waves = Array.from({ length: halves }, (_, half) => ({
  cosines: Float64Array.from({ length: steps }, (__, step) => Math.cos((Math.PI * half * step) / steps)),
  sines: Float64Array.from({ length: steps }, (__, step) => Math.sin((Math.PI * half * step) / steps)),
}));

/** The logarithm of each wave's power in a profile, for rows in halves `from` to `to`. */
type Power = { readonly logs: Float64Array; readonly from: number; readonly to: number };

function measurePower(profile: Float64Array, { logs, from, to }: Power): void {
  for (let half = from; half <= to; half += 1) {
    const { cosines, sines } = waves[half]!;
    let real = 0;
    let imaginary = 0;
    for (let step = 0; step < steps; step += 1) {
      real += profile[step]! * cosines[step]!;
      imaginary += profile[step]! * sines[step]!;
    }
    logs[half] = Math.log(powerFloor + (real * real + imaginary * imaginary));
  }
}
