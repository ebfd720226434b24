import { join } from "node:path";
import { type CameraColours, cameraColoursSchema, noCameraColours } from "./capture/camera-colours.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import { openSettings } from "./settings/open-settings.ts";
import type { Settings } from "./settings/settings.ts";

/**
 * How the colours of this booth's cameras are read.
 * @param settingsDir where the booth keeps its small documents
 * @throws BoothError `state.in-use`, `state.corrupt`
 */
export function openCameraColours(settingsDir: string): Promise<Settings<CameraColours>> {
  const parse = (input: unknown) => cameraColoursSchema.parse(input);
  return openSettings({ dir: settingsDir, name: "camera-colours", parse, initial: noCameraColours });
}

/** The same for whoever sets up a booth that does not run. @throws BoothError `state.in-use` while it runs */
export function openCameraColoursOf({ stateDir }: Pick<BoothConfig, "stateDir">): Promise<Settings<CameraColours>> {
  return openCameraColours(join(stateDir, "booth", "settings"));
}
