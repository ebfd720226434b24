import type { KioskParts } from "../kiosk-parts.ts";
import { residentActor } from "../offers/find-offers.ts";
import { takeOffer } from "../offers/take-offer.ts";
import type { Presenter } from "../view/present-view.ts";
import type { Intent, IntentOf } from "../wire/page-message.ts";
import type { IntentOutcome } from "../wire/runtime-message.ts";
import { answerHelp, callHelp } from "./call-help.ts";
import type { Meanwhile } from "./intent-turns.ts";
import { changeSession, type KioskMemory } from "./kiosk-memory.ts";
import { takeSearchIntent } from "./search-register.ts";
import { showVisit } from "./show-visit.ts";
import { takeOfficerIntent } from "./take-officer-intent.ts";
import { done, notOffered, takeSessionIntent } from "./take-session-intent.ts";

export type PerformParts = {
  readonly parts: KioskParts;
  readonly memory: KioskMemory;
  readonly presenter: Presenter;
  /** Makes pages and memory forget the resident. */
  readonly wipe: () => void;
  readonly meanwhile: Meanwhile;
};

/** What is open to whoever stands before a booth that serves nobody: to read what it says, and to call somebody. */
const whateverServes: readonly Intent["kind"][] = ["call-help", "answer-help", "set-comfort", "choose-language"];

/** Does what somebody meant at a page, and says what came of it. */
export async function performIntent(intent: Intent, context: PerformParts): Promise<IntentOutcome> {
  const { parts, memory, meanwhile } = context;
  if (parts.outOfService !== null && !whateverServes.includes(intent.kind)) return notOffered;
  switch (intent.kind) {
    case "leave":
      return leave(context);
    case "more-time":
      // Saying so was the sign of life.
      return done;
    case "call-help":
      callHelp("page", memory, parts);
      return done;
    case "answer-help":
      return answerHelp(memory, parts) ? done : notOffered;
    case "set-comfort":
      changeSession(memory, { comfort: intent.comfort });
      return done;
    case "take-offer":
      return takeOne(intent, context);
    case "log-in":
    case "log-in-by-finger":
    case "log-out":
    case "resume-visit":
    case "print-letter":
      return takeOfficerIntent(intent, { memory, parts, meanwhile });
    case "search-register":
    case "pick-resident":
      return takeSearchIntent(intent, { memory, parts, meanwhile });
    case "choose-resident":
    case "take-part":
    case "lay-finger":
    case "play":
      return direct(intent, context);
    default:
      return takeSessionIntent(intent, { memory, parts, meanwhile });
  }
}

async function leave({ parts, memory, presenter, wipe }: PerformParts): Promise<IntentOutcome> {
  const { visitId } = memory.session;
  if (visitId !== null && presenter.state()?.phase === "open") {
    const reason = "Pemohon meninggalkan layar";
    await parts.desk.submit(visitId, { kind: "suspended", by: residentActor, reason });
  }
  wipe();
  return done;
}

async function takeOne(
  intent: IntentOf<"take-offer">,
  { parts, memory, presenter, meanwhile }: PerformParts,
): Promise<IntentOutcome> {
  const { visitId } = memory.session;
  const found = presenter.offers().find(({ offer }) => offer.id === intent.offer);
  if (found === undefined || visitId === null) return notOffered;
  const onUnwitnessed = () => changeSession(memory, { hasConfirmed: true });
  return takeOffer({ visitId, found, intent, officer: memory.officer, onUnwitnessed, meanwhile }, parts);
}

async function direct(
  intent: IntentOf<"choose-resident" | "take-part" | "lay-finger" | "play">,
  { parts, memory }: PerformParts,
): Promise<IntentOutcome> {
  const { demo } = parts;
  if (demo === null) return notOffered;
  if (intent.kind === "lay-finger") return demo.layFinger(intent.officer) ? done : notOffered;
  if (intent.kind === "choose-resident") return demo.choose(intent.resident) ? done : notOffered;
  if (intent.kind === "take-part") {
    demo.guest?.take({ hasCamera: intent.hasCamera });
    return demo.guest === null ? notOffered : done;
  }
  const played = await demo.play(memory.session.visitId, intent.isPlaying);
  if (played !== null && played !== memory.session.visitId) await showVisit(played, memory, parts);
  return done;
}
