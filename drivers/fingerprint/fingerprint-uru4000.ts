import type { FingerPosition } from "../../runtime/kernel/biometric.ts";
import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import { createFrameSession } from "../transport/frame-session.ts";
import { greetDevice } from "../transport/greet-device.ts";
import type { OpenUsbLink, UsbLink } from "../transport/usb-link.ts";
import type { FingerprintDriver, FingerprintFrame } from "./fingerprint-driver.ts";
import { resamplePrint } from "./resample-print.ts";
import { uruLinesMax, uruRegister, uruRequest, uruWidthPx } from "./uru4000-protocol.ts";
import { type UruSensor, wakeUruSensor } from "./uru4000-sensor.ts";

export type UruOptions = {
  readonly clock: Clock;
  readonly openLink: OpenUsbLink;
  /** Of this very reader, from a printed grid; the sensor's pixels are not quite square. */
  readonly ppiAcross: number;
  readonly ppiDown: number;
  readonly slowFactor: number;
};

const name = "fingerprint-uru4000";
/** The vendor's figure for the whole family. */
export const uruNominalPpi = 512;
const versionBytes = 16;

type Up = { readonly link: UsbLink; readonly sensor: UruSensor; readonly ending: AbortController };

/** A U.are.U 4000, 4000B or 4500 on USB: one finger, 8 bits, without an image-quality certificate. */
export function createUruReader({ clock, openLink, ppiAcross, ppiDown, slowFactor }: UruOptions): FingerprintDriver {
  let up: Up | null = null;
  const session = createFrameSession<FingerPosition, FingerprintFrame>({
    name,
    clock,
    openTimeoutMs: 10_000 * slowFactor,
    provenance: describe(null, "unknown"),
    findFault: ({ image }) => findGrayFault(image),
    open: async (signal) => {
      const link = await openLink(signal);
      const ending = new AbortController();
      const stop = () => ending.abort();
      signal.addEventListener("abort", stop, { once: true });
      try {
        return await greetDevice(link, signal, async () => {
          const parts = { device: name, clock, link, slowFactor, onLost: session.lose, signal: ending.signal };
          const sensor = await wakeUruSensor(parts, signal);
          const found = describe(link, await readFirmware(link));
          up = { link, sensor, ending };
          return found;
        });
      } catch (error) {
        ending.abort();
        throw error;
      } finally {
        signal.removeEventListener("abort", stop);
      }
    },
    close: async () => {
      const closing = up;
      up = null;
      if (closing === null) return;
      closing.ending.abort();
      // A reader that is gone already cannot be turned off.
      await closing.sensor.turnOff().catch(() => undefined);
      await closing.link.close();
    },
    look: async function* look(_position, signal) {
      for (let isFirst = true; ; isFirst = false) {
        if (up === null) throw new BoothError("driver.disconnected", { device: name });
        const { sensor } = up;
        // The next impression is a new one: the finger has to leave first.
        if (!isFirst) await sensor.awaitNoFinger(signal);
        await sensor.awaitFinger(signal);
        const pixels = await sensor.capture(signal);
        const raw = { widthPx: uruWidthPx, heightPx: uruLinesMax, pixels, ppiAcross, ppiDown };
        yield { image: await resamplePrint(raw), deviceScore: null };
      }
    },
  });
  return session.source;
}

async function readFirmware(link: UsbLink): Promise<string> {
  const bytes = await link.readRegister({ request: uruRequest, value: uruRegister.version }, versionBytes);
  const [high = 0, low = 0, sensorHigh = 0, sensorLow = 0] = [bytes[10], bytes[11], bytes[4], bytes[5]];
  const hex = (value: number) => value.toString(16).padStart(2, "0");
  return `${hex(high)}${hex(low)}/${hex(sensorHigh)}${hex(sensorLow)}`;
}

function describe(link: UsbLink | null, firmware: string): Provenance {
  const serial = link?.serial ?? "";
  return {
    driver: name,
    model: "DigitalPersona U.are.U 4000 family",
    serial: serial === "" ? "unknown" : serial,
    firmware,
    hardwareId: link === null ? null : `usb:05ba:${link.productId.toString(16).padStart(4, "0")}`,
    nativePpi: uruNominalPpi,
    bitDepth: 8,
    isCertified: false,
    isSimulated: serial.startsWith("EMU-"),
  };
}
