import type { IrisCameraDriver } from "../../drivers/iris-camera/iris-camera-driver.ts";
import type { IrisCameraConfig } from "../config/devices/iris-camera-config.ts";
import type { DeviceParts } from "./device-parts.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeIrisCamera(
  config: IrisCameraConfig,
  simulator: IrisCameraDriver,
  _parts: DeviceParts,
): IrisCameraDriver {
  switch (config.driver) {
    case "simulator":
      return simulator;
    default:
      return config.driver satisfies never;
  }
}
