import type { Random } from "../../../runtime/kernel/random.ts";
import type { ProgressStatus } from "../../../runtime/transfer/status.ts";
import { nextTickMs, stepSender } from "../../../runtime/uplink/sender.ts";
import {
  createSenderState,
  type PendingPackage,
  type SenderAction,
  type SenderEvent,
  type SenderPolicy,
  type SenderState,
} from "../../../runtime/uplink/sender-state.ts";

export const policy: SenderPolicy = {
  windowMax: 4,
  chunkLengthMaxBytes: 65_536,
  probeDelayMinMs: 5_000,
  probeDelayMaxMs: 300_000,
  unansweredMax: 4,
  acknowledgeTimeoutMs: 120_000,
  lossesMax: 2,
};

type Chance = { readonly lose: number; readonly repeat: number; readonly reorder: number; readonly fail: number };

/** A broker and an office that lose, repeat and reorder what they are given, and a sender that must get through. */
export type Simulation = {
  readonly state: () => SenderState;
  /** Delivers one thing, or lets time pass, or breaks the line, as chance has it. */
  readonly step: () => void;
  /** From now on nothing goes wrong. */
  readonly calm: () => void;
  readonly released: ReadonlySet<string>;
  readonly violations: readonly string[];
};

type Deliver = () => void;

export function simulateSender(random: Random, packages: readonly PendingPackage[], rough: Chance): Simulation {
  let chance = rough;
  let nowMs = 0;
  let state = createSenderState(policy);
  /** What the booth's own disk will answer; a broken line loses none of it. */
  const disk: Deliver[] = [];
  let road: Deliver[] = [];
  const outbox = [...packages];
  const released = new Set<string>();
  const violations: string[] = [];

  const post = (event: SenderEvent) => {
    const step = stepSender(state, event, { nowMs, jitterRatio: random.next() }, policy);
    state = step.state;
    if (state.unacknowledged.size > policy.windowMax) violations.push("window overrun");
    for (const action of step.actions) perform(action);
  };

  const put = (deliver: Deliver) => {
    if (random.next() < chance.lose) return;
    const copies = random.next() < chance.repeat ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const place = random.next() < chance.reorder ? random.integer(0, road.length) : road.length;
      road.splice(place, 0, deliver);
    }
  };
  const office = createSimulatedOffice(random, packages, (event) => put(() => post(event)));

  const perform = (action: SenderAction) => {
    if (action.kind === "prepare") disk.push(() => post({ ...action, kind: "prepared" }));
    if (action.kind === "announce") announce(action.packageId);
    if (action.kind === "send") send(action);
    if (action.kind === "release") disk.push(() => release(action.packageId));
    if (action.kind === "reset-link") breakLine("line");
  };

  const announce = (packageId: string) => {
    const chunkLengthBytes = state.current?.chunkLengthBytes ?? 0;
    put(() => office.hear(packageId, chunkLengthBytes));
  };

  const send = ({ packageId, index, serial }: Extract<SenderAction, { kind: "send" }>) => {
    if (state.current?.packageId !== packageId) violations.push("sends what is not under way");
    if (state.current?.held.has(index)) violations.push("sends a chunk that is held");
    const chunkLengthBytes = state.current?.chunkLengthBytes ?? 0;
    put(() => office.take(packageId, chunkLengthBytes, index));
    put(() => post({ kind: "acknowledged", serial }));
  };

  const release = (packageId: string) => {
    if (!office.receipted.has(packageId)) violations.push("releases without a receipt");
    if (released.has(packageId)) violations.push("releases twice");
    if (random.next() < chance.fail) {
      post({ kind: "release-failed", packageId });
      post({ kind: "offered", pending: outbox });
      return;
    }
    outbox.splice(
      outbox.findIndex((entry) => entry.packageId === packageId),
      1,
    );
    released.add(packageId);
    post({ kind: "released", packageId });
  };

  const breakLine = (cause: "line" | "oversize") => {
    road = [];
    post({ kind: "link-down", cause });
  };

  const mishaps: readonly [Deliver, ...Deliver[]] = [
    () => breakLine("line"),
    () => breakLine("oversize"),
    () => office.setScarce(random.next() < 0.5),
    () => office.forgetPartials(),
    () => {
      nowMs += random.integer(0, 30_000);
      post({ kind: "tick" });
    },
  ];

  const passTime = () => {
    nowMs = Math.max(nowMs, Math.min(nextTickMs(state, policy), nowMs + 400_000));
    post({ kind: "tick" });
  };

  post({ kind: "offered", pending: outbox });
  return {
    state: () => state,
    released,
    violations,
    calm: () => {
      chance = { lose: 0, repeat: 0, reorder: 0, fail: 0 };
      office.setScarce(false);
    },
    step: () => {
      if (state.link === null) post({ kind: "link-up", packetLengthMaxBytes: null, receiveMax: 65_535 });
      else if (random.next() < chance.fail) random.pick(mishaps)();
      else (disk.shift() ?? road.shift() ?? passTime)();
    },
  };
}

type Custody = { held: Set<number>; readonly chunkLengthBytes: number };

/** Holds what it is sent, gives a receipt for what is whole, and may forget what is not. */
function createSimulatedOffice(random: Random, packages: readonly PendingPackage[], say: (event: SenderEvent) => void) {
  const partial = new Map<string, Custody>();
  const receipted = new Set<string>();
  let isScarce = false;

  const report = (packageId: string, cause: ProgressStatus["cause"], { held, chunkLengthBytes }: Custody) => {
    const creditBytes = isScarce ? random.integer(0, 40_000) : 1_000_000;
    const facts = { kind: "progress", version: 1, packageId, chunkLengthBytes, cause, creditBytes } as const;
    say({ kind: "progressed", status: { ...facts, held: "", refused: [] }, held: new Set(held) });
  };
  const giveReceipt = (packageId: string) =>
    say({ kind: "receipted", packageId, isRejected: false, receipt: new Uint8Array() });

  return {
    receipted,
    setScarce: (next: boolean) => {
      isScarce = next;
    },
    forgetPartials: () => partial.clear(),
    hear: (packageId: string, chunkLengthBytes: number) => {
      if (receipted.has(packageId)) return giveReceipt(packageId);
      const known = partial.get(packageId);
      const isSameCut = known?.chunkLengthBytes === chunkLengthBytes;
      const custody = isSameCut ? known : { held: new Set<number>(), chunkLengthBytes };
      partial.set(packageId, custody);
      report(packageId, "manifest", custody);
    },
    take: (packageId: string, chunkLengthBytes: number, index: number) => {
      const custody = partial.get(packageId);
      if (custody?.chunkLengthBytes !== chunkLengthBytes) return;
      custody.held.add(index);
      const lengthBytes = packages.find((entry) => entry.packageId === packageId)?.lengthBytes ?? 0;
      if (custody.held.size < Math.ceil(lengthBytes / chunkLengthBytes)) return report(packageId, "chunks", custody);
      partial.delete(packageId);
      receipted.add(packageId);
      giveReceipt(packageId);
    },
  };
}
