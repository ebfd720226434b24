import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCredentialSeal } from "../../runtime/access/seal-credentials.ts";
import { unattendedPeople } from "../../runtime/attendant/attendance-plan.ts";
import { composeAccess, openOperatorBook } from "../../runtime/compose-access.ts";
import type { VisitDeed } from "../../runtime/visit/visit-event.ts";
import { visitEntryKind } from "../../runtime/visit/visit-replay.ts";
import { createManualClock } from "../manual-clock.ts";
import { matchingPipelines, pressMinutiae } from "../runtime/matching/print-rig.ts";
import { createWaitingPerformer, openTestDesk } from "../runtime/visit/desk-rig.ts";
import { createMemoryJournal } from "../runtime/visit/memory-journal.ts";
import { playVisit, visitId } from "../runtime/visit/play-visit.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const pin = "246810";

/** A visit that waits for the operator's attestation, and two officers. */
async function openDesk() {
  const clock = createManualClock();
  const book = await openOperatorBook(join(await makeTemporaryFolder(), "settings"));
  onTestFinished(book.close);
  const journal = createMemoryJournal();
  for (const { event, after } of playVisit("ktp-el")) {
    await journal.append(visitEntryKind, event);
    if (after.state.phase === "open" && after.state.visit.act.act === "operator-attestation") break;
  }
  const seal = createCredentialSeal(randomBytes(32));
  const officers = composeAccess({ book, seal, journal, pipelines: matchingPipelines(), clock });
  const fingers = [{ position: 2 as const, minutiae: pressMinutiae("attesting", "first") }];
  await officers.access.enrol({ id: "siti", role: "operator", pin, fingers });
  await officers.access.enrol({ id: "budi", role: "kasi", pin, fingers: [] });
  const desk = await openTestDesk({ journal, clock, admit: officers.admit, perform: createWaitingPerformer().perform });
  const act = () => {
    const state = desk.find(visitId);
    return state?.phase === "open" ? state.visit.act.act : state?.phase;
  };
  const attested = (method: "pin" | "fingerprint" | "unattended", id = "siti"): VisitDeed => ({
    kind: "operator-attested",
    by: { role: "operator", id },
    method,
  });
  const last = () => journal.entries.at(-1)?.body;
  return { ...officers, desk, act, attested, clock, last };
}

describe("an attestation", () => {
  it("is not taken on anybody's word, whatever it says of itself", async () => {
    const { desk, act, attested } = await openDesk();
    for (const deed of [attested("pin"), attested("fingerprint"), attested("unattended")]) {
      expect(await desk.submit(visitId, deed)).toEqual({
        cause: "log-in-needed",
        nextAction: "log-in",
        override: null,
      });
    }
    expect(act()).toBe("operator-attestation");
  });

  it.each([
    { name: "a PIN", claim: { method: "pin", id: "siti", pin } as const },
    {
      name: "a finger of a named officer",
      claim: { method: "fingerprint", id: "siti", probe: pressMinutiae("attesting", "second") } as const,
    },
    {
      name: "a finger of whoever it is",
      claim: { method: "fingerprint", probe: pressMinutiae("attesting", "second") } as const,
    },
  ])("is taken from an officer who has proved who it is by $name, and journalled so", async ({ claim }) => {
    const { attest, desk, act, last } = await openDesk();
    expect(await attest(desk, visitId, claim)).toEqual({ kind: "attested", id: "siti" });
    expect(act()).toBe("operator-initials");
    expect(last()).toMatchObject({ deed: { kind: "operator-attested", by: { id: "siti" }, method: claim.method } });
  });

  it("is refused to a wrong PIN, a stranger's finger and an officer of another role", async () => {
    const { attest, desk, act, attested } = await openDesk();
    const probe = pressMinutiae("stranger", "first");
    expect(await attest(desk, visitId, { method: "pin", id: "siti", pin: "000000" })).toEqual({ kind: "refused" });
    expect(await attest(desk, visitId, { method: "fingerprint", probe })).toEqual({ kind: "refused" });
    expect(await attest(desk, visitId, { method: "pin", id: "budi", pin })).toMatchObject({
      kind: "not-taken",
      refusal: { cause: "role-not-allowed" },
    });
    // Logged in as Kasi, the officer is no operator, whoever says so.
    expect(await desk.submit(visitId, attested("pin", "budi"))).toMatchObject({ cause: "log-in-needed" });
    expect(act()).toBe("operator-attestation");
  });

  it("of an unattended visit is the program's own", async () => {
    const { desk, act, attested } = await openDesk();
    expect(await desk.submit(visitId, attested("unattended", unattendedPeople.operator.id))).toBeNull();
    expect(act()).toBe("operator-initials");
  });
});
