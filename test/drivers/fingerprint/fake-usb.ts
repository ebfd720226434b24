import { setTimeout as delay } from "node:timers/promises";
import { createUruEmulator, type UruFault } from "../../../drivers/fingerprint/uru4000-emulator.ts";
import type { UsbLink } from "../../../drivers/transport/usb-link.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";

const clock = createSystemClock();
const device = "fingerprint-uru4000";

/** A reader whose finger and faults a test sets. */
export type UruBench = {
  finger: Uint8Array | null;
  /** With the next image alone, or with each one where it is `isLasting`. */
  fault: UruFault | null;
  isLasting: boolean;
  isScrambled: boolean;
  isDoubling: boolean;
  /** Another program has the interface. */
  isHeld: boolean;
  /** Control transfers that are never answered. */
  isMute: boolean;
  slowMs: number;
};

export const newUruBench = (change: Partial<UruBench> = {}): UruBench => ({
  ...{ finger: null, fault: null, isLasting: false, isScrambled: true, isDoubling: false, isHeld: false },
  ...{ isMute: false, slowMs: 0 },
  ...change,
});

/** The reader and its cable, without a kernel between: the same calls as usbfs has. */
export function createUruCable(bench: UruBench) {
  let isIn = true;
  const openLink = async (signal: AbortSignal): Promise<UsbLink> => {
    signal.throwIfAborted();
    if (!isIn) throw new BoothError("driver.disconnected", { device });
    if (bench.isHeld) throw new BoothError("driver.busy", { device, operation: "another program's" });
    const emulator = createUruEmulator({
      isScrambled: bench.isScrambled,
      finger: () => bench.finger,
      isDoubling: () => bench.isDoubling,
      fault: () => {
        const { fault } = bench;
        if (!bench.isLasting) bench.fault = null;
        return fault;
      },
    });
    let isOpen = true;
    const guard = async () => {
      if (!isIn || !isOpen) throw new BoothError("driver.disconnected", { device });
      // A hung transfer ends when the link is closed, as libusb's do.
      while (bench.isMute && isOpen && isIn) await delay(2);
      if (!isIn || !isOpen) throw new BoothError("driver.disconnected", { device });
    };
    return {
      productId: 0x000a,
      serial: "EMU-URU",
      readRegister: async ({ value }, lengthBytes) => {
        await guard();
        return emulator.readRegister(value, lengthBytes);
      },
      writeRegister: async ({ value }, bytes) => {
        await guard();
        emulator.writeRegister(value, bytes);
      },
      read: async (endpoint, _lengthBytes, timeoutMs) => {
        const giveUpMs = clock.monotonicMs() + timeoutMs;
        while (clock.monotonicMs() < giveUpMs) {
          await guard();
          emulator.look();
          const answer = emulator.take(endpoint);
          if (answer !== null && bench.slowMs > 0) await delay(bench.slowMs);
          if (answer !== null) return answer;
          await delay(2);
        }
        return null;
      },
      close: async () => {
        isOpen = false;
      },
    };
  };
  return {
    openLink,
    pull: () => {
      isIn = false;
    },
    insert: () => {
      isIn = true;
    },
  };
}
