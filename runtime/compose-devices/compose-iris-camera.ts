import type { IrisCameraDriver } from "../../drivers/iris-camera/iris-camera-driver.ts";
import { createIrisCameraSbi } from "../../drivers/iris-camera/iris-camera-sbi.ts";
import { createIrisCameraV4l2 } from "../../drivers/iris-camera/iris-camera-v4l2.ts";
import type { IrisCameraConfig } from "../config/devices/iris-camera-config.ts";
import { composeSbiOptions } from "./compose-sbi-options.ts";
import type { DeviceParts } from "./device-parts.ts";
import { readSbiIris } from "./read-sbi-records.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeIrisCamera(
  config: IrisCameraConfig,
  simulator: IrisCameraDriver,
  parts: DeviceParts,
): IrisCameraDriver {
  switch (config.driver) {
    case "sbi":
      return createIrisCameraSbi({ ...composeSbiOptions(config, parts), readRecord: readSbiIris(parts.decodeJp2) });
    case "simulator":
      return simulator;
    case "v4l2": {
      const { driver, controls, resolutionPpi, isMirrored, ...source } = config;
      return createIrisCameraV4l2({
        ...parts,
        source: { kind: driver, ...source },
        controls,
        resolutionPpi,
        isMirrored,
      });
    }
    default:
      return config satisfies never;
  }
}
