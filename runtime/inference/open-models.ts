import type { Infer } from "../kernel/inference.ts";
import { createSession, type Session } from "./create-session.ts";
import { type ModelManifest, type ModelName, readModelManifest } from "./model-manifest.ts";
import { readModel } from "./read-model.ts";

/** Networks or trees, ready to run. The caller closes them. */
export type OpenModels<Name extends ModelName> = {
  readonly infer: Readonly<Record<Name, Infer>>;
  /** SHA-256 of each file that was loaded, by model name. */
  readonly hashes: Readonly<Record<Name, string>>;
  /** Waits for what is running, then frees the sessions. Safe to call twice. */
  readonly close: () => Promise<void>;
};

/**
 * Loads the named models from the folder into which `bilik models build` has put them, each checked against the manifest, and the
 * very bytes that were checked. One after the other: making a session holds the thread, so side by side wins nothing.
 * @throws BoothError `model.missing`, `model.mismatch` or `model.unsupported`; then none stays open
 */
export async function openModels<Name extends ModelName>(
  dir: string,
  names: readonly Name[],
): Promise<OpenModels<Name>> {
  const manifest: ModelManifest = await readModelManifest();
  const sessions: Session[] = [];
  const close = async () => {
    await Promise.all(sessions.splice(0).map((session) => session.close()));
  };
  try {
    const opened: [Name, Infer][] = [];
    for (const name of names) {
      const session = await createSession(await readModel(dir, manifest[name]), manifest[name].file);
      sessions.push(session);
      opened.push([name, session.infer]);
    }
    return {
      infer: Object.fromEntries(opened) as Record<Name, Infer>,
      hashes: Object.fromEntries(names.map((name) => [name, manifest[name].sha256])) as Record<Name, string>,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
