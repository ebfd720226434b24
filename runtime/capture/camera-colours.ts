import { z } from "zod";
import type { ColourGains } from "../kernel/colour-gains.ts";
import type { Provenance } from "../kernel/device.ts";

const gain = z.number().positive();
const camerasMax = 16;
const word = z.string().max(200);
const calibration = z.strictObject({
  /** Which camera it is: another one sees other colours. */
  camera: z.strictObject({ driver: word, model: word, serial: word, hardwareId: word.nullable() }),
  gains: z.strictObject({ red: gain, blue: gain }),
  calibratedAt: z.iso.datetime(),
  /** Pictures of the card that agreed. */
  frames: z.int().positive(),
});

/** What was measured of the cameras that have stood in this booth, the latest last; one a camera. */
export const cameraColoursSchema = z.strictObject({ calibrations: z.array(calibration).max(camerasMax) });
export type CameraColours = Readonly<z.output<typeof cameraColoursSchema>>;
export type CameraCalibration = CameraColours["calibrations"][number];

export const noCameraColours: CameraColours = { calibrations: [] };

/** By what the colours of a camera are read; null for one that was never calibrated. */
export type ColourGainsOf = (provenance: Provenance) => ColourGains | null;

export function readColourGains({ calibrations }: CameraColours): ColourGainsOf {
  return (provenance) => calibrations.find(({ camera }) => isSame(camera, provenance))?.gains ?? null;
}

/** The same with a camera calibrated anew; the one that was calibrated longest ago makes room. */
export function addCalibration({ calibrations }: CameraColours, added: CameraCalibration): CameraColours {
  const others = calibrations.filter(({ camera }) => !isSame(camera, added.camera));
  return { calibrations: [...others, added].slice(-camerasMax) };
}

export function identifyCamera({ driver, model, serial, hardwareId }: Provenance): CameraCalibration["camera"] {
  return { driver, model, serial, hardwareId };
}

function isSame(one: CameraCalibration["camera"], other: CameraCalibration["camera"]): boolean {
  return (
    one.driver === other.driver &&
    one.model === other.model &&
    one.serial === other.serial &&
    one.hardwareId === other.hardwareId
  );
}
