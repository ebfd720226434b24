import { describe, expect, it } from "vitest";
import { createFaceCameraSimulator } from "../../../drivers/face-camera/face-camera-simulator.ts";
import { calibrateCamera } from "../../../runtime/capture/calibrate-camera.ts";
import {
  addCalibration,
  type CameraCalibration,
  cameraColoursSchema,
  identifyCamera,
  noCameraColours,
  readColourGains,
} from "../../../runtime/capture/camera-colours.ts";
import { createManualClock } from "../../manual-clock.ts";
import { simulated } from "./stored-samples.ts";

type Colour = readonly [red: number, green: number, blue: number];

function look(colourAt: (frame: number) => Colour, framesMax = 40) {
  const clock = createManualClock();
  const camera = createFaceCameraSimulator({
    clock,
    makeFrame: (_, { frameNumber }) => {
      if (frameNumber > framesMax) return null;
      const colour = colourAt(frameNumber);
      const pixels = Uint8Array.from({ length: 60 * 60 * 3 }, (_, index) => colour[index % 3] ?? 0);
      return { image: { widthPx: 60, heightPx: 60, pixels } };
    },
  });
  const signal = new AbortController().signal;
  const result = clock.runUntil(calibrateCamera({ camera, clock, frameTimeoutMs: 5_000, signal }));
  return { camera, result };
}

describe("calibrating a camera", () => {
  it("reads the middle of several pictures of the card, once the camera has settled", async () => {
    const { camera, result } = look((frame) => (frame <= 4 ? [20, 20, 20] : [220, 188, 140]));
    const { kind, ...rest } = await result;
    expect(kind).toBe("calibrated");
    expect(rest).toMatchObject({
      calibration: {
        camera: { driver: "face-camera-simulator", serial: camera.provenance().serial },
        ...{ frames: 9, calibratedAt: expect.stringMatching(/^2026-01-05T/) },
      },
    });
    const { calibration } = rest as { readonly calibration: CameraCalibration };
    expect(calibration.gains.red).toBeCloseTo((188 / 220) ** 2.2, 1);
    expect(calibration.gains.blue).toBeCloseTo((188 / 140) ** 2.2, 1);
    expect(cameraColoursSchema.parse({ calibrations: [calibration] })).toEqual({ calibrations: [calibration] });
  });

  it("refuses what is no card, and a camera whose colours wander", async () => {
    expect(await look(() => [196, 22, 32]).result).toMatchObject({ kind: "refused", reason: { code: "gain" } });
    expect(await look(() => [20, 20, 20]).result).toMatchObject({ kind: "refused", reason: { code: "too-dark" } });
    expect(await look((frame) => [200, 190, 150 + frame]).result).toMatchObject({
      kind: "refused",
      reason: { code: "unsteady" },
    });
  });

  it("says so when the camera ends before enough pictures have come", async () => {
    await expect(look(() => [200, 200, 200], 6).result).rejects.toMatchObject({ code: "driver.malformed" });
  });
});

const calibrationOf = (serial: string, red: number): CameraCalibration => ({
  camera: identifyCamera({ ...simulated, serial }),
  ...{ gains: { red, blue: 1 }, calibratedAt: "2026-01-05T01:00:00.000Z", frames: 9 },
});

describe("calibrations of cameras", () => {
  it("are each for one camera, and none for any other", () => {
    const gainsOf = readColourGains({ calibrations: [calibrationOf("A", 0.8)] });
    expect(gainsOf({ ...simulated, serial: "A" })).toEqual({ red: 0.8, blue: 1 });
    expect(gainsOf({ ...simulated, serial: "B" })).toBeNull();
    expect(gainsOf({ ...simulated, serial: "A", model: "other" })).toBeNull();
    expect(gainsOf({ ...simulated, serial: "A", driver: "face-camera-v4l2" })).toBeNull();
    expect(gainsOf({ ...simulated, serial: "A", hardwareId: "usb:1:2" })).toBeNull();
    expect(readColourGains(noCameraColours)(simulated)).toBeNull();
  });

  it("take the place of the camera's last one, and of the oldest where there are too many", () => {
    const twice = addCalibration({ calibrations: [calibrationOf("A", 0.8)] }, calibrationOf("A", 0.9));
    expect(twice.calibrations).toEqual([calibrationOf("A", 0.9)]);
    let many = noCameraColours;
    for (let number = 0; number < 20; number += 1) many = addCalibration(many, calibrationOf(`C${number}`, 0.9));
    expect(many.calibrations).toHaveLength(16);
    expect(many.calibrations.at(-1)?.camera.serial).toBe("C19");
    expect(cameraColoursSchema.parse(many)).toEqual(many);
  });
});
