import type { Circle, Ellipse, Point } from "../../runtime/kernel/geometry.ts";
import type { EyeScene } from "./eye-scene.ts";

/** Where an eye's boundaries lie in the frame, and how a point of the frame lies on its iris. */
export type EyeGeometry = {
  readonly limbus: Ellipse;
  readonly pupil: Ellipse;
  /** Circles of the same area and centre. */
  readonly limbusCircle: Circle;
  readonly pupilCircle: Circle;
  /** The middle of the ball as it stands when the eye looks straight ahead; lids belong to it. */
  readonly ball: Point;
  /** Unit vector along which the gaze shortens the iris, and by how much. */
  readonly shortX: number;
  readonly shortY: number;
  readonly shortRatio: number;
};

/** The iris turns about a point this many of its radii behind it: some 10 mm in an eye with an iris 11.8 mm wide. */
const turningRatio = 1.7;

/**
 * A flat iris on a turning ball, seen from afar: its circles become ellipses of one shape. The cornea, through which a
 * pupil looks a little larger and nearer, is left out.
 */
export function placeEye(scene: EyeScene, ball: Point): EyeGeometry {
  const yaw = (scene.gazeYawDeg * Math.PI) / 180;
  const pitch = (scene.gazePitchDeg * Math.PI) / 180;
  const gazeX = Math.sin(yaw) * Math.cos(pitch);
  const gazeY = -Math.sin(pitch);
  const sideways = Math.hypot(gazeX, gazeY);
  const shortX = sideways === 0 ? 1 : gazeX / sideways;
  const shortY = sideways === 0 ? 0 : gazeY / sideways;
  const shortRatio = Math.sqrt(1 - sideways * sideways);
  const radius = scene.limbusRadiusPx;
  const middle = { x: ball.x + turningRatio * radius * gazeX, y: ball.y + turningRatio * radius * gazeY };

  // The pupil's centre is given on the iris; its share along the gaze is shortened as everything there.
  const along = scene.pupilOffsetXPx * shortX + scene.pupilOffsetYPx * shortY;
  const pupilMiddle = {
    x: middle.x + scene.pupilOffsetXPx - (1 - shortRatio) * along * shortX,
    y: middle.y + scene.pupilOffsetYPx - (1 - shortRatio) * along * shortY,
  };
  const angleDeg = foldAngle((Math.atan2(shortX, -shortY) * 180) / Math.PI);
  const flatten = (at: Point, round: number) => ({
    ellipse: { ...at, semiMajorPx: round, semiMinorPx: round * shortRatio, angleDeg },
    circle: { ...at, radius: round * Math.sqrt(shortRatio) },
  });
  const limbus = flatten(middle, radius);
  const pupil = flatten(pupilMiddle, radius * scene.pupilRatio);
  return {
    limbus: limbus.ellipse,
    pupil: pupil.ellipse,
    limbusCircle: limbus.circle,
    pupilCircle: pupil.circle,
    ball,
    shortX,
    shortY,
    shortRatio,
  };
}

/** An axis has no head: -90 to 90 says it all. */
function foldAngle(angleDeg: number): number {
  if (angleDeg > 90) return angleDeg - 180;
  return angleDeg <= -90 ? angleDeg + 180 : angleDeg;
}
