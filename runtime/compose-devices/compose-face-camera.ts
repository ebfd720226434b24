import type { FaceCameraDriver } from "../../drivers/face-camera/face-camera-driver.ts";
import { createFaceCameraGphoto2 } from "../../drivers/face-camera/face-camera-gphoto2.ts";
import { createFaceCameraPage } from "../../drivers/face-camera/face-camera-page.ts";
import { createFaceCameraSbi } from "../../drivers/face-camera/face-camera-sbi.ts";
import { createFaceCameraV4l2 } from "../../drivers/face-camera/face-camera-v4l2.ts";
import type { PageCamera } from "../../drivers/face-camera/page-camera.ts";
import type { FaceCameraConfig } from "../config/devices/face-camera-config.ts";
import type { Clock } from "../kernel/clock.ts";
import { composeSbiOptions } from "./compose-sbi-options.ts";
import type { PageDeviceParts } from "./device-parts.ts";
import { readSbiFace } from "./read-sbi-records.ts";
import { reopen } from "./reopen.ts";

/** The driver that the configuration names, or the simulator handed in. Opens nothing. */
export function composeFaceCamera(
  config: FaceCameraConfig,
  simulator: FaceCameraDriver,
  parts: PageDeviceParts,
): FaceCameraDriver {
  switch (config.driver) {
    case "gphoto2": {
      const { clock, slowFactor } = parts;
      const { port, serial = null, viewMs } = config;
      return createFaceCameraGphoto2({ clock, slowFactor, port, serial, viewMs });
    }
    case "page":
      return composePageCamera(parts.page.camera, parts.clock);
    case "sbi":
      return createFaceCameraSbi({ ...composeSbiOptions(config, parts), readRecord: readSbiFace(parts.decodeJp2) });
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

/** A page that is shown anew says so: nobody need wait for the supervisor's next try. */
function composePageCamera(camera: PageCamera, clock: Clock): FaceCameraDriver {
  const driver = createFaceCameraPage({ clock, camera });
  camera.onState((state) => {
    if (state === "ready") reopen(driver);
  });
  return driver;
}
