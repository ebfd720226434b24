import type { WacomEmulator } from "../../../drivers/signature-pad/wacom-emulator.ts";
import { createWacomEmulator } from "../../../drivers/signature-pad/wacom-emulator.ts";
import { wacomReport } from "../../../drivers/signature-pad/wacom-protocol.ts";
import type { HidLink } from "../../../drivers/transport/hid-link.ts";
import { createLinkEvents } from "../../../drivers/transport/link-events.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";

/** What a test may do to a pad's reports. */
export type PadBench = {
  /** What arrives instead of an input report, the how-manieth since the last mending. */
  spoil: ((report: Uint8Array, at: number) => readonly Uint8Array[]) | null;
  /** What arrives instead of the report in which the pad describes itself. */
  spoilFeature: ((report: Uint8Array) => Uint8Array) | null;
  /** Feature reports that are asked for and never come. */
  isMute: boolean;
  isPenStill: boolean;
  pauseMs: number;
};
const soundPad: PadBench = { spoil: null, spoilFeature: null, isMute: false, isPenStill: false, pauseMs: 0 };

/** A pad and its cable, without a kernel between: the same calls as hidraw has. */
export function createFakePad(productId: 0x00a4 | 0x00a8 | 0x00a2, busyPolls = 2) {
  const device = "signature-pad-wacom";
  const bench = { ...soundPad };
  let emulator: WacomEmulator | null = null;
  let lose: () => void = () => undefined;
  let isIn = true;
  let reports = 0;
  const openLink = async (signal: AbortSignal): Promise<HidLink> => {
    signal.throwIfAborted();
    if (!isIn) throw new BoothError("driver.disconnected", { device });
    const events = createLinkEvents(device);
    lose = events.lose;
    const send = (report: Uint8Array) => {
      for (const one of bench.spoil?.(report, reports) ?? [report]) events.receive(one);
      reports += 1;
    };
    const pad = createWacomEmulator({ productId, busyPolls, send });
    emulator = pad;
    return {
      productId,
      serial: "EMU-STU",
      onReport: events.onBytes,
      onLost: events.onLost,
      getFeature: async (id) => {
        await events.perform((done) => {
          if (!bench.isMute) done();
        });
        const report = pad.getFeature(id);
        return id === wacomReport.capability.id ? (bench.spoilFeature?.(report) ?? report) : report;
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
    bench,
    openLink,
    pad: () => emulator,
    pull: () => {
      isIn = false;
      lose();
    },
    insert: () => {
      isIn = true;
    },
    mend: () => {
      Object.assign(bench, soundPad);
      reports = 0;
    },
  };
}
