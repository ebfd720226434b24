import { resolve } from "node:path";
import { loadOfficeIdentity } from "../compose-keys.ts";
import { composeOffice } from "../compose-line.ts";
import { readBoothConfig } from "../config/read-config.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { BoothError } from "../kernel/errors.ts";
import { createLogger } from "../kernel/logger.ts";
import { withState } from "./enrol.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import type { Verb } from "./verb.ts";

/** `bilik office`: the receiving end, for a broker that runs elsewhere. */
export const officeVerb: Verb = {
  name: "office",
  summary: { id: "menjalankan penerima di kantor", en: "run the receiving end" },
  usage: {
    id: `bilik office --config BERKAS [--state FOLDER]

Menerima paket dari broker pada konfigurasi (broker.url), menyimpannya sekali di FOLDER/office, dan menjawab
masing-masing dengan tanda terima bertanda tangan. Berhenti dengan Ctrl-C.`,
    en: `bilik office --config F [--state DIR]

Takes packages from the configured broker (broker.url), stores each once in DIR/office, and answers each with a signed
receipt. Ends with Ctrl-C.`,
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, { config: { type: "string" }, state: { type: "string" } });
    refuseNames(positionals);
    const config = withState(await readBoothConfig(values.config), values.state);
    const { url } = config.broker;
    if (url === "embedded")
      throw new BoothError("command.usage", { problem: "the office needs broker.url in --config F" });
    const clock = createSystemClock();
    const owner = { boothId: config.booth.id, createdAt: clock.nowAt() };
    const identity = await loadOfficeIdentity(resolve(config.stateDir, "keys"), owner);
    const office = await composeOffice({ config, clock, logger: createLogger(config.logLevel) }, url, identity);
    office.onReceived(({ entry }) => terminal.print(`${entry.packageId} ${entry.remark}`));
    await office.start();
    terminal.remark(terminal.language === "id" ? `Kantor siap di ${url}` : `Office ready on ${url}`);
    await aborted(terminal.stop);
    await office.stop();
    return 0;
  },
};

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
