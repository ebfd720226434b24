import type { FaceCameraDriver } from "../../drivers/face-camera/face-camera-driver.ts";
import type { FaceCameraConfig } from "../config/devices/face-camera-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeFaceCamera(
  config: FaceCameraConfig,
  simulator: FaceCameraDriver,
  _parts: DeviceParts,
): FaceCameraDriver {
  switch (config.driver) {
    case "simulator":
      return simulator;
    default:
      return config.driver satisfies never;
  }
}
