import { execFile } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { createUruReader } from "../../../drivers/fingerprint/fingerprint-uru4000.ts";
import { resamplePrint } from "../../../drivers/fingerprint/resample-print.ts";
import {
  uruInterfaceClass,
  uruLinesMax,
  uruProductIds,
  uruVendorId,
  uruWidthPx,
} from "../../../drivers/fingerprint/uru4000-protocol.ts";
import { createUsbLink } from "../../../drivers/transport/usb-link.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { emulatedBusId } from "../usbip/usbip-session.ts";
import { createCable } from "./cable.ts";
import { claim, claimSame, createCheckList, failureOf, slowFactor, waitUntil } from "./check-list.ts";
import type { DeviceProcess } from "./device-process.ts";
import { makeRidges } from "./make-ridges.ts";
import { takeFrame } from "./take-frame.ts";

const run = promisify(execFile);
const clock = createSystemClock();
const waitMs = 3_000 * slowFactor;
/** As `emulate-reader.ts` says it. */
const serial = "EMU-URU-1";
const ppi = { ppiAcross: 512, ppiDown: 512 };

/** usb → usbfs → vhci-hcd → USB/IP → an emulated U.are.U 4500. */
export async function checkFingerprint(): Promise<void> {
  const { check } = createCheckList("fingerprint reader");
  const choice = {
    ...{ device: "fingerprint-uru4000", vendorId: uruVendorId, productIds: uruProductIds, serial },
    interfaceClass: uruInterfaceClass,
  };
  const create = () => createUruReader({ clock, openLink: createUsbLink(choice), ...ppi, slowFactor });
  const device = create();
  // Debian's own client: what it understands, our server has said right.
  const attach = () => run("usbip", ["attach", "-r", "127.0.0.1", "-b", emulatedBusId], { timeout: waitMs });
  const cable = createCable("emulate-reader.ts", waitMs, attach);
  const open = () => waitUntil(async () => (await failureOf(device.open())) === "none", waitMs, "opened");
  const scan = async (reader: DeviceProcess) => {
    const looking = takeFrame(device, 2, waitMs);
    await waitUntil(() => device.health().state === "busy", waitMs, "busy");
    reader.say({ kind: "touch" });
    const { image } = await looking;
    reader.say({ kind: "lift" });
    return describeDifference(image, await expectedPrint());
  };

  await check("is not there until it is plugged in", async () => {
    claimSame(await failureOf(device.open()), "driver.disconnected", "opening");
    return "";
  });
  await check("opens, and says what it is", async () => {
    await cable.insert();
    await open();
    const { firmware, hardwareId, isSimulated, isCertified, ...found } = device.provenance();
    claimSame([found.serial, firmware, hardwareId], [serial, "0501/0000", "usb:05ba:000a"], "provenance");
    claimSame([isSimulated, isCertified], [true, false], "provenance");
    return `${hardwareId} ${serial}`;
  });
  await check("gives the finger that lies on it", async () => scan(cable.device()));
  await check("is lost when it is unplugged while it waits for a finger", async () => {
    const looking = failureOf(takeFrame(device, 2, waitMs));
    await waitUntil(() => device.health().state === "busy", waitMs, "busy");
    const startMs = performance.now();
    await cable.pull();
    claimSame(await looking, "driver.disconnected", "looking");
    const noticedMs = Math.round(performance.now() - startMs);
    claimSame(device.health(), { state: "lost", lastFailure: "driver.disconnected" }, "health");
    await waitUntil(async () => (await failureOf(device.open())) === "driver.disconnected", waitMs, "refused");
    return `noticed after ${noticedMs} ms`;
  });
  await check("comes back, and gives a finger again", async () => {
    await cable.insert();
    await open();
    return scan(cable.device());
  });
  await check("is refused to a second program, and goes on with the first", async () => {
    const other = create();
    claimSame(await failureOf(other.open()), "driver.busy", "opening");
    await other.close();
    return scan(cable.device());
  });
  await check("can be closed and opened again", async () => {
    await device.close();
    await device.open();
    return scan(cable.device());
  });
  await check("is lost when it is unplugged while its image is on the way", async () => {
    const looking = failureOf(takeFrame(device, 2, waitMs));
    await waitUntil(() => device.health().state === "busy", waitMs, "busy");
    cable.device().say({ kind: "touch" });
    await delay(5);
    await cable.pull();
    const outcome = await looking;
    claim(["driver.disconnected", "none"].includes(outcome), `looking: ${outcome}`);
    await waitUntil(() => device.health().state === "lost", waitMs, "lost");
    await cable.insert();
    await open();
    return outcome === "none" ? "the image was faster" : outcome;
  });
  await check("is lost when it is unplugged while nobody looks", async () => {
    await cable.pull();
    await waitUntil(() => device.health().state === "lost", waitMs, "lost");
    await device.close();
    claimSame(device.health().state, "closed", "health");
    return "";
  });
  await cable.pull();
  await device.close();
}

/** The finger as it was made: ridges dark, turned by half a circle, at 500 ppi. */
function expectedPrint(): Promise<GrayImage> {
  const pixels = new Uint8Array(uruWidthPx * uruLinesMax).fill(255);
  pixels.set(makeRidges().map((level) => 255 - level));
  return resamplePrint({ widthPx: uruWidthPx, heightPx: uruLinesMax, pixels: pixels.reverse(), ...ppi });
}

/** The scrambling takes the last byte of each of three blocks with it, and the resampling spreads it a little. */
const damagedPixelsMax = 150;

function describeDifference(image: GrayImage, wanted: GrayImage): string {
  claimSame([image.widthPx, image.heightPx], [wanted.widthPx, wanted.heightPx], "size");
  const different = image.pixels.filter((level, at) => Math.abs(level - (wanted.pixels[at] ?? 0)) > 1).length;
  claim(different <= damagedPixelsMax, `${different} pixels are not those of the finger`);
  return `${image.widthPx}×${image.heightPx}, ${different} pixels differ`;
}
