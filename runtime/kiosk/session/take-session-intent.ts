import { isDriverFailure, isFailure } from "../../kernel/errors.ts";
import { checkNik } from "../../procedure/nik.ts";
import type { Biodata } from "../../registry/registry.ts";
import type { KioskParts } from "../kiosk-parts.ts";
import { residentActor } from "../offers/find-offers.ts";
import type { IntentOf } from "../wire/page-message.ts";
import type { IntentOutcome } from "../wire/runtime-message.ts";
import { isEntryField, parseEntry } from "./data-entry.ts";
import { findNik } from "./find-nik.ts";
import type { Meanwhile } from "./intent-turns.ts";
import { changeSession, forgetResident, type KioskMemory } from "./kiosk-memory.ts";
import { findBack } from "./kiosk-session.ts";
import { identifyNotice } from "./notice.ts";

export type SessionIntent = IntentOf<
  | "start"
  | "choose-language"
  | "choose-service"
  | "choose-letter"
  | "accept-notice"
  | "decline-notice"
  | "identify"
  | "scan-code"
  | "enter-data"
  | "back"
>;

export type IntentContext = {
  readonly memory: KioskMemory;
  readonly parts: KioskParts;
  readonly meanwhile: Meanwhile;
};

export const done: IntentOutcome = { kind: "done" };
export const notOffered: IntentOutcome = { kind: "invalid", problem: "not-offered" };

/** The way from the first touch to the opening of a visit. What does not belong to the present stage changes nothing. */
export async function takeSessionIntent(intent: SessionIntent, context: IntentContext): Promise<IntentOutcome> {
  const { memory, parts } = context;
  const { stage } = memory.session;
  const isIdle = isAtIdentify(memory);
  switch (intent.kind) {
    case "start":
      return move(memory, stage === "attract" || stage === "ended", { stage: "language" });
    case "choose-language":
      changeSession(memory, { language: intent.language, ...(stage === "language" ? { stage: "service" } : {}) });
      return done;
    case "choose-service":
      return move(memory, stage === "service", {
        service: intent.service,
        stage: intent.service === "surat-pengantar" ? "letter-kind" : "notice",
      });
    case "choose-letter":
      return move(memory, stage === "letter-kind", { letter: intent.letter, stage: "notice" });
    case "accept-notice":
      return move(memory, stage === "notice" && isShown(intent.hash, context), {
        hasReadNotice: true,
        stage: "identify",
      });
    case "decline-notice":
      return move(memory, stage === "notice", { stage: "ended", endReason: "declined" });
    case "identify":
      return isIdle ? identify(intent.nik, context) : notOffered;
    case "scan-code":
      return isIdle ? scanCode(context) : notOffered;
    case "enter-data":
      return stage === "data-entry" ? enterData(intent.data, memory, parts) : notOffered;
    case "back":
      return goBack(memory);
    default:
      return intent satisfies never;
  }
}

/** Agreed to is what was shown, and nothing else. */
function isShown(hash: string, { memory, parts }: IntentContext): boolean {
  const { service } = memory.session;
  return service !== null && identifyNotice(service, parts.office).hash === hash;
}

/** That somebody at the screen is asked for their number, and nothing is being looked up. */
export function isAtIdentify({ session }: KioskMemory): boolean {
  return session.stage === "identify" && session.lookUp === null;
}

function move(memory: KioskMemory, isNow: boolean, change: Partial<KioskMemory["session"]>): IntentOutcome {
  if (!isNow) return notOffered;
  changeSession(memory, change);
  return done;
}

function goBack(memory: KioskMemory): IntentOutcome {
  const stage = findBack(memory.session);
  if (stage === null) return notOffered;
  // Who has gone back to the beginning has gone: the next one finds the booth as it was.
  if (stage === "attract") forgetResident(memory);
  else changeSession(memory, { stage, problem: null, lookUp: null, unknownNik: null });
  return done;
}

/** Goes on with the resident of this number, as if they had typed it. */
export async function identify(nik: string, context: IntentContext): Promise<IntentOutcome> {
  const { memory, parts } = context;
  const check = checkNik(nik, { tanggalLahir: "", jenisKelamin: "" });
  if (!check.isValid) {
    changeSession(memory, { problem: check.problem });
    return done;
  }
  if (await resumeOwn(nik, memory, parts)) return done;
  const found = await lookUp(context, () => parts.residents.find(nik));
  // Whoever asked has gone meanwhile: nobody is to be let in, and nobody waits for an answer.
  if (found === null) return done;
  if (found.kind === "found") return openVisit(found.biodata, memory, parts);
  changeSession(memory, { stage: "data-entry", unknownNik: nik });
  return done;
}

async function scanCode(context: IntentContext): Promise<IntentOutcome> {
  const { memory, parts } = context;
  try {
    const codes = await lookUp(context, parts.residents.readCodes);
    if (codes === null) return done;
    const nik = findNik(codes);
    if (nik !== null) return await identify(nik, context);
    changeSession(memory, { problem: "no-code" });
  } catch (error) {
    if (!isDriverFailure(error)) throw error;
    changeSession(memory, { problem: "no-scanner" });
  }
  return done;
}

/**
 * Asks somebody who may take long, while the page says so and everybody may go on; null when by then the resident has
 * gone back or away, or asks something else.
 */
async function lookUp<T>({ memory, meanwhile }: IntentContext, ask: () => Promise<T>): Promise<T | null> {
  memory.lookUps += 1;
  const own = memory.lookUps;
  changeSession(memory, { lookUp: own, problem: null });
  const isOwn = () => memory.session.lookUp === own;
  try {
    const found = await meanwhile(ask);
    return isOwn() ? found : null;
  } catch (error) {
    if (isOwn()) throw error;
    return null;
  } finally {
    if (isOwn()) changeSession(memory, { lookUp: null });
  }
}

/** Somebody who was sent away for a paper comes back to where they were. */
async function resumeOwn(nik: string, memory: KioskMemory, { desk, residents }: KioskParts): Promise<boolean> {
  for (const { visitId, state } of desk.inHand()) {
    if (state.phase !== "suspended" || state.visit.service !== memory.session.service) continue;
    const biodata = await residents.read(visitId);
    if (biodata["nik"] !== nik) continue;
    if ((await desk.submit(visitId, { kind: "resumed", by: residentActor })) !== null) return false;
    changeSession(memory, { stage: "visit", visitId });
    memory.biodata = biodata;
    return true;
  }
  return false;
}

async function enterData(
  typed: Readonly<Record<string, string>>,
  memory: KioskMemory,
  parts: KioskParts,
): Promise<IntentOutcome> {
  const { unknownNik } = memory.session;
  if (memory.officer === null || unknownNik === null) return notOffered;
  if (!Object.keys(typed).every(isEntryField)) return { kind: "invalid", problem: "form" };
  const entered = parseEntry(typed, parts.clock.nowAt());
  if (entered !== null) return openVisit({ ...entered, nik: unknownNik }, memory, parts);
  // The form says of each field what is wrong with it, until it no longer is.
  changeSession(memory, { entry: { nik: unknownNik, values: typed, isTried: true } });
  return { kind: "refused", cause: "entry-faulty", nextAction: "correct-entry", override: null };
}

async function openVisit(
  found: Biodata,
  memory: KioskMemory,
  { residents, office }: KioskParts,
): Promise<IntentOutcome> {
  const { service, letter, language, hasReadNotice } = memory.session;
  if (service === null || !hasReadNotice) return notOffered;
  const biodata = letter === null ? found : { ...found, keperluan: letter };
  try {
    const visitId = await residents.openVisit({
      biodata,
      service,
      notice: { ...identifyNotice(service, office), language },
    });
    changeSession(memory, { stage: "visit", visitId, unknownNik: null, entry: null });
    memory.biodata = biodata;
    return done;
  } catch (error) {
    const problem = isFailure(error, "visit.refused") ? "in-hand" : "no-room";
    const isKnown = problem === "in-hand" || isFailure(error, "journal.full") || isFailure(error, "disk.full");
    if (!isKnown) throw error;
    changeSession(memory, { stage: "identify", problem });
    return done;
  }
}
