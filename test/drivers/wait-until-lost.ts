import type { Device } from "../../runtime/kernel/device.ts";

/** Nobody tells a client that a service has died: it finds out by itself, within its interval. */
export async function waitUntilLost(device: Device): Promise<void> {
  for (let tries = 0; device.health().state !== "lost" && tries < 500; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
