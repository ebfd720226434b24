import { viewVisit } from "../../visit/visit-view.ts";
import type { KioskParts } from "../kiosk-parts.ts";
import { canAnswerHelp } from "../session/call-help.ts";
import type { KioskMemory } from "../session/kiosk-memory.ts";
import { findBack } from "../session/kiosk-session.ts";
import type { HelpView, KioskView } from "../wire/kiosk-view.ts";
import type { Condition, DeviceRole } from "../wire/view/condition.ts";
import { projectOperator } from "./project-operator.ts";
import { canLeave, projectProgress } from "./project-progress.ts";
import { projectScreen } from "./project-screen.ts";
import { projectSteps } from "./project-steps.ts";
import type { ViewFacts } from "./view-facts.ts";

/** All that a page shows. */
export function projectView(facts: ViewFacts, position: number): KioskView {
  const { parts, memory, state, offers, endsInMs } = facts;
  const { session } = memory;
  const screen = projectScreen({
    outOfService: parts.outOfService,
    session,
    office: parts.office,
    state,
    biodata: memory.biodata,
    limits: parts.limits,
    verificationAttemptsMax: parts.policy.verificationAttemptsMax,
    surface: parts.signatureSurface(),
    isPrinted: session.visitId !== null && parts.isSlipOut(session.visitId),
  });
  const nowMs = session.visitId === null ? 0 : parts.desk.visitMs(session.visitId);
  const way = { stage: session.stage, service: session.service, state };
  return {
    position,
    language: session.language,
    comfort: session.comfort,
    office: parts.office,
    conditions: listConditions(parts),
    screen,
    offers: offers.filter(({ isResidents }) => isResidents).map(({ offer }) => ({ ...offer, needs: [] })),
    progress: projectProgress(way),
    steps: projectSteps((state === null ? null : viewVisit(state, nowMs))?.steps ?? []),
    endsInMs,
    help: projectHelp(parts, memory),
    canGoBack: findBack(session) !== null,
    canLeave: canLeave(way),
    operator: projectOperator(facts, nowMs),
    demo: projectDemo(parts),
    wants: { camera: parts.page.camera?.isWanted() ?? false, ink: parts.page.ink?.isWanted() ?? false },
  };
}

function listConditions({ line, devices, conditions }: KioskParts): readonly Condition[] {
  const { isConnected, pending } = line();
  const away = devices
    .status()
    .filter(({ state }) => state === "lost")
    .map(({ role, failure, reported, advice }): Condition => {
      // Officers see what is away by themselves: nobody has to call them for it.
      const isResidents = advice !== null && advice.action !== "call-operator";
      return {
        ...{ kind: "device-away", role: role as DeviceRole, failure, reported },
        advice: isResidents ? { id: advice.id, en: advice.en } : null,
        remedy: advice?.remedy ?? null,
      };
    });
  return [...(isConnected ? [] : [{ kind: "office-offline" as const, pending }]), ...away, ...conditions()];
}

function projectHelp(parts: KioskParts, memory: KioskMemory): HelpView | null {
  const { help } = memory;
  if (help === null) return null;
  const waitedMs = Math.max(0, Math.round(parts.clock.monotonicMs() - help.sinceMs));
  return { by: help.by, waitedMs, canAnswer: canAnswerHelp(memory, parts) };
}

function projectDemo({ demo }: KioskParts): KioskView["demo"] {
  if (demo === null) return null;
  return {
    residents: demo.residents(),
    current: demo.current(),
    nik: demo.nik(),
    guest: demo.guest && { part: demo.guest.part() },
    pin: demo.pin,
    officers: demo.officers(),
    hand: demo.hand(),
    isPlaying: demo.isPlaying(),
  };
}
