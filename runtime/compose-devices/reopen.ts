import type { Device } from "../kernel/device.ts";
import { isDriverFailure } from "../kernel/errors.ts";

/** Opens a lost device at once; one that cannot be opened says why in its health, and stays with the supervisor. */
export function reopen(device: Device): void {
  if (device.health().state !== "lost") return;
  device.open().catch((error: unknown) => {
    if (!isDriverFailure(error)) throw error;
  });
}
