import { join, resolve } from "node:path";
import { composeUplink, software } from "../compose-booth.ts";
import { loadBoothIdentity, loadOfficeIdentity } from "../compose-keys.ts";
import { openLine } from "../compose-line.ts";
import { openSafeKiosk } from "../compose-safe-kiosk.ts";
import type { BoothConfig } from "../config/booth-config.ts";
import { createSystemClock } from "../kernel/clock.ts";
import type { Logger } from "../kernel/logger.ts";
import { recoverOutbox } from "../uplink/recover-outbox.ts";
import { aborted } from "./office.ts";
import type { Terminal } from "./verb.ts";

/** Safe mode: the booth's own memory cannot be trusted, so it delivers the packages it holds and enrols nobody. */
export async function deliverOnly(config: BoothConfig, logger: Logger, terminal: Terminal): Promise<void> {
  const clock = createSystemClock();
  const owner = { boothId: config.booth.id, createdAt: clock.nowAt() };
  const keysDir = resolve(config.stateDir, "keys");
  const identity = await loadBoothIdentity(keysDir, owner);
  const line = await openLine({ config, clock, logger }, () => loadOfficeIdentity(keysDir, owner));
  try {
    const outbox = await recoverOutbox({ dir: join(config.stateDir, "booth", "outbox"), logger });
    const uplink = composeUplink({ config, identity, line, clock, logger }, outbox, true);
    terminal.print(
      terminal.language === "id"
        ? "MODE AMAN: data bilik rusak. Paket yang tersimpan tetap dikirim; tidak ada perekaman. Panggil teknisi."
        : "SAFE MODE: the booth's data are damaged. Packages it holds are delivered; nobody is enrolled. Call the technician.",
    );
    await uplink.start();
    // What is held is delivered, with a page or without one.
    const kiosk = await openSafeKiosk({ config, line: uplink.status, build: software.version, clock, logger }).catch(
      (error: unknown) => {
        logger.error("kiosk.not-served", { problem: String(error) });
        return null;
      },
    );
    try {
      if (kiosk !== null) terminal.print(kiosk.url);
      await aborted(terminal.stop);
    } finally {
      await kiosk?.close();
      await uplink.stop();
    }
  } finally {
    await line.close();
  }
}
