import { describe, expect, it } from "vitest";
import { createPageCamera } from "../../../drivers/face-camera/page-camera.ts";
import { createPageInk } from "../../../drivers/signature-pad/page-ink.ts";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { defaultSlapLimits, segmentSlap } from "../../../pipelines/fingerprint/slap/segment-slap.ts";
import type { Pipelines } from "../../../runtime/capture/pipelines.ts";
import { composeDevices } from "../../../runtime/compose-devices/compose-devices.ts";
import { composeSimulated } from "../../../runtime/compose-simulated.ts";
import { devicesConfigSchema } from "../../../runtime/config/devices/devices-config.ts";
import type { CanonicalFace } from "../../../runtime/kernel/canonical-face.ts";
import { createSilentLogger, type LogFields } from "../../../runtime/kernel/logger.ts";
import { createManualClock } from "../../manual-clock.ts";

const slaps: Pipelines["segmentSlap"] = async (image, wish) => segmentSlap(image, wish, defaultSlapLimits);

function compose(config: object) {
  const warnings: { readonly event: string; readonly fields: LogFields }[] = [];
  const warn = (event: string, fields: LogFields = {}) => warnings.push({ event, fields });
  const clock = createManualClock();
  const { devices, slapScanner } = composeSimulated({} as CanonicalFace, clock);
  const page = { camera: createPageCamera(), ink: createPageInk() };
  const parts = { clock, logger: { ...createSilentLogger(), warn }, page, decodeJp2, slapScanner, segmentSlap: slaps };
  return { devices: composeDevices(devicesConfigSchema.parse(config), devices, parts), warnings };
}

describe("devices by their configuration", () => {
  it("are named by what stays the same: a path of udev's, a serial number, a queue", () => {
    const { devices, warnings } = compose({
      fingerprint: { driver: "uru4000", serial: "U-1" },
      faceCamera: { driver: "gphoto2", serial: "0123456789AB" },
      irisCamera: { driver: "v4l2", path: "/dev/v4l/by-id/usb-ELP_IR-video-index0" },
      signaturePad: { driver: "topaz", path: "/dev/serial/by-id/usb-FTDI-if00-port0", model: "siglite-1x5" },
      documentScanner: { driver: "sane", scanner: "epson2:libusb:001:004", serial: "SCAN-7" },
      boothIo: { driver: "firmata", path: "/dev/booth/io" },
      printer: { driver: "cups", queue: "Kantor" },
    });
    expect(warnings).toEqual([]);
    expect(Object.values(devices).map(({ name }) => name)).toEqual([
      ...["fingerprint-uru4000", "face-camera-gphoto2", "iris-camera-v4l2", "signature-pad-topaz"],
      ...["document-scanner-sane", "booth-io-firmata", "printer-cups"],
    ]);
  });

  it("read fingers four, four and two at a time, and one where one is asked for, with one device", () => {
    const { devices } = compose({ fingerprint: { driver: "slap-simulator" } });
    expect(devices.fingerprint.name).toBe("slap-scanner-simulator");
    expect(devices.slapScanner?.name).toBe("slap-scanner-simulator");
    expect(compose({}).devices.slapScanner).toBeUndefined();
  });

  it("over SBI are one device for fingers and slaps, of which it is not known before it is open whether it takes them", () => {
    const { devices } = compose({ fingerprint: { driver: "sbi", authorityPath: "authorities.pem" } });
    expect(devices.fingerprint.name).toBe("fingerprint-sbi");
    expect(devices.slapReader?.name).toBe("fingerprint-sbi");
    expect(devices.slapReader?.takesSlaps()).toBe(false);
    expect(devices.slapScanner).toBeUndefined();
    expect(compose({}).devices.slapReader).toBeUndefined();
  });

  it("are warned of where a name may be another device's tomorrow", () => {
    const { warnings } = compose({
      fingerprint: { driver: "zfm", path: "/dev/ttyUSB0" },
      faceCamera: { driver: "v4l2", path: "/dev/video0" },
    });
    expect(warnings).toEqual([
      { event: "device.passing-path", fields: { role: "fingerprint", path: "/dev/ttyUSB0" } },
      { event: "device.passing-path", fields: { role: "faceCamera", path: "/dev/video0" } },
    ]);
  });

  it("by a serial number that nobody has are not there", async () => {
    const { devices } = compose({
      faceCamera: { driver: "gphoto2", serial: "NOBODY" },
      documentScanner: { driver: "sane", scanner: "epson2:libusb:001:004", serial: "NOBODY" },
    });
    for (const device of [devices.faceCamera, devices.documentScanner])
      await expect(device.open()).rejects.toMatchObject({ code: "driver.disconnected" });
  });
});
