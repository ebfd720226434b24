import { describe, expect, it } from "vitest";
import type { ResidentId } from "../../../runtime/demo/scripted-resident.ts";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "../visits/attend-by-touch.ts";
import { findVisitor } from "../visits/find-visitor.ts";
import { lastVisitDeeds, readDoneVisit } from "../visits/read-outcome.ts";
import { sendIn, useBooth } from "../visits/use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`scripted residents are not attended: ${obstacle}\n`);

/** One booth, one day: who comes last has the fingers of who came first. */
describe.skipIf(obstacle !== null)("every scripted resident, by touch", () => {
  const { booth, openPage } = useBooth();

  const visit = async (id: ResidentId) => {
    const page = await openPage();
    await sendIn(page, id);
    const { end, receiptNumber } = await attendByTouch(page, findVisitor(id));
    if (end === "thanks") return { end, ...(await readDoneVisit(booth().stateDir, receiptNumber)) };
    return { end, deeds: await lastVisitDeeds(booth().stateDir), manifest: null };
  };
  type Visited = Awaited<ReturnType<typeof visit>>;
  const attemptsAt = ({ deeds }: Visited, wanted: string) =>
    deeds.filter((deed) => deed.kind === "captured" && deed.target === wanted).length;

  it("good: everything at the first attempt", async () => {
    const visited = await visit("good");
    expect(visited.manifest?.captures).toHaveLength(14);
    expect(visited.deeds.filter(({ kind }) => kind === "captured")).toHaveLength(14);
  });

  it("dry-fingers: one is taken below its limit by two people", async () => {
    const visited = await visit("dry-fingers");
    const below = visited.manifest?.captures.filter(({ exception }) => exception !== null) ?? [];
    expect(below.map(({ position }) => position)).toEqual([6]);
    expect(below[0]?.exception).toMatchObject({ operatorId: "operator-demo", secondPersonId: "kasi-demo" });
    expect(attemptsAt(visited, "finger-02")).toBe(3);
  });

  it("wrong-hand: is told so, and gives the right one", async () => {
    const visited = await visit("wrong-hand");
    expect(["finger-06", "finger-07", "finger-09"].map((target) => attemptsAt(visited, target))).toEqual([2, 2, 2]);
    expect(visited.manifest?.captures.filter(({ exception }) => exception !== null)).toEqual([]);
  });

  it("glasses: are taken off in the end", async () => {
    const { manifest } = await visit("glasses");
    expect(manifest?.captures.every(({ exception }) => exception === null)).toBe(true);
  });

  it("missing-fingers: three are recorded as what they are, by two people", async () => {
    const { manifest } = await visit("missing-fingers");
    expect(manifest?.missing).toEqual([
      {
        modality: "fingerprint",
        position: 8,
        reason: "missing",
        operatorId: "operator-demo",
        secondPersonId: "kasi-demo",
      },
      {
        modality: "fingerprint",
        position: 9,
        reason: "missing",
        operatorId: "operator-demo",
        secondPersonId: "kasi-demo",
      },
      {
        modality: "fingerprint",
        position: 10,
        reason: "bandaged",
        operatorId: "operator-demo",
        secondPersonId: "kasi-demo",
      },
    ]);
  });

  it("child-with-guardian: is recorded as a beginner", async () => {
    const { deeds, end } = await visit("child-with-guardian");
    expect(end).toBe("thanks");
    expect(deeds[0]).toMatchObject({ kind: "opened", eligibility: "beginner" });
  });

  it("under-age: goes home before anything is captured", async () => {
    const { deeds, end } = await visit("under-age");
    expect(end).toBe("ended");
    expect(deeds.some(({ kind }) => kind === "captured")).toBe(false);
  });

  it("runs-out-of-time: rests, comes back with the same number, and goes on where they were", async () => {
    const { deeds, end, manifest } = await visit("runs-out-of-time");
    expect(end).toBe("thanks");
    expect(deeds.filter(({ kind }) => kind === "suspended")).toHaveLength(1);
    expect(deeds.find(({ kind }) => kind === "resumed")).toMatchObject({ by: { role: "resident" } });
    expect(manifest?.captures).toHaveLength(14);
  });

  it("unknown-to-register: is typed in by touch, and sent to have the number cleared up", async () => {
    const { deeds, end } = await visit("unknown-to-register");
    expect(end).toBe("ended");
    expect(deeds.find(({ kind }) => kind === "register-answered")).toMatchObject({ outcome: "not-found" });
  });

  it("data-differ: shows a paper that says why", async () => {
    const { manifest } = await visit("data-differ");
    expect(manifest?.papers.find(({ id }) => id === "akte-kelahiran")).toMatchObject({
      isCopyKept: true,
      waiver: null,
    });
  });

  it("already-recorded: goes home with that", async () => {
    const { deeds, end } = await visit("already-recorded");
    expect(end).toBe("ended");
    expect(deeds.find(({ kind }) => kind === "register-answered")).toMatchObject({ outcome: "already-recorded" });
  });

  it("spoofed-duplicate: is found by the fingers of the first", async () => {
    const { deeds, end } = await visit("spoofed-duplicate");
    expect(end).toBe("ended");
    expect(deeds.some((deed) => deed.kind === "gallery-searched" && deed.hits.length > 0)).toBe(true);
  });
});
