import { join } from "node:path";
import { z } from "zod";
import { type BoundedJournal, openJournal } from "../../runtime/journal/open-journal.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../runtime/kernel/logger.ts";
import { openSettings } from "../../runtime/settings/open-settings.ts";
import type { Settings } from "../../runtime/settings/settings.ts";
import { type OpenVault, openVault } from "../../runtime/vault/open-vault.ts";
import { loadSoftKey } from "../../runtime/vault/soft-key.ts";

/** All the durable state of a booth, as the victim of a fault writes it and its survivor reads it. */
export type StateFolder = {
  readonly journal: BoundedJournal;
  readonly vault: OpenVault;
  readonly settings: Settings<Counter>;
  readonly close: () => Promise<void>;
};

export type Counter = { readonly round: number };
const counterSchema = z.strictObject({ round: z.number().int() });

/** Small segments, so that faults hit their rotation too. */
const segmentLimitBytes = 64 * 1024;

export async function openStateFolder(dir: string): Promise<StateFolder> {
  const journal = await openJournal({
    dir: join(dir, "journal"),
    clock: createSystemClock(),
    logger: createSilentLogger(),
    segmentLimitBytes,
  });
  const keyEncryptionKey = await loadSoftKey(join(dir, "key"));
  const vault = await openVault({ dir: join(dir, "vault"), keyEncryptionKey });
  const parse = (input: unknown) => counterSchema.parse(input);
  const settings = await openSettings<Counter>({
    dir: join(dir, "settings"),
    name: "counter",
    parse,
    initial: { round: 0 },
  });
  return {
    journal,
    vault,
    settings,
    close: async () => {
      await settings.close();
      await vault.close();
      await journal.close();
    },
  };
}
