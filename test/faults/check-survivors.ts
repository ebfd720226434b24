import type { JournalEntry } from "../../runtime/journal/journal.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { OpenVault } from "../../runtime/vault/open-vault.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import { openStateFolder } from "./state-folder.ts";

export type Survival = {
  readonly acknowledged: number;
  /** Acknowledged, and not there as it was acknowledged; named. */
  readonly lost: readonly string[];
  /** What could not be opened or read at all; named. */
  readonly corrupt: readonly string[];
  readonly tornBytesCut: number;
};

/** Opens what a fault left as the booth would, and holds it against what was promised. */
export async function checkSurvivors(dir: string, said: readonly Acknowledgement[]): Promise<Survival> {
  const acknowledged = said.filter(({ kind }) => kind !== "ready" && kind !== "erasing").length;
  try {
    const state = await openStateFolder(dir);
    const entries: JournalEntry[] = [];
    for await (const entry of state.journal.read()) entries.push(entry);
    const lost = [
      ...findLostEntries(entries, said),
      ...(await findLostBlobs(state.vault, said)),
      ...(await findUnerased(state.vault, said)),
      ...findLostSettings(state.settings.value().round, said),
    ];
    const corrupt = state.settings.recovery === "fell-back" ? ["settings fell back"] : [];
    const { tornBytesCut } = state.journal.recovery;
    await state.close();
    return { acknowledged, lost, corrupt, tornBytesCut };
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    return { acknowledged, lost: [], corrupt: [error.message], tornBytesCut: 0 };
  }
}

function findLostEntries(entries: readonly JournalEntry[], said: readonly Acknowledgement[]): readonly string[] {
  return said.flatMap((word) => {
    if (word.kind !== "entry" || entries[word.sequence - 1]?.hash === word.hash) return [];
    return [`journal entry ${word.sequence}`];
  });
}

async function findLostBlobs(vault: OpenVault, said: readonly Acknowledgement[]): Promise<readonly string[]> {
  const erasing = new Set(said.flatMap((word) => (word.kind === "erasing" ? [word.visitId] : [])));
  const lost: string[] = [];
  for (const word of said) {
    if (word.kind !== "blob" || erasing.has(word.visitId)) continue;
    try {
      const plain = await vault.get(word.visitId, word);
      if (!Buffer.from(plain.subarray(0, word.visitId.length)).equals(Buffer.from(word.visitId))) lost.push(word.hash);
    } catch (error) {
      if (!(error instanceof BoothError)) throw error;
      lost.push(error.message);
    }
  }
  return lost;
}

async function findUnerased(vault: OpenVault, said: readonly Acknowledgement[]): Promise<readonly string[]> {
  const readable = new Set(await vault.readableVisits());
  return said.flatMap((word) =>
    word.kind === "erased" && readable.has(word.visitId) ? [`erasure of ${word.visitId}`] : [],
  );
}

function findLostSettings(round: number, said: readonly Acknowledgement[]): readonly string[] {
  const promised = Math.max(0, ...said.map((word) => (word.kind === "settings" ? word.round : 0)));
  return round >= promised ? [] : [`settings round ${promised}, found ${round}`];
}
