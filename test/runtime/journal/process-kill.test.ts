import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { createRandom } from "../../../runtime/kernel/random.ts";
import type { Acknowledgement } from "../../faults/acknowledgement.ts";
import { checkSurvivors } from "../../faults/check-survivors.ts";
import { startVictim } from "../../faults/victim.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";

const kills = 24;

it(`loses nothing it promised in ${kills} kills of a process that writes journal, vault and settings`, async () => {
  const dir = makeTemporaryFolder();
  const random = createRandom("kills");
  const said: Acknowledgement[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const victim = startVictim(dir);
    await victim.saidAtLeast(random.integer(1, 60));
    await delay(random.between(0, 3));
    await victim.kill();
    said.push(...victim.said());
    const { lost, corrupt } = await checkSurvivors(dir, said);
    expect({ lost, corrupt }).toEqual({ lost: [], corrupt: [] });
  }
  expect(said.filter(({ kind }) => kind === "entry").length).toBeGreaterThan(kills);
});
