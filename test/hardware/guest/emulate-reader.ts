// A U.are.U 4500 on a USB/IP bus, until it is killed. Told over IPC when a finger comes and goes.
import { describeUru } from "../../../drivers/fingerprint/uru4000-descriptors.ts";
import { createUruEmulator } from "../../../drivers/fingerprint/uru4000-emulator.ts";
import { uruRequest } from "../../../drivers/fingerprint/uru4000-protocol.ts";
import { startUsbipServer } from "../usbip/usbip-server.ts";
import { type DeviceWord, deviceOrderSchema } from "./device-messages.ts";
import { makeRidges } from "./make-ridges.ts";

/** The one that clients of USB/IP look on unless told otherwise. */
const usbipPort = 3_240;

const ridges = makeRidges();
let finger: Uint8Array | null = null;
const say = (word: DeviceWord) => process.send?.(word);
const reader = createUruEmulator({ isScrambled: true, finger: () => finger });
const server = await startUsbipServer(
  {
    descriptors: describeUru("EMU-URU-1"),
    controlIn: ({ kind, request, value, lengthBytes }) =>
      kind === "vendor" && request === uruRequest ? reader.readRegister(value, lengthBytes) : null,
    controlOut: ({ kind, request, value }, data) => {
      if (kind !== "vendor" || request !== uruRequest) return false;
      reader.writeRegister(value, data);
      return true;
    },
    take: reader.take,
  },
  usbipPort,
);

process.on("message", (message) => {
  const order = deviceOrderSchema.parse(message);
  if (order.kind === "write") return;
  finger = order.kind === "touch" ? ridges : null;
  reader.look();
  server.flush();
});
say({ kind: "plugged" });
