import { createRandom } from "../../runtime/kernel/random.ts";
import type { EyeGeometry } from "./eye-geometry.ts";
import type { EyeScene } from "./eye-scene.ts";
import { eyeRegion } from "./eye-truth.ts";
import { growIrisTexture } from "./iris-texture.ts";

/** What the eyeball shows at a point of the frame: its level, and which of its parts it is. */
export type LitBall = { level: number; region: number };

/** A soft lens is some 14 mm wide on an iris of 11.8. */
const lensRimRatio = 1.19;
/** The print of a coloured lens leaves the pupil free and reaches a little past the limbus; in iris radii. */
const printFromRatio = 0.52;
const printToRatio = 1.04;
const printRows = 15;
/** The pupil's edge is this many pixels soft, the limbus that many. */
const pupilSoftPx = 1.2;
const limbusSoftPx = 3;

/** Lights one eyeball. The answer is written into `into`, once for every pixel. */
export function lightBall(scene: EyeScene, geometry: EyeGeometry): (x: number, y: number, into: LitBall) => void {
  const texture = growIrisTexture(scene.eyeSeed);
  const print = printLens(scene);
  const pupilWave = wavePupil(scene);
  const { limbus, pupil, shortX, shortY, shortRatio } = geometry;
  const radius = limbus.semiMajorPx;
  const offsetX = pupil.x - limbus.x;
  const offsetY = pupil.y - limbus.y;
  const lengthen = 1 / shortRatio - 1;

  return (x, y, into) => {
    const imageX = x - limbus.x;
    const imageY = y - limbus.y;
    const along = (imageX * shortX + imageY * shortY) * lengthen;
    const onIrisX = imageX + along * shortX;
    const onIrisY = imageY + along * shortY;
    const fromLimbus = Math.hypot(onIrisX, onIrisY);
    const share = fromLimbus / radius;
    // The ball falls off towards the corners of the eye.
    const sclera = scene.scleraLevel * (1 - 0.1 * Math.min(1, (share - 1) ** 2)) + lensRim(scene, share);
    into.region = eyeRegion.sclera;
    into.level = sclera;
    if (fromLimbus > radius + limbusSoftPx) return;

    const pupilAlong = (offsetX * shortX + offsetY * shortY) * lengthen;
    const fromPupilX = onIrisX - offsetX - pupilAlong * shortX;
    const fromPupilY = onIrisY - offsetY - pupilAlong * shortY;
    const angle = Math.atan2(fromPupilY, fromPupilX);
    const fromPupil = Math.hypot(fromPupilX, fromPupilY);
    const pupilRadius = pupil.semiMajorPx * (1 + pupilWave(angle));
    const rim = Math.max(1, fromPupil - pupilRadius + radius - fromLimbus);
    const depth = Math.max(0, Math.min(1, (fromPupil - pupilRadius) / rim));
    const own = fromPupil < pupilRadius - pupilSoftPx ? 0 : scene.textureRatio * texture(angle, depth);
    const inIris = scene.irisLevel + own + print(onIrisX, onIrisY, share);
    const white = cover((fromLimbus - radius) / limbusSoftPx);
    const black = cover((pupilRadius - fromPupil) / pupilSoftPx);
    into.level = black * scene.pupilLevel + (1 - black) * (white * sclera + (1 - white) * inIris);
    if (fromPupil <= pupilRadius) into.region = eyeRegion.pupil;
    else if (fromLimbus <= radius) into.region = eyeRegion.iris;
  };
}

/** 0 on the far side of an edge, 1 on the near side, a pixel's width between. */
export function cover(distancePx: number): number {
  return Math.max(0, Math.min(1, distancePx + 0.5));
}

/** A bright line with a darker one inside it, all round the white. */
function lensRim({ lensRimLevels }: EyeScene, share: number): number {
  if (lensRimLevels === 0 || Math.abs(share - lensRimRatio) > 0.1) return 0;
  const line = (at: number) => Math.exp(-(((share - at) / 0.014) ** 2));
  return lensRimLevels * (line(lensRimRatio) - 0.7 * line(lensRimRatio - 0.035));
}

/** Dark dots in rows around the iris, each row turned by half a dot against the next. */
function printLens({ lensPrintLevels, eyeSeed }: EyeScene): (x: number, y: number, share: number) => number {
  if (lensPrintLevels === 0) return () => 0;
  const start = createRandom(`lens/${eyeSeed}`).between(0, 1);
  const step = (printToRatio - printFromRatio) / printRows;
  return (x, y, share) => {
    if (share < printFromRatio || share > printToRatio) return 0;
    const row = Math.floor((share - printFromRatio) / step);
    const down = (share - printFromRatio) / step - row - 0.5;
    const dots = Math.round((2 * Math.PI * (printFromRatio + (row + 0.5) * step)) / step);
    const turn = (Math.atan2(y, x) / (2 * Math.PI)) * dots + (row % 2) * 0.5 + start;
    const across = turn - Math.floor(turn) - 0.5;
    return -lensPrintLevels * Math.max(0, 1 - (down * down + across * across) / 0.12);
  };
}

function wavePupil({ pupilWaveRatio, eyeSeed }: EyeScene): (angle: number) => number {
  if (pupilWaveRatio === 0) return () => 0;
  const random = createRandom(`pupil/${eyeSeed}`);
  const waves = [2, 3, 5].map((count) => ({ count, phase: random.between(0, 2 * Math.PI) }));
  return (angle) => {
    let sum = 0;
    for (const { count, phase } of waves) sum += Math.sin(count * angle + phase) / count;
    return pupilWaveRatio * sum;
  };
}
