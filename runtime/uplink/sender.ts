import { chunkLengthMinBytes, chunkOverheadMaxBytes } from "../transfer/limits.ts";
import { smallestChunkLength } from "../transfer/split-package.ts";
import { applyProgress, createPackageTransfer, nextChunk, type PackageTransfer } from "./package-transfer.ts";
import type {
  PendingPackage,
  SenderAction,
  SenderAlarm,
  SenderEvent,
  SenderPolicy,
  SenderState,
} from "./sender-state.ts";

/** `jitterRatio`, drawn anew for every step, spreads the probes of many booths. */
export type SenderMoment = { readonly nowMs: number; readonly jitterRatio: number };

export type SenderStep = { readonly state: SenderState; readonly actions: readonly SenderAction[] };

type Context = SenderMoment & { readonly policy: SenderPolicy };

/**
 * Decides what to send, and when a package may go. Does no I/O and never waits. One package at a time, oldest first; a
 * package that cannot be sent now steps aside for the next. Only a `receipted` event leads to `release`.
 */
export function stepSender(
  state: SenderState,
  event: SenderEvent,
  moment: SenderMoment,
  policy: SenderPolicy,
): SenderStep {
  const context = { ...moment, policy };
  const applied = applyEvent(state, event, context);
  const advanced = advance(applied.state, context);
  return { state: advanced.state, actions: [...applied.actions, ...advanced.actions] };
}

/** When the sender wants its next `tick`; infinity when only an event can move it. */
export function nextTickMs(state: SenderState, policy: SenderPolicy): number {
  const waits = [...state.setAside.values()];
  if (state.link !== null && state.unacknowledged.size > 0) {
    waits.push(state.acknowledgedAtMs + policy.acknowledgeTimeoutMs);
  } else if (state.link !== null && state.current !== null) {
    waits.push(state.current.probeAtMs);
  }
  return Math.min(...waits, Number.POSITIVE_INFINITY);
}

function applyEvent(state: SenderState, event: SenderEvent, context: Context): SenderStep {
  switch (event.kind) {
    case "link-up": {
      const { packetLengthMaxBytes, receiveMax } = event;
      // A quarter of what the broker takes, so that step events and manifests find room as well.
      const windowMax = Math.max(1, Math.min(context.policy.windowMax, Math.floor(receiveMax / 4)));
      return only({ ...state, link: { packetLengthMaxBytes, windowMax }, setAside: new Map() });
    }
    case "link-down":
      return only(takeLinkDown(state, event.cause, context.policy));
    case "offered":
      return only(takeOffer(state, event.pending));
    case "prepared":
      return only(
        updateCurrent(state, event, (current) =>
          current.chunkLengthBytes === event.chunkLengthBytes ? { ...current, isPrepared: true } : current,
        ),
      );
    case "unreadable":
      return stepAside(state, event.packageId, "unreadable", context);
    case "progressed":
      return only(takeProgress(state, event, context));
    case "aborted":
      return stepAside(state, event.packageId, event.code, context);
    case "acknowledged":
      return only(takeAcknowledgement(state, event.serial, context));
    case "refused":
      return takeRefusal(state, event, context);
    case "receipted":
      return takeReceipt(state, event);
    case "released":
      return only({ ...state, releasing: without(state.releasing, event.packageId) });
    case "release-failed":
      return only({
        ...state,
        releasing: without(state.releasing, event.packageId),
        setAside: new Map(state.setAside).set(event.packageId, context.nowMs + context.policy.probeDelayMaxMs),
      });
    case "tick":
      return only(state);
    default:
      return event satisfies never;
  }
}

function takeLinkDown(state: SenderState, cause: "oversize" | "line", policy: SenderPolicy): SenderState {
  // A 3.1.1 broker closes on an oversize packet without a word, just as a bad line does: after some losses in a row with
  // chunks on the road, smaller ones are tried. They help on a bad line too.
  const lossesInRow = state.unacknowledged.size > 0 ? state.lossesInRow + 1 : state.lossesInRow;
  const isTooLarge = cause === "oversize" || lossesInRow >= policy.lossesMax;
  const current = state.current && { ...state.current, isAnnounced: false, creditBytes: 0 };
  const down = { ...state, link: null, current, unacknowledged: new Set<number>() };
  return isTooLarge ? halveChunks(down) : { ...down, lossesInRow };
}

function halveChunks(state: SenderState): SenderState {
  const usedBytes = Math.min(state.current?.chunkLengthBytes ?? Number.POSITIVE_INFINITY, state.chunkLengthMaxBytes);
  const chunkLengthMaxBytes = Math.max(chunkLengthMinBytes, Math.floor(usedBytes / 2));
  return { ...state, chunkLengthMaxBytes, lossesInRow: 0, fruitlessInRow: 0 };
}

function takeOffer(state: SenderState, offered: readonly PendingPackage[]): SenderState {
  const pending = offered.filter(({ packageId }) => !state.releasing.has(packageId) && !state.rejected.has(packageId));
  const isStillThere = pending.some(({ packageId }) => packageId === state.current?.packageId);
  return { ...state, pending, current: isStillThere ? state.current : null };
}

function takeProgress(
  state: SenderState,
  { status, held }: Extract<SenderEvent, { kind: "progressed" }>,
  context: Context,
): SenderState {
  const before = state.current;
  const isMeant = before?.packageId === status.packageId && before.chunkLengthBytes === status.chunkLengthBytes;
  if (before === null || !isMeant || !before.isAnnounced) return state;
  const current = askLater(applyProgress(before, status, held, state.unacknowledged), context);
  // A 3.1.1 broker may acknowledge a chunk that is too large for it, and throw it away.
  const isFruitless =
    status.cause === "manifest" && held.size <= before.held.size && current.sent.size < before.sent.size;
  const hasGrown = held.size > before.held.size;
  const fruitlessInRow = hasGrown ? 0 : state.fruitlessInRow + (isFruitless ? 1 : 0);
  const heard = { ...state, current, fruitlessInRow };
  return fruitlessInRow >= context.policy.lossesMax ? halveChunks(heard) : heard;
}

function takeAcknowledgement(state: SenderState, serial: number, context: Context): SenderState {
  if (!state.unacknowledged.has(serial)) return state;
  const current = state.current && askLater(state.current, context);
  const unacknowledged = without(state.unacknowledged, serial);
  return { ...state, current, unacknowledged, acknowledgedAtMs: context.nowMs, lossesInRow: 0 };
}

/** MQTT 5.0, 3.4.2.1: not authorised. */
const notAuthorised = 135;

function takeRefusal(
  state: SenderState,
  { packageId, serial, reasonCode }: Extract<SenderEvent, { kind: "refused" }>,
  context: Context,
): SenderStep {
  const heard = { ...state, unacknowledged: without(state.unacknowledged, serial) };
  if (reasonCode === notAuthorised) return stepAside(heard, packageId, "not-authorised", context);
  const smallestBytes = heard.current ? smallestChunkLength(heard.current.lengthBytes) : 0;
  const isSmallest = heard.current !== null && heard.current.chunkLengthBytes <= smallestBytes;
  if (serial === 0 || isSmallest) return stepAside(heard, packageId, "broker-refuses", context);
  return only(halveChunks(heard));
}

function takeReceipt(state: SenderState, event: Extract<SenderEvent, { kind: "receipted" }>): SenderStep {
  const { packageId, isRejected, receipt } = event;
  if (!state.pending.some((entry) => entry.packageId === packageId)) return only(state);
  const settled = {
    ...state,
    pending: state.pending.filter((entry) => entry.packageId !== packageId),
    current: state.current?.packageId === packageId ? null : state.current,
  };
  if (isRejected) {
    const rejected = new Set(state.rejected).add(packageId);
    return { state: { ...settled, rejected }, actions: [{ kind: "alarm", packageId, code: "rejected" }] };
  }
  const releasing = new Set(state.releasing).add(packageId);
  return { state: { ...settled, releasing }, actions: [{ kind: "release", packageId, receipt }] };
}

function stepAside(state: SenderState, packageId: string, code: SenderAlarm, context: Context): SenderStep {
  return state.current?.packageId === packageId ? putAside(state, packageId, code, context) : only(state);
}

/** Lets the next package go first, and says so. */
function putAside(state: SenderState, packageId: string, code: SenderAlarm, context: Context): SenderStep {
  const setAside = new Map(state.setAside).set(packageId, context.nowMs + context.policy.probeDelayMaxMs);
  return { state: { ...state, current: null, setAside }, actions: [{ kind: "alarm", packageId, code }] };
}

/** Everything that follows from the state alone, whichever event led to it. */
function advance(state: SenderState, context: Context): SenderStep {
  if (state.link === null) return only(state);
  if (state.unacknowledged.size > 0 && context.nowMs >= state.acknowledgedAtMs + context.policy.acknowledgeTimeoutMs) {
    // Postponed by a whole timeout, so that one silence breaks the line once.
    return { state: { ...state, acknowledgedAtMs: context.nowMs }, actions: [{ kind: "reset-link" }] };
  }
  const yielded = yieldTurn(state, context);
  const chosen = choosePackage(yielded.state, state.link.packetLengthMaxBytes, context);
  const announced = announce(chosen.state, context);
  const sent = fillWindow(announced.state, context);
  return {
    state: sent.state,
    actions: [...yielded.actions, ...chosen.actions, ...announced.actions, ...sent.actions],
  };
}

/** A package the office never answers must not hold up the others. */
function yieldTurn(state: SenderState, context: Context): SenderStep {
  const { current } = state;
  const isUnanswered = current !== null && current.unansweredCount >= context.policy.unansweredMax;
  if (!isUnanswered || context.nowMs < current.probeAtMs || state.pending.length < 2) return only(state);
  return putAside(state, current.packageId, "unanswered", context);
}

/** Keeps the package under way while its cut fits the broker; otherwise cuts it anew, or takes the oldest that can go. */
function choosePackage(before: SenderState, packetLengthMaxBytes: number | null, context: Context): SenderStep {
  const actions: SenderAction[] = [];
  let state = dropElapsed(before, context.nowMs);
  for (const entry of state.pending) {
    const isAnotherUnderWay = state.current !== null && state.current.packageId !== entry.packageId;
    if (isAnotherUnderWay || state.setAside.has(entry.packageId)) continue;

    const chunkLengthBytes = chooseChunkLength(entry, state.chunkLengthMaxBytes, packetLengthMaxBytes);
    if (chunkLengthBytes === undefined) {
      const aside = putAside(state, entry.packageId, "packet-limit", context);
      actions.push(...aside.actions);
      state = aside.state;
      continue;
    }
    if (state.current === null || state.current.chunkLengthBytes > chunkLengthBytes) {
      state = { ...state, current: createPackageTransfer(entry, chunkLengthBytes) };
      actions.push({ kind: "prepare", packageId: entry.packageId, chunkLengthBytes });
    }
    break;
  }
  return { state, actions };
}

/** A signed manifest: what it says besides the hashes, and each hash with its quotes and comma. */
const manifestBaseBytes = 1_024;
const manifestChunkBytes = 67;

/** Undefined when no cut lets both the chunks and the manifest through the broker. */
function chooseChunkLength(
  { lengthBytes }: PendingPackage,
  chunkLengthMaxBytes: number,
  packetLengthMaxBytes: number | null,
): number | undefined {
  const packetMaxBytes = packetLengthMaxBytes ?? Number.POSITIVE_INFINITY;
  const roomBytes = packetMaxBytes - chunkOverheadMaxBytes;
  const smallestBytes = smallestChunkLength(lengthBytes);
  const chunkLengthBytes = Math.max(smallestBytes, Math.min(chunkLengthMaxBytes, roomBytes));
  const manifestBytes = manifestBaseBytes + manifestChunkBytes * Math.ceil(lengthBytes / chunkLengthBytes);
  return chunkLengthBytes <= roomBytes && manifestBytes <= packetMaxBytes ? chunkLengthBytes : undefined;
}

/** The manifest goes out once a connection, and again whenever the office is silent and nothing is on the road. */
function announce(state: SenderState, context: Context): SenderStep {
  const { current } = state;
  if (current === null || !current.isPrepared) return only(state);
  const isSilent = state.unacknowledged.size === 0 && context.nowMs >= current.probeAtMs;
  if (current.isAnnounced && !isSilent) return only(state);
  const unansweredCount = current.isAnnounced ? current.unansweredCount + 1 : 0;
  const announced = { ...current, isAnnounced: true, announcedSerial: state.serial, unansweredCount };
  return {
    state: { ...state, current: askLater(announced, context) },
    actions: [{ kind: "announce", packageId: current.packageId }],
  };
}

function fillWindow(before: SenderState, context: Context): SenderStep {
  const actions: SenderAction[] = [];
  let state = before;
  const windowMax = state.link?.windowMax ?? 0;
  while (state.current?.isAnnounced && state.unacknowledged.size < windowMax) {
    const index = nextChunk(state.current);
    if (index === undefined) break;
    const serial = state.serial + 1;
    const current = { ...state.current, sent: new Map(state.current.sent).set(index, serial) };
    const acknowledgedAtMs = state.unacknowledged.size === 0 ? context.nowMs : state.acknowledgedAtMs;
    state = { ...state, serial, current, acknowledgedAtMs, unacknowledged: new Set(state.unacknowledged).add(serial) };
    actions.push({ kind: "send", packageId: current.packageId, index, serial });
  }
  return { state, actions };
}

/** Doubles with every unanswered manifest, plus up to a quarter of itself. */
function askLater(transfer: PackageTransfer, { nowMs, jitterRatio, policy }: Context): PackageTransfer {
  const doubledMs = policy.probeDelayMinMs * 2 ** Math.min(transfer.unansweredCount, 30);
  const delayMs = Math.min(policy.probeDelayMaxMs, doubledMs) * (1 + jitterRatio / 4);
  return { ...transfer, probeAtMs: nowMs + delayMs };
}

function dropElapsed(state: SenderState, nowMs: number): SenderState {
  const setAside = new Map([...state.setAside].filter(([, untilMs]) => untilMs > nowMs));
  return setAside.size === state.setAside.size ? state : { ...state, setAside };
}

function updateCurrent(
  state: SenderState,
  { packageId }: { readonly packageId: string },
  update: (current: PackageTransfer) => PackageTransfer,
): SenderState {
  return state.current?.packageId === packageId ? { ...state, current: update(state.current) } : state;
}

function without<T>(items: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const rest = new Set(items);
  rest.delete(item);
  return rest;
}

const only = (state: SenderState): SenderStep => ({ state, actions: [] });
