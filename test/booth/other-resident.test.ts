import { join } from "node:path";
import { expect, it } from "vitest";
import { readJournal } from "../../runtime/journal/read-journal.ts";
import { enrol, storedPackages } from "./enrol.ts";
import { exceptOthers, fewFingers, makeResident } from "./make-resident.ts";
import { startBilik, untilSaid } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

it("suspends an unfinished visit for another resident's, and takes it up again later", {
  timeout: 240_000,
}, async () => {
  const small = { fingers: fewFingers, exceptions: exceptOthers(fewFingers) };
  const first = await makeResident({ ...small, seed: "first" });
  const second = await makeResident({
    ...small,
    seed: "second",
    biodata: { nik: "9901012107860002", tanggalLahir: "1986-07-21", jenisKelamin: "L" },
  });
  const state = await makeTemporaryFolder();

  const cut = startBilik(["enrol", "--resident", first, "--state", state]);
  await untilSaid(cut, /finger-02/);
  cut.child.kill("SIGKILL");
  await cut.ended;
  const [opened] = await visitEvents(state);

  const other = await enrol(second, state);
  expect(other.visitId).not.toBe(opened?.visitId);
  expect(await storedPackages(state)).toEqual([other.packageId]);
  const suspended = (await visitEvents(state)).filter(({ kind }) => kind === "suspended");
  expect(suspended).toEqual([{ visitId: opened?.visitId, kind: "suspended" }]);

  const resumed = await enrol(first, state);
  expect(resumed.visitId).toBe(opened?.visitId);
  const events = await visitEvents(state);
  const ofFirst = events.filter(({ visitId }) => visitId === opened?.visitId);
  expect(ofFirst.map(({ kind }) => kind)).toContain("resumed");
  expect(ofFirst.filter(({ kind }) => kind === "opened")).toHaveLength(1);
  expect(new Set(await storedPackages(state))).toEqual(new Set([other.packageId, resumed.packageId]));
});

async function visitEvents(state: string) {
  const events: { readonly visitId: string; readonly kind: string }[] = [];
  for await (const { kind, body } of readJournal(join(state, "booth/journal"))) {
    if (kind !== "visit") continue;
    const { visitId, deed } = body as { readonly visitId: string; readonly deed: { readonly kind: string } };
    events.push({ visitId, kind: deed.kind });
  }
  return events;
}
