import { join } from "node:path";
import type { Access } from "./access/open-access.ts";
import { createCredentialSeal } from "./access/seal-credentials.ts";
import { composeAccess, openOperatorBook } from "./compose-access.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import { openJournal } from "./journal/open-journal.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Logger } from "./kernel/logger.ts";
import { loadSoftKey } from "./vault/soft-key.ts";

/**
 * The officers of a booth that does not run, for whoever sets it up. Nothing is compared here: it has no matcher.
 * @throws BoothError `state.in-use` while the booth runs
 */
export async function openOperators(
  { stateDir, storage }: Pick<BoothConfig, "stateDir" | "storage">,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Promise<{ readonly access: Access; readonly close: () => Promise<void> }> {
  const dir = join(stateDir, "booth");
  const journal = await openJournal({
    dir: join(dir, "journal"),
    clock,
    logger,
    limitBytes: storage.journalLimitBytes,
  });
  try {
    const seal = createCredentialSeal(await loadSoftKey(join(dir, "vault.key")));
    const book = await openOperatorBook(join(dir, "settings"));
    const unasked = async (): Promise<never> => {
      throw new RangeError("nobody logs in here");
    };
    const pipelines = { describePrint: unasked, scorePrints: unasked };
    const { access } = composeAccess({ book, seal, journal, pipelines, clock });
    const close = async () => {
      await book.close();
      await journal.close();
    };
    return { access, close };
  } catch (error) {
    await journal.close();
    throw error;
  }
}
