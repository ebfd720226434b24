// A Wacom STU-540 on this machine's HID bus, until it is killed. Told over IPC what its pen does.
import { setTimeout as delay } from "node:timers/promises";
import { describeWacomReports } from "../../../drivers/signature-pad/wacom-descriptor.ts";
import { createWacomEmulator } from "../../../drivers/signature-pad/wacom-emulator.ts";
import { wacomVendorId } from "../../../drivers/signature-pad/wacom-protocol.ts";
import { plugUhidDevice } from "../uhid/uhid-device.ts";
import { type DeviceWord, deviceOrderSchema, type PenPoint } from "./device-messages.ts";

const productId = 0x00a8;
const serial = "EMU-STU-1";

const say = (word: DeviceWord) => process.send?.(word);
const pad = createWacomEmulator({
  productId,
  busyPolls: 2,
  send: (report) => void device.send(report),
});
const device = await plugUhidDevice({
  identity: { name: "Wacom STU-540", serial, vendorId: wacomVendorId, productId, descriptor: describeWacomReports() },
  getFeature: pad.getFeature,
  setFeature: (report) => {
    const before = pad.see();
    pad.setFeature(report);
    const { isInking, images, imageBytes } = pad.see();
    if (isInking !== before.isInking || images !== before.images) say({ kind: "screen", isInking, images, imageBytes });
  },
});

process.on("message", (message) => {
  const order = deviceOrderSchema.parse(message);
  if (order.kind === "write") void write(order.points, order.everyMs);
});
say({ kind: "plugged" });
await device.ended;

/**
 * A pad does not wait for whoever reads it, but this one never makes up for lost time either: where a whole machine stands
 * still for a moment, as an emulated one may, its pen does so too.
 */
async function write(points: readonly PenPoint[], everyMs: number): Promise<void> {
  for (const point of points) {
    pad.press(point);
    await delay(everyMs);
  }
  say({ kind: "written" });
}
