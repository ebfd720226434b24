import { createPageCamera } from "../../drivers/face-camera/page-camera.ts";
import { createPageInk } from "../../drivers/signature-pad/page-ink.ts";
import { decodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { calibrateCamera } from "../capture/calibrate-camera.ts";
import {
  addCalibration,
  type CameraCalibration,
  type CameraColours,
  noCameraColours,
} from "../capture/camera-colours.ts";
import { openCameraColoursOf } from "../compose-calibration.ts";
import { composeFaceCamera } from "../compose-devices/compose-face-camera.ts";
import type { BoothConfig } from "../config/booth-config.ts";
import { readBoothConfig } from "../config/read-config.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { BoothError } from "../kernel/errors.ts";
import { createSilentLogger } from "../kernel/logger.ts";
import type { Settings } from "../settings/settings.ts";
import { withState } from "./enrol.ts";
import { readOptions } from "./read-options.ts";
import type { Terminal, Verb } from "./verb.ts";

/** `bilik calibrate backdrop|list|forget`: how the face camera's colours are read, set up once on a booth that does not run. */
export const calibrateVerb: Verb = {
  name: "calibrate",
  summary: {
    id: "menyetel warna kamera wajah dengan kartu abu-abu",
    en: "sets how the face camera's colours are read, by a gray card",
  },
  usage: {
    id: `bilik calibrate backdrop [--config BERKAS] [--state FOLDER] [--json]
bilik calibrate list [--json]
bilik calibrate forget

backdrop: nyalakan lampu bilik seperti biasa, pegang kartu abu-abu atau putih polos di tempat wajah, tegak menghadap
kamera, sampai memenuhi tengah gambar. Warna latar lalu dinilai seperti di bawah cahaya netral. Kamera lain perlu
disetel sendiri; ulangi bila lampu diganti. Perangkat dan keseimbangan putih kamera harus tetap (whiteBalanceK).
list: yang tersimpan. forget: menghapus semuanya.

Hanya selagi \`bilik booth\` tidak berjalan. Kode keluar: 0 tersimpan, 1 ditolak beserta sebabnya.`,
    en: `bilik calibrate backdrop [--config F] [--state DIR] [--json]
bilik calibrate list [--json]
bilik calibrate forget

backdrop: light the booth as usual and hold a plain gray or white card where faces are, upright before the camera, until
it fills the middle of the picture. The backdrop's colour is then judged as in neutral light. Another camera needs its own;
do it again when lamps change. The camera's white balance must stand still (whiteBalanceK).
list: what is stored. forget: deletes all of it.

Only while \`bilik booth\` does not run. Exit code: 0 stored, 1 refused, with the reason.`,
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      config: { type: "string" },
      state: { type: "string" },
      json: { type: "boolean", default: false },
    });
    const [action, ...rest] = positionals;
    if (rest.length > 0 || (action !== "backdrop" && action !== "list" && action !== "forget")) {
      throw new BoothError("command.usage", { problem: "say backdrop, list or forget" });
    }
    const config = withState(await readBoothConfig(values.config), values.state);
    const colours = await openCameraColoursOf(config);
    try {
      if (action === "backdrop") await calibrate(config, colours, terminal);
      if (action === "forget") await colours.update(() => noCameraColours);
      print(colours.value(), values.json, terminal);
      return 0;
    } finally {
      await colours.close();
    }
  },
};

const frameTimeoutMs = 15_000;

/** @throws BoothError `calibration.refused` when the card cannot be read, or there is no camera to read it with */
async function calibrate(
  { devices }: BoothConfig,
  colours: Settings<CameraColours>,
  { stop: signal, remark, language }: Terminal,
): Promise<void> {
  const { driver } = devices.faceCamera;
  if (driver === "simulator" || driver === "page") {
    throw new BoothError("calibration.refused", { reason: `driver-${driver}`, value: 0, limit: 0 });
  }
  const clock = createSystemClock();
  const { slowFactor } = devices;
  const camera = composeFaceCamera(devices.faceCamera, noSimulator, {
    ...{ clock, slowFactor, decodeJp2, logger: createSilentLogger() },
    page: { camera: createPageCamera(), ink: createPageInk() },
  });
  remark(language === "id" ? "Melihat kartu …" : "Looking at the card …");
  try {
    const result = await calibrateCamera({ camera, clock, frameTimeoutMs: frameTimeoutMs * slowFactor, signal });
    if (result.kind === "refused") {
      const { code, value, limit } = result.reason;
      throw new BoothError("calibration.refused", { reason: code, value, limit });
    }
    await colours.update((before) => addCalibration(before, result.calibration));
  } finally {
    await camera.close();
  }
}

/** Never opened: only what the configuration names is. */
const noSimulator = {} as Parameters<typeof composeFaceCamera>[1];

function print(colours: CameraColours, isJson: boolean, { print: say, language }: Terminal): void {
  if (isJson) say(JSON.stringify(colours));
  else if (colours.calibrations.length > 0) for (const calibration of colours.calibrations) say(describe(calibration));
  else say(language === "id" ? "Belum ada kamera yang disetel." : "No camera has been calibrated.");
}

function describe({ camera, gains, calibratedAt }: CameraCalibration): string {
  const { driver, model, serial } = camera;
  return `${driver} ${model} ${serial}: R × ${gains.red.toFixed(3)}, B × ${gains.blue.toFixed(3)} (${calibratedAt})`;
}
