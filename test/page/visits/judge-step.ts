/// <reference lib="dom" />
import { join } from "node:path";
import type { Page } from "playwright-core";
import { readJournal } from "../../../runtime/journal/read-journal.ts";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { targetsUnderWay } from "../../../runtime/visit/targets-under-way.ts";
import { type VisitEvent, visitEventSchema } from "../../../runtime/visit/visit-event.ts";
import { visitEntryKind } from "../../../runtime/visit/visit-replay.ts";
import type { OpenVisit, VisitPolicy, VisitState } from "../../../runtime/visit/visit-state.ts";
import { transition } from "../../../runtime/visit/visit-transition.ts";

/** Screens of acts that have one of their own; in all others the resident waits. */
const screensOf: Readonly<Record<string, readonly string[]>> = {
  papers: ["papers"],
  // What the resident has said is forgotten with the runtime until an officer has witnessed it.
  "data-confirmation": ["data-confirmation", "wait"],
  photo: ["photo"],
  "photo-approval": ["photo-approval"],
  fingers: ["fingers"],
  signature: ["signature"],
  irises: ["irises"],
  "data-approval": ["data-approval"],
  "resident-verification": ["verification", "wait"],
};

const policy: VisitPolicy = { fingersBy: "finger", attemptsMax: 3, verificationAttemptsMax: 3 };

/** The last visit of the journal, event by event; what happened before the harm and what since. */
export async function readSteps(stateDir: string): Promise<readonly VisitEvent[]> {
  const events: VisitEvent[] = [];
  for await (const { kind, body } of readJournal(join(stateDir, "booth/journal"))) {
    if (kind === visitEntryKind) events.push(visitEventSchema.parse(body));
  }
  const last = events.at(-1)?.visitId;
  return events.filter(({ visitId }) => visitId === last);
}

const settledMs = 250;

/** The same, once what somebody touched a moment ago has come to the journal; it is no longer waited for after a while. */
export async function readSettledSteps(stateDir: string): Promise<readonly VisitEvent[]> {
  let before = await readSteps(stateDir);
  for (let look = 0; look < 8; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, settledMs));
    const now = await readSteps(stateDir);
    if (now.length === before.length) return now;
    before = now;
  }
  return before;
}

/** Where the resident was, and where the journal was, when the harm was done. */
export type Before = { readonly screen: string; readonly events: readonly VisitEvent[] };

/**
 * What is wrong with the screen that came back, or null: it must be that of the act, and ask for the target, that the
 * journal names, at the harm or as the machine alone went on since. Before there is a visit it must be the same screen.
 */
export async function judgeStep({ screen, events }: Before, page: Page, stateDir: string): Promise<string | null> {
  const shown = await readShown(page);
  const now = await readSteps(stateDir);
  const isOpen = now.length > 0 && openVisitOf(stateAfter(now)) !== null;
  if (!isOpen && openVisitOf(stateAfter(events)) === null) {
    return shown.screen === screen ? null : `${shown.screen} in place of ${screen}`;
  }
  const since = now.slice(events.length);
  const byPeople = since.filter(({ deed }) => "by" in deed);
  if (byPeople.length > 0) return `done by nobody: ${byPeople.map(({ deed }) => deed.kind).join(", ")}`;
  const states = since.map((_, at) => stateAfter(now.slice(0, events.length + at + 1)));
  const visits = [stateAfter(events), ...states].map(openVisitOf);
  const screens = visits.flatMap((visit) => (visit === null ? ["wait", "thanks"] : screensFor(visit)));
  if (!screens.includes(shown.screen)) return `${shown.screen} in place of ${[...new Set(screens)].join(" or ")}`;
  const targets = visits.flatMap((visit) => (visit === null ? [] : targetsOf(visit)));
  const strange = shown.asked.filter((name) => !targets.includes(name));
  return strange.length === 0 ? null : `asks for ${strange.join(", ")} in place of ${targets.join(" or ")}`;
}

/** Which screen is shown, and what is asked for on it, by name. */
function readShown(page: Page): Promise<{ readonly screen: string; readonly asked: readonly string[] }> {
  return page.evaluate(() => ({
    screen: document.querySelector<HTMLElement>(".page")?.dataset["screen"] ?? "",
    asked: [...document.querySelectorAll('main [aria-current="true"] .finger-name')].map(
      (one) => one.textContent ?? "",
    ),
  }));
}

function stateAfter(events: readonly VisitEvent[]): VisitState {
  return events.reduce<VisitState>((state, event) => transition(state, event, policy).state, { phase: "idle" });
}

function openVisitOf(state: VisitState): OpenVisit | null {
  return state.phase === "open" ? state.visit : null;
}

function screensFor({ act, gallery }: OpenVisit): readonly string[] {
  return gallery.suspects.length > 0 ? ["wait"] : (screensOf[act.act] ?? ["wait"]);
}

/** What a device looks at, or what is to be decided on, in the words of the page. */
function targetsOf({ act }: OpenVisit): readonly string[] {
  if (!("progress" in act)) return [];
  const undecided = act.progress.filter(({ status }) => status.kind !== "capturing");
  return [...targetsUnderWay(act.progress, policy.fingersBy), ...undecided].map(({ target }) => words.targets[target]);
}
