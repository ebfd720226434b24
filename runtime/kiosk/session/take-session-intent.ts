import { isDriverFailure, isFailure } from "../../kernel/errors.ts";
import { checkNik } from "../../procedure/nik.ts";
import type { Biodata } from "../../registry/registry.ts";
import type { KioskParts } from "../kiosk-parts.ts";
import { residentActor } from "../offers/find-offers.ts";
import type { IntentOf } from "../wire/page-message.ts";
import type { IntentOutcome } from "../wire/runtime-message.ts";
import { parseEntry } from "./data-entry.ts";
import { findNik } from "./find-nik.ts";
import { changeSession, type KioskMemory } from "./kiosk-memory.ts";
import { findBack } from "./kiosk-session.ts";
import { notice, noticeHash } from "./notice.ts";

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

export const done: IntentOutcome = { kind: "done" };
export const notOffered: IntentOutcome = { kind: "invalid", problem: "not-offered" };

/** The way from the first touch to the opening of a visit. What does not belong to the present stage changes nothing. */
export async function takeSessionIntent(
  intent: SessionIntent,
  memory: KioskMemory,
  parts: KioskParts,
): Promise<IntentOutcome> {
  const { stage } = memory.session;
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
      return move(memory, stage === "notice" && intent.hash === noticeHash, { hasReadNotice: true, stage: "identify" });
    case "decline-notice":
      return move(memory, stage === "notice", { stage: "ended", endReason: "declined" });
    case "identify":
      return stage === "identify" ? identify(intent.nik, memory, parts) : notOffered;
    case "scan-code":
      return stage === "identify" ? scanCode(memory, parts) : notOffered;
    case "enter-data":
      return stage === "data-entry" ? enterData(intent.data, memory, parts) : notOffered;
    case "back":
      return goBack(memory);
    default:
      return intent satisfies never;
  }
}

function move(memory: KioskMemory, isNow: boolean, change: Partial<KioskMemory["session"]>): IntentOutcome {
  if (!isNow) return notOffered;
  changeSession(memory, change);
  return done;
}

function goBack(memory: KioskMemory): IntentOutcome {
  const stage = findBack(memory.session);
  if (stage === null) return notOffered;
  changeSession(memory, { stage, problem: null, unknownNik: null });
  return done;
}

async function identify(nik: string, memory: KioskMemory, parts: KioskParts): Promise<IntentOutcome> {
  const check = checkNik(nik, { tanggalLahir: "", jenisKelamin: "" });
  if (!check.isValid) {
    changeSession(memory, { problem: check.problem });
    return done;
  }
  changeSession(memory, { isLookingUp: true, problem: null });
  const asked = memory.session;
  try {
    if (await resumeOwn(nik, memory, parts)) return done;
    const found = await parts.residents.find(nik);
    // Whoever asked may have gone meanwhile; then nobody is to be let in.
    if (memory.session !== asked) return { kind: "stale" };
    if (found.kind === "found") return await openVisit(found.biodata, memory, parts);
    changeSession(memory, { stage: "data-entry", unknownNik: nik });
    return done;
  } finally {
    if (memory.session.isLookingUp) changeSession(memory, { isLookingUp: false });
  }
}

async function scanCode(memory: KioskMemory, parts: KioskParts): Promise<IntentOutcome> {
  changeSession(memory, { isLookingUp: true, problem: null });
  const asked = memory.session;
  try {
    const nik = findNik(await parts.residents.readCodes());
    if (memory.session !== asked) return { kind: "stale" };
    if (nik !== null) return await identify(nik, memory, parts);
    changeSession(memory, { problem: "no-code" });
  } catch (error) {
    if (!isDriverFailure(error)) throw error;
    changeSession(memory, { problem: "no-scanner" });
  } finally {
    if (memory.session.isLookingUp) changeSession(memory, { isLookingUp: false });
  }
  return done;
}

/** Somebody who was sent away for a paper comes back to where they were. */
async function resumeOwn(nik: string, memory: KioskMemory, { desk, residents }: KioskParts): Promise<boolean> {
  for (const { visitId, state } of desk.inHand()) {
    if (state.phase !== "suspended" || state.visit.service !== memory.session.service) continue;
    const biodata = await residents.read(visitId);
    if (biodata["nik"] !== nik) continue;
    if ((await desk.submit(visitId, { kind: "resumed", by: residentActor })) !== null) return false;
    changeSession(memory, { stage: "visit", visitId, isLookingUp: false });
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
  const entered = parseEntry(typed);
  return entered === null
    ? { kind: "invalid", problem: "form" }
    : openVisit({ ...entered, nik: unknownNik }, memory, parts);
}

async function openVisit(found: Biodata, memory: KioskMemory, { residents }: KioskParts): Promise<IntentOutcome> {
  const { service, letter, language, hasReadNotice } = memory.session;
  if (service === null || !hasReadNotice) return notOffered;
  const biodata = letter === null ? found : { ...found, keperluan: letter };
  try {
    const visitId = await residents.openVisit({
      biodata,
      service,
      notice: { version: notice.version, hash: noticeHash, language },
    });
    changeSession(memory, { stage: "visit", visitId, isLookingUp: false, unknownNik: null });
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
