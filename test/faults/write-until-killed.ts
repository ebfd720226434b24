// The victim: writes journal, vault and settings as fast as they promise, and says so, until something ends it.
import { randomUUID } from "node:crypto";
import { writeSync } from "node:fs";
import { type Acknowledgement, makeBlob } from "./acknowledgement.ts";
import { openStateFolder } from "./state-folder.ts";

const [dir = ""] = process.argv.slice(2);
const roundsPerVisit = 12;

const say = (acknowledgement: Acknowledgement) => writeSync(1, `${JSON.stringify(acknowledgement)}\n`);

const { journal, vault, settings } = await openStateFolder(dir);
say({ kind: "ready" });

let visitId = "";
for (let round = settings.value().round + 1; ; round += 1) {
  if (visitId === "" || round % roundsPerVisit === 0) visitId = await changeVisit(visitId);
  await writeRound(round);
}

/** Blob, then journal, then snapshot: the order of the booth. */
async function writeRound(round: number): Promise<void> {
  const ref = await vault.put(visitId, makeBlob(visitId, round));
  say({ kind: "blob", visitId, ...ref });
  const group = Array.from({ length: 1 + (round % 4) }, (_, index) =>
    journal.append("capture-kept", { visitId, round, index, hash: ref.hash, note: "x".repeat((round * 37) % 900) }),
  );
  for (const entry of await Promise.all(group)) say({ kind: "entry", sequence: entry.sequence, hash: entry.hash });
  await settings.update(() => ({ round }));
  say({ kind: "settings", round });
}

async function changeVisit(previous: string): Promise<string> {
  if (previous !== "") {
    say({ kind: "erasing", visitId: previous });
    await vault.destroyKey(previous);
    say({ kind: "erased", visitId: previous });
  }
  const next = randomUUID();
  await vault.createKey(next);
  return next;
}
