import { services } from "../../procedure/services.ts";
import type { VisitState } from "../../visit/visit-state.ts";
import { viewVisit } from "../../visit/visit-view.ts";
import type { KioskParts } from "../kiosk-parts.ts";
import type { OpenOffer } from "../offers/find-offers.ts";
import { entryFields } from "../session/data-entry.ts";
import type { KioskMemory } from "../session/kiosk-memory.ts";
import { findBack } from "../session/kiosk-session.ts";
import type { Condition, DeviceRole, KioskView, OfficerView, OperatorView, QueueEntry } from "../wire/kiosk-view.ts";
import { projectDesk } from "./project-desk.ts";
import { projectProgress } from "./project-progress.ts";
import { projectScreen } from "./project-screen.ts";

export type ViewFacts = {
  readonly parts: KioskParts;
  readonly memory: KioskMemory;
  /** The visit at the screen, or null. */
  readonly state: VisitState | null;
  readonly offers: readonly OpenOffer[];
  readonly endsInMs: number | null;
};

/** All that a page shows. */
export function projectView(facts: ViewFacts, position: number): KioskView {
  const { parts, memory, state, offers, endsInMs } = facts;
  const { session } = memory;
  const screen = projectScreen({
    outOfService: parts.outOfService,
    session,
    state,
    biodata: memory.biodata,
    limits: parts.limits,
    verificationAttemptsMax: parts.policy.verificationAttemptsMax,
    surface: parts.page.ink === null ? "device" : "screen",
    isPrinted: session.visitId !== null && parts.isSlipOut(session.visitId),
  });
  const nowMs = session.visitId === null ? 0 : parts.desk.visitMs(session.visitId);
  return {
    position,
    language: session.language,
    comfort: session.comfort,
    conditions: listConditions(parts),
    screen,
    offers: offers.filter(({ isResidents }) => isResidents).map(({ offer }) => offer),
    progress: projectProgress(screen, session.service, memory.progress),
    steps: (state === null ? null : viewVisit(state, nowMs))?.steps ?? [],
    endsInMs,
    isHelpCalled: session.isHelpCalled,
    canGoBack: findBack(session) !== null,
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
    .map(({ role, failure, advice }): Condition => {
      const words = advice === null ? null : { id: advice.id, en: advice.en };
      return { kind: "device-away", role: role as DeviceRole, failure, advice: words };
    });
  return [...(isConnected ? [] : [{ kind: "office-offline" as const, pending }]), ...away, ...conditions()];
}

function projectOperator(facts: ViewFacts, nowMs: number): OperatorView {
  const { parts, memory, state, offers } = facts;
  const officers = parts.people
    .list()
    .map(({ id, role, hasPin, fingers }): OfficerView => ({ id, role, hasPin, hasFinger: fingers.length > 0 }));
  const officer = officers.find(({ id }) => id === memory.officer?.id);
  if (officer === undefined) {
    const { logInFailure } = memory;
    const waitMs = logInFailure === null ? 0 : Math.max(0, Math.ceil(logInFailure.untilMs - parts.clock.monotonicMs()));
    return { state: "locked", officers, failure: logInFailure?.kind ?? null, waitMs };
  }
  return {
    state: "open",
    officer,
    officers,
    queue: listQueue(facts),
    desk:
      state === null
        ? null
        : projectDesk({ state, nowMs, biodata: memory.biodata, registered: memory.registered, limits: parts.limits }),
    entry: memory.session.stage === "data-entry" ? entryFields : null,
    offers: offers.filter(({ isResidents }) => !isResidents).map(({ offer }) => offer),
  };
}

/** The visits in hand that are not at the screen, in the order of their opening. */
function listQueue({ parts, memory }: ViewFacts): readonly QueueEntry[] {
  return parts.desk.inHand().flatMap(({ visitId, state }): QueueEntry[] => {
    if (visitId === memory.session.visitId || !isInHand(state)) return [];
    const { service, stepIndex } = state.visit;
    return [{ visitId, service, phase: state.phase, stepId: services[service].steps[stepIndex]?.id ?? null }];
  });
}

function isInHand(state: VisitState): state is Extract<VisitState, { readonly phase: QueueEntry["phase"] }> {
  return state.phase !== "idle" && state.phase !== "closed" && state.phase !== "cancelled";
}

function projectDemo({ demo }: KioskParts): KioskView["demo"] {
  if (demo === null) return null;
  return {
    residents: demo.residents(),
    current: demo.current(),
    nik: demo.nik(),
    pin: demo.pin,
    isPlaying: demo.isPlaying(),
  };
}
