import { join } from "node:path";
import type { OperatorBook } from "./access/operator-book.ts";
import { type CredentialSeal, createCredentialSeal } from "./access/seal-credentials.ts";
import type { CameraColours } from "./capture/camera-colours.ts";
import { openOperatorBook } from "./compose-access.ts";
import { openCameraColours } from "./compose-calibration.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import { type BoundedJournal, openJournal } from "./journal/open-journal.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Logger } from "./kernel/logger.ts";
import { emptyRegisterBook, type RegisterBook, registerBookSchema } from "./letters/register-book.ts";
import { openSettings } from "./settings/open-settings.ts";
import type { Settings } from "./settings/settings.ts";
import { type OpenVault, openVault } from "./vault/open-vault.ts";
import { loadSoftKey } from "./vault/soft-key.ts";
import { type VisitSnapshot, visitSnapshotSchema } from "./visit/visit-snapshot.ts";

type Officers = { readonly book: Settings<OperatorBook>; readonly seal: CredentialSeal };

/** What of a booth survives a power cut. */
export type Storage = {
  readonly journal: BoundedJournal;
  readonly vault: OpenVault;
  readonly snapshots: Settings<{ readonly snapshot: VisitSnapshot | null }>;
  readonly registerBook: Settings<RegisterBook>;
  /** Numbers of recordings, counted as those of letters are. */
  readonly recordingBook: Settings<RegisterBook>;
  readonly officers: Officers;
  readonly cameraColours: Settings<CameraColours>;
};

/** Ends what is being written, and lets the next process have it. */
export async function closeStorage(storage: Storage): Promise<void> {
  const { journal, vault, snapshots, registerBook, recordingBook, officers, cameraColours } = storage;
  await Promise.all([
    registerBook.close(),
    recordingBook.close(),
    officers.book.close(),
    snapshots.close(),
    cameraColours.close(),
    vault.close(),
  ]);
  await journal.close();
}

export type StorageParts = { readonly config: BoothConfig; readonly clock: Clock; readonly logger: Logger };

/**
 * Opens all of it in one folder, or nothing.
 * @throws BoothError `state.in-use`, `journal.corrupt`, `state.corrupt`
 */
export async function openStorage(dir: string, { config, clock, logger }: StorageParts): Promise<Storage> {
  const opened: { readonly close: () => Promise<void> }[] = [];
  const keep = async <T extends { readonly close: () => Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const resource = await opening;
    opened.push(resource);
    return resource;
  };
  try {
    const limitBytes = config.storage.journalLimitBytes;
    const journal = await keep(openJournal({ dir: join(dir, "journal"), clock, logger, limitBytes }));
    const keyEncryptionKey = await loadSoftKey(join(dir, "vault.key"));
    const vault = await keep(openVault({ dir: join(dir, "vault"), keyEncryptionKey }));
    const settingsDir = join(dir, "settings");
    const snapshots = await keep(
      openSettings({ dir: settingsDir, name: "visits", parse: parseSnapshot, initial: { snapshot: null } }),
    );
    const openBook = (name: string) => {
      const parse = (input: unknown) => registerBookSchema.parse(input);
      return keep(openSettings({ dir: settingsDir, name, parse, initial: emptyRegisterBook }));
    };
    const registerBook = await openBook("register-book");
    const recordingBook = await openBook("recording-book");
    const book = await keep(openOperatorBook(settingsDir));
    const cameraColours = await keep(openCameraColours(settingsDir));
    const officers = { book, seal: createCredentialSeal(keyEncryptionKey) };
    return { journal, vault, snapshots, registerBook, recordingBook, officers, cameraColours };
  } catch (error) {
    await Promise.all(opened.map((resource) => resource.close()));
    throw error;
  }
}

function parseSnapshot(input: unknown): { readonly snapshot: VisitSnapshot | null } {
  const { snapshot } = input as { readonly snapshot: unknown };
  return { snapshot: visitSnapshotSchema.nullable().parse(snapshot) };
}
