import type { WacomEmulator } from "../../../drivers/signature-pad/wacom-emulator.ts";
import { createWacomEmulator } from "../../../drivers/signature-pad/wacom-emulator.ts";
import type { HidLink } from "../../../drivers/transport/hid-link.ts";
import { createLinkEvents } from "../../../drivers/transport/link-events.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";

/** A pad and its cable, without a kernel between: the same calls as hidraw has. */
export function createFakePad(productId: 0x00a4 | 0x00a8 | 0x00a2, busyPolls = 2) {
  const device = "signature-pad-wacom";
  let emulator: WacomEmulator | null = null;
  let lose: () => void = () => undefined;
  let isIn = true;
  const openLink = async (signal: AbortSignal): Promise<HidLink> => {
    signal.throwIfAborted();
    if (!isIn) throw new BoothError("driver.disconnected", { device });
    const events = createLinkEvents(device);
    lose = events.lose;
    const pad = createWacomEmulator({ productId, busyPolls, send: events.receive });
    emulator = pad;
    return {
      productId,
      serial: "EMU-STU",
      onReport: events.onBytes,
      onLost: events.onLost,
      getFeature: async (id) => {
        await events.perform((done) => done());
        return pad.getFeature(id);
      },
      setFeature: (report) =>
        events.perform((done) => {
          pad.setFeature(report);
          done();
        }),
      close: async () => events.retire(),
    };
  };
  return {
    openLink,
    pad: () => emulator,
    pull: () => {
      isIn = false;
      lose();
    },
    insert: () => {
      isIn = true;
    },
  };
}
