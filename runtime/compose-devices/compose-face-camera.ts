import type { FaceCameraDriver } from "../../drivers/face-camera/face-camera-driver.ts";
import { createFaceCameraSbi } from "../../drivers/face-camera/face-camera-sbi.ts";
import { createFaceCameraV4l2 } from "../../drivers/face-camera/face-camera-v4l2.ts";
import type { FaceCameraConfig } from "../config/devices/face-camera-config.ts";
import { composeSbiOptions } from "./compose-sbi-options.ts";
import type { DeviceParts } from "./device-parts.ts";
import { readSbiFace } from "./read-sbi-records.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeFaceCamera(
  config: FaceCameraConfig,
  simulator: FaceCameraDriver,
  parts: DeviceParts,
): FaceCameraDriver {
  switch (config.driver) {
    case "gphoto2":
      return createFaceCameraV4l2({
        ...parts,
        source: { kind: "gphoto2", port: config.port },
        controls: { exposure: null, whiteBalanceK: null, focus: null },
      });
    case "sbi":
      return createFaceCameraSbi({ ...composeSbiOptions(config, parts), readRecord: readSbiFace });
    case "simulator":
      return simulator;
    case "v4l2": {
      const { driver, controls, ...source } = config;
      return createFaceCameraV4l2({ ...parts, source: { kind: driver, ...source }, controls });
    }
    default:
      return config satisfies never;
  }
}
