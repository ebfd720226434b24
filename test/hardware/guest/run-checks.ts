// Runs in the guest: every device's checks, one after the other, told to the host line by line.
import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { formatGuestReport } from "../guest-report.ts";
import { createCheckList, reportSkipped } from "./check-list.ts";

const hasProgram = (name: string) =>
  (process.env["PATH"] ?? "").split(":").some((dir) => {
    try {
      accessSync(join(dir, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** Each is loaded when its turn comes: what a device's driver brings along takes seconds here. */
const groups = [
  {
    device: "signature pad",
    programs: [],
    load: async () => (await import("./check-signature-pad.ts")).checkSignaturePad,
  },
  {
    device: "fingerprint reader",
    programs: ["usbip"],
    load: async () => (await import("./check-fingerprint.ts")).checkFingerprint,
  },
  {
    device: "face camera",
    programs: ["ffmpeg", "v4l2-ctl"],
    load: async () => (await import("./check-face-camera.ts")).checkFaceCamera,
  },
] as const;

for (const { device, programs, load } of groups) {
  const missing = programs.filter((program) => !hasProgram(program));
  if (missing.length > 0) {
    reportSkipped(device, `not installed: ${missing.join(", ")}`);
    continue;
  }
  const loaded: (() => Promise<void>)[] = [];
  await createCheckList(device).check("its driver loads", async () => {
    loaded.push(await load());
    return "";
  });
  for (const run of loaded) await run();
}
process.stdout.write(formatGuestReport({ kind: "end" }));
// What a check has left behind may keep the process, and with it the machine.
process.exit(0);
