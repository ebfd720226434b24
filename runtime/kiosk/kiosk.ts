import type { SeenFrame } from "../capture/capture-station.ts";
import type { VisitChange } from "../visit/visit-desk.ts";
import type { VisitState } from "../visit/visit-state.ts";
import type { KioskParts } from "./kiosk-parts.ts";
import { isResidentsOffer } from "./offers/find-offers.ts";
import { createPreviewFeed } from "./previews/preview-feed.ts";
import { callHelp } from "./session/call-help.ts";
import { expireSession } from "./session/expire-session.ts";
import { fetchRegistered } from "./session/fetch-registered.ts";
import { createIntentTurns, type IntentTurns } from "./session/intent-turns.ts";
import { keepTyped, type TypedField } from "./session/keep-typed.ts";
import {
  changeSession,
  createKioskMemory,
  forgetResident,
  type KioskMemory,
  noteTouch,
} from "./session/kiosk-memory.ts";
import { performIntent } from "./session/perform-intent.ts";
import { readSign } from "./session/read-sign.ts";
import { dropListed } from "./session/search-register.ts";
import { showVisit } from "./session/show-visit.ts";
import { createPresenter } from "./view/present-view.ts";
import type { KioskView } from "./wire/kiosk-view.ts";
import type { Intent } from "./wire/page-message.ts";

/** The kiosk behind all pages: one screen, one session, whoever looks at it. */
export type Kiosk = {
  readonly view: () => KioskView;
  /** What somebody did at a page; see `IntentTurns`. */
  readonly take: IntentTurns["take"];
  /** A sign of life: of somebody on the officers' side, or of the resident, who keeps no officer logged in. */
  readonly touch: (isAtDesk: boolean) => void;
  /** What an officer types in for the resident at the screen; nothing comes of it but that they find it again. */
  readonly keepTyped: (typed: TypedField) => void;
  /** A live frame of a look. */
  readonly see: (visitId: string, seen: SeenFrame) => void;
  /** Each time the view may have changed. */
  readonly onChange: (listener: () => void) => () => void;
  /** Each time a resident has gone and pages must forget them. */
  readonly onWipe: (listener: () => void) => () => void;
  readonly onPicture: (listener: (message: Uint8Array) => void) => () => void;
  /** The visit at the screen, or null. */
  readonly visitId: () => string | null;
  /** Shows the visit that was at the screen when the booth stopped. */
  readonly attach: (visitId: string) => Promise<void>;
  /** Lets time pass: ends sessions in which nobody is. Call about once a second. */
  readonly tick: () => Promise<void>;
  readonly close: () => void;
};

export function createKiosk(parts: KioskParts): Kiosk {
  const { desk, clock } = parts;
  const memory = createKioskMemory(clock.monotonicMs(), parts.stages?.kept());
  const changes = createBell();
  const wipes = createBell();
  const previews = createPreviewFeed(parts);
  const presenter = createPresenter(parts, memory);

  const touch = (isAtDesk: boolean) => noteTouch(memory, clock.monotonicMs(), isAtDesk);
  const wipe = () => {
    forgetResident(memory);
    previews.reset();
    wipes.ring();
  };
  const compare = () => {
    fetchRegistered(memory, parts).then(changes.ring, (error: unknown) =>
      parts.logger.warn("register.not-compared", { problem: String(error) }),
    );
  };
  /** A visit may come to the screen where it is just then compared: after a restart, or when it is resumed. */
  const compareIfNeeded = () => {
    const state = presenter.state();
    if (state?.phase === "open" && actOf(state) === "data-validation" && memory.registered === null) compare();
  };
  const follow = ({ visitId, before, after }: VisitChange) => {
    if (visitId === memory.session.visitId) {
      if (after.phase === "closed" || after.phase === "cancelled") memory.ended = after;
      if (actOf(before) !== actOf(after)) changeSession(memory, { hasConfirmed: false });
      if (actOf(after) === "data-validation" && actOf(before) !== "data-validation") compare();
    }
    changes.ring();
  };
  const turns = createIntentTurns({
    position: () => presenter.view().position,
    advance: presenter.advance,
    onTurn: changes.ring,
    perform: async (intent, meanwhile) => {
      touch(isOfficers(intent));
      try {
        const { visitId } = memory.session;
        const outcome = await performIntent(intent, { parts, memory, presenter, wipe, meanwhile });
        if (memory.session.visitId !== visitId) compareIfNeeded();
        return outcome;
      } finally {
        dropListed(memory);
      }
    },
  });
  const stops = [
    changes.listen(() => parts.stages?.keep(memory)),
    desk.onChange(follow),
    ...listenToBooth(parts, changes),
    ...showSigns(parts, memory, changes),
  ];

  return {
    view: presenter.view,
    take: turns.take,
    touch,
    keepTyped: (typed) => {
      if (keepTyped(memory, typed)) changes.ring();
    },
    see: (visitId, seen) => {
      if (visitId !== memory.session.visitId) return;
      // Somebody whose face or eye is seen is there, whether or not they touch anything.
      if (seen.judgement.isRecognised) memory.touchedMs = clock.monotonicMs();
      previews.show(seen);
    },
    onChange: changes.listen,
    onWipe: wipes.listen,
    onPicture: previews.onPicture,
    visitId: () => memory.session.visitId,
    attach: async (visitId) => {
      await showVisit(visitId, memory, parts);
      compareIfNeeded();
      changes.ring();
    },
    tick: () =>
      turns.run(async () => {
        if (await expireSession(memory, presenter.state(), parts)) wipe();
        dropListed(memory);
        changes.ring();
      }),
    close: () => {
      for (const stop of stops) stop();
      forgetResident(memory);
    },
  };
}

type Bell = ReturnType<typeof createBell>;

/** Whatever of the booth the view tells of. */
function listenToBooth({ devices, letters, page }: KioskParts, changes: Bell): readonly (() => void)[] {
  const lent = [page.camera, page.ink].flatMap((device) => (device === null ? [] : [device.onWant(changes.ring)]));
  return [devices.onChange(changes.ring), letters.onChange(changes.ring), ...lent];
}

/** Keeps the lamp as things are, and hears the button. */
function showSigns(parts: KioskParts, memory: KioskMemory, changes: Bell): readonly (() => void)[] {
  const show = () => parts.signs.show(readSign(memory, parts));
  show();
  const stopHearing = parts.signs.onHelp(() => {
    if (callHelp("button", memory, parts)) changes.ring();
  });
  return [stopHearing, changes.listen(show)];
}

const officersIntents: readonly Intent["kind"][] = [
  "answer-help",
  "resume-visit",
  "enter-data",
  "print-letter",
  "search-register",
  "pick-resident",
];

/** What only somebody on the officers' side can have touched. */
function isOfficers(intent: Intent): boolean {
  if (intent.kind === "take-offer") return !isResidentsOffer(intent.offer);
  return officersIntents.includes(intent.kind);
}

/** Listeners that are told that something has happened, and nothing more. */
function createBell() {
  const listeners = new Set<() => void>();
  return {
    ring: () => {
      for (const listener of listeners) listener();
    },
    listen: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function actOf(state: VisitState): string {
  return state.phase === "open" || state.phase === "suspended" ? state.visit.act.act : state.phase;
}
