import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { nextTickMs, stepSender } from "../../../runtime/uplink/sender.ts";
import { createSenderState, type SenderEvent, type SenderState } from "../../../runtime/uplink/sender-state.ts";
import { policy, simulateSender } from "./sender-simulation.ts";

const first = { packageId: "a".repeat(64), lengthBytes: 5 * 65_536 };
const second = { packageId: "b".repeat(64), lengthBytes: 65_536 };
const linkUp = { kind: "link-up", packetLengthMaxBytes: null, receiveMax: 65_535 } as const;
const prepared = { kind: "prepared", packageId: first.packageId, chunkLengthBytes: 65_536 } as const;

/** Runs events one after another at `nowMs`; returns the last step and the state after it. */
function run(events: readonly SenderEvent[], from: SenderState = createSenderState(policy), nowMs = 0) {
  let step = { state: from, actions: [] } as ReturnType<typeof stepSender>;
  for (const event of events) step = stepSender(step.state, event, { nowMs, jitterRatio: 0 }, policy);
  return step;
}

const progress = (held: readonly number[], changes: object = {}): SenderEvent => ({
  kind: "progressed",
  held: new Set(held),
  status: {
    kind: "progress",
    version: 1,
    packageId: first.packageId,
    chunkLengthBytes: 65_536,
    cause: "manifest",
    held: "",
    refused: [],
    creditBytes: 1_000_000,
    ...changes,
  },
});
const acknowledgeAll = (state: SenderState) =>
  [...state.unacknowledged].map((serial) => ({ kind: "acknowledged", serial }) as const);
const kinds = (step: ReturnType<typeof run>) => step.actions.map((action) => action.kind);
const indexes = (step: ReturnType<typeof run>) =>
  step.actions.flatMap((action) => (action.kind === "send" ? [action.index] : []));

const offered = run([{ kind: "offered", pending: [first, second] }, linkUp]);
const announced = run([prepared], offered.state);
const sending = run([progress([])], announced.state);

describe("sender", () => {
  it("prepares the oldest package, announces it, and sends no byte before the office has answered", () => {
    expect(offered.actions).toEqual([{ kind: "prepare", packageId: first.packageId, chunkLengthBytes: 65_536 }]);
    expect(announced.actions).toEqual([{ kind: "announce", packageId: first.packageId }]);
    expect(indexes(sending)).toEqual([0, 1, 2, 3]);
  });

  it("sends the next chunk when the broker acknowledges one, and takes that for nothing more", () => {
    const step = run([{ kind: "acknowledged", serial: 1 }], sending.state);
    expect(indexes(step)).toEqual([4]);
    expect(step.state.current?.held.size).toBe(0);
    expect(step.state.pending).toEqual([first, second]);
  });

  it("never fills more than a quarter of what the broker takes at once", () => {
    const narrow = run([{ ...linkUp, receiveMax: 9 }, prepared, progress([])], offered.state);
    expect(narrow.state.unacknowledged.size).toBe(2);
  });

  it("sends only what is missing", () => {
    const step = run([progress([0, 2, 3])], announced.state);
    expect(indexes(step)).toEqual([1, 4]);
  });

  it("repeats a chunk that was overtaken by a later one", () => {
    const acknowledged = run(
      [1, 2, 3].map((serial) => ({ kind: "acknowledged", serial })),
      sending.state,
    );
    const step = run([progress([0, 2], { cause: "chunks" })], acknowledged.state);
    expect(indexes(step)).toEqual([1]);
  });

  it("repeats a chunk that came damaged", () => {
    const acknowledged = run(acknowledgeAll(sending.state), sending.state);
    const step = run([progress([0, 1, 2], { cause: "chunks", refused: [3] })], acknowledged.state);
    expect(indexes(step)).toEqual([3]);
  });

  it("sends again what was lost with the connection, after asking", () => {
    const broken = run([{ kind: "link-down", cause: "line" }, linkUp], sending.state);
    expect(kinds(broken)).toEqual(["announce"]);
    const step = run([progress([1])], broken.state);
    expect(indexes(step)).toEqual([0, 2, 3, 4]);
  });

  it("sends again at once what was under way when the office was away", () => {
    const acknowledged = run(acknowledgeAll(sending.state), sending.state);
    const step = run([progress([0], { cause: "resumed" })], acknowledged.state);
    expect(indexes(step)).toEqual([1, 2, 3]);
  });

  it("stands still without credit, and sends one chunk at a time under a credit smaller than a chunk", () => {
    expect(indexes(run([progress([], { creditBytes: 0 })], announced.state))).toEqual([]);
    expect(indexes(run([progress([], { creditBytes: 1 })], announced.state))).toEqual([0]);
    expect(indexes(run([progress([], { creditBytes: 2 * 65_536 })], announced.state))).toEqual([0, 1]);
  });

  it("asks again when the office is silent, waiting twice as long each time, then lets another package go first", () => {
    let step = announced;
    const waits: number[] = [];
    for (let ask = 0; ask < 4; ask += 1) {
      const atMs = nextTickMs(step.state, policy);
      expect(run([{ kind: "tick" }], step.state, atMs - 1).actions).toEqual([]);
      waits.push(atMs);
      step = run([{ kind: "tick" }], step.state, atMs);
      expect(kinds(step)).toEqual(["announce"]);
    }
    expect(waits).toEqual([5_000, 15_000, 35_000, 75_000]);
    const yielded = run([{ kind: "tick" }], step.state, nextTickMs(step.state, policy));
    expect(yielded.actions).toEqual([
      { kind: "alarm", packageId: first.packageId, code: "unanswered" },
      { kind: "prepare", packageId: second.packageId, chunkLengthBytes: 65_536 },
    ]);
  });

  it("keeps asking for the only package there is, at the longest delay", () => {
    let step = run([{ kind: "offered", pending: [first] }], announced.state);
    let atMs = 0;
    for (let ask = 0; ask < 12; ask += 1) {
      const nextMs = nextTickMs(step.state, policy);
      expect(nextMs - atMs).toBeLessThanOrEqual(300_000);
      atMs = nextMs;
      step = run([{ kind: "tick" }], step.state, atMs);
      expect(kinds(step)).toEqual(["announce"]);
    }
    expect(nextTickMs(step.state, policy) - atMs).toBe(300_000);
  });

  it("breaks the line when the broker acknowledges nothing", () => {
    const atMs = nextTickMs(sending.state, policy);
    expect(atMs).toBe(policy.acknowledgeTimeoutMs);
    expect(kinds(run([{ kind: "tick" }], sending.state, atMs))).toEqual(["reset-link"]);
  });

  it("releases on a receipt, once, and goes on with the next package", () => {
    const receipt = Uint8Array.of(1);
    const event = { kind: "receipted", packageId: first.packageId, isRejected: false, receipt } as const;
    const step = run([event], sending.state);
    expect(step.actions).toEqual([
      { kind: "release", packageId: first.packageId, receipt },
      { kind: "prepare", packageId: second.packageId, chunkLengthBytes: 65_536 },
    ]);
    expect(kinds(run([event], step.state))).toEqual([]);
    const offeredAgain = run([{ kind: "offered", pending: [first, second] }], step.state);
    expect(offeredAgain.state.pending).toEqual([second]);
  });

  it("ignores a receipt for a package it does not have", () => {
    const event = {
      kind: "receipted",
      packageId: "c".repeat(64),
      isRejected: false,
      receipt: new Uint8Array(),
    } as const;
    expect(run([event], sending.state)).toEqual({ state: sending.state, actions: [] });
  });

  it("keeps a rejected package, says so, and does not send it again", () => {
    const event = {
      kind: "receipted",
      packageId: first.packageId,
      isRejected: true,
      receipt: new Uint8Array(),
    } as const;
    const step = run([event, { kind: "offered", pending: [first, second] }], sending.state);
    expect(run([event], sending.state).actions[0]).toEqual({
      kind: "alarm",
      packageId: first.packageId,
      code: "rejected",
    });
    expect(step.state.pending).toEqual([second]);
  });

  it("takes a package up again whose receipt could not be made durable", () => {
    const receipt = {
      kind: "receipted",
      packageId: first.packageId,
      isRejected: false,
      receipt: new Uint8Array(),
    } as const;
    const failed = { kind: "release-failed", packageId: first.packageId } as const;
    const step = run([receipt, failed, { kind: "offered", pending: [first] }], announced.state);
    expect(step.actions).toEqual([]);
    const later = run([{ kind: "tick" }], step.state, policy.probeDelayMaxMs);
    expect(kinds(later)).toEqual(["prepare"]);
  });

  it("lets the next package go first when one cannot be read, or the office refuses it", () => {
    for (const event of [
      { kind: "unreadable", packageId: first.packageId },
      { kind: "aborted", packageId: first.packageId, code: "hash-mismatch" },
    ] as const) {
      expect(kinds(run([event], announced.state))).toEqual(["alarm", "prepare"]);
    }
  });
});

describe("sender, when chunks are too large for the broker", () => {
  const lengthsAfter = (step: ReturnType<typeof run>) =>
    step.actions.flatMap((action) => (action.kind === "prepare" ? [action.chunkLengthBytes] : []));

  it("cuts to the packet size the broker announces", () => {
    const step = run([
      { kind: "offered", pending: [first] },
      { ...linkUp, packetLengthMaxBytes: 50_000 },
    ]);
    expect(lengthsAfter(step)).toEqual([50_000 - 4_096]);
  });

  it("cuts in half after the broker disconnects over the size", () => {
    const step = run([{ kind: "link-down", cause: "oversize" }, linkUp], sending.state);
    expect(lengthsAfter(step)).toEqual([32_768]);
  });

  it("cuts in half after two connections in a row were lost with chunks on the road", () => {
    const loss = { kind: "link-down", cause: "line" } as const;
    const once = run([loss, linkUp], sending.state);
    expect(lengthsAfter(once)).toEqual([]);
    const twice = run([progress([]), loss, linkUp], once.state);
    expect(lengthsAfter(twice)).toEqual([32_768]);
  });

  it("cuts in half when the broker acknowledges chunks and none of them ever arrives", () => {
    let step = sending;
    for (const expected of [[], [32_768]]) {
      const acknowledged = run(
        [progress([], { cause: "chunks", creditBytes: 0 }), ...acknowledgeAll(step.state)],
        step.state,
      );
      const asked = run([{ kind: "tick" }], acknowledged.state, nextTickMs(acknowledged.state, policy));
      step = run([progress([])], asked.state);
      expect(lengthsAfter(step)).toEqual(expected);
    }
  });

  it("does not blame the size when a chunk got through in between", () => {
    const loss = { kind: "link-down", cause: "line" } as const;
    const step = run([loss, linkUp, progress([]), { kind: "acknowledged", serial: 5 }, loss, linkUp], sending.state);
    expect(lengthsAfter(step)).toEqual([]);
  });

  it("cuts in half when the broker refuses a chunk, and steps aside at the smallest", () => {
    let step = sending;
    let chunkLengthBytes = 65_536;
    for (const expected of [32_768, 16_384]) {
      const serial = step.state.serial;
      step = run([{ kind: "refused", packageId: first.packageId, serial, reasonCode: 151 }], step.state);
      expect(lengthsAfter(step)).toEqual([expected]);
      chunkLengthBytes = expected;
      const event = { kind: "prepared", packageId: first.packageId, chunkLengthBytes } as const;
      step = run([event, progress([], { chunkLengthBytes })], step.state);
    }
    const last = run(
      [{ kind: "refused", packageId: first.packageId, serial: step.state.serial, reasonCode: 151 }],
      step.state,
    );
    expect(last.actions[0]).toEqual({ kind: "alarm", packageId: first.packageId, code: "broker-refuses" });
  });

  it("does not cut when the broker says the booth may not publish at all", () => {
    const step = run([{ kind: "refused", packageId: first.packageId, serial: 1, reasonCode: 135 }], sending.state);
    expect(step.actions[0]).toEqual({ kind: "alarm", packageId: first.packageId, code: "not-authorised" });
  });

  it("steps aside when no cut fits, and sends the smaller package", () => {
    const huge = { packageId: "c".repeat(64), lengthBytes: 64 * 1024 * 1024 };
    const step = run([
      { kind: "offered", pending: [huge, second] },
      { ...linkUp, packetLengthMaxBytes: 40_000 },
    ]);
    expect(step.actions).toEqual([
      { kind: "alarm", packageId: huge.packageId, code: "packet-limit" },
      { kind: "prepare", packageId: second.packageId, chunkLengthBytes: 40_000 - 4_096 },
    ]);
  });
});

describe("sender, on a line that loses, repeats and reorders", () => {
  const packages = fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{64}$/), { minLength: 1, maxLength: 3 });

  it("delivers every package, releases none before its receipt, and sends no chunk that is held", () => {
    fc.assert(
      fc.property(packages, fc.integer(), fc.integer({ min: 0, max: 400 }), (ids, seed, roughSteps) => {
        const random = createRandom(String(seed));
        const pending = ids.map((packageId) => ({ packageId, lengthBytes: random.integer(1, 400_000) }));
        const chance = {
          lose: random.between(0, 0.4),
          repeat: random.between(0, 0.3),
          reorder: random.between(0, 0.5),
          fail: random.between(0, 0.2),
        };
        const simulation = simulateSender(random, pending, chance);
        for (let step = 0; step < roughSteps; step += 1) simulation.step();
        simulation.calm();
        for (let step = 0; step < 3_000 && simulation.released.size < ids.length; step += 1) simulation.step();
        expect(simulation.violations).toEqual([]);
        expect([...simulation.released].sort()).toEqual([...ids].sort());
        expect(simulation.state().pending).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
