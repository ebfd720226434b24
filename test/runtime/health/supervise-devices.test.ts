import { describe, expect, it } from "vitest";
import { createDocumentScannerSimulator } from "../../../drivers/document-scanner/document-scanner-simulator.ts";
import { createFingerprintSimulator } from "../../../drivers/fingerprint/fingerprint-simulator.ts";
import { createPaperPad } from "../../../drivers/signature-pad/signature-pad-paper.ts";
import type { OpenStep } from "../../../drivers/transport/simulated-opening.ts";
import { createSimulatedPlug } from "../../../drivers/transport/simulated-plug.ts";
import { superviseDevices } from "../../../runtime/health/supervise-devices.ts";
import type { LogFields, Logger } from "../../../runtime/kernel/logger.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { createManualClock } from "../../manual-clock.ts";

const policy = { lookEveryMs: 100, retryMinMs: 200, retryMaxMs: 1_000 };
const advise = ({ failure }: { readonly failure: string }) => ({
  action: "retry" as const,
  remedy: "repeat" as const,
  id: `id ${failure}`,
  en: failure,
});
const frame = { image: { widthPx: 1, heightPx: 1, resolutionPpi: 500, pixels: new Uint8Array(1) }, deviceScore: null };

function createRig(opens: readonly OpenStep[] = []) {
  const clock = createManualClock();
  const plug = createSimulatedPlug(clock);
  const device = createFingerprintSimulator({ clock, plug, opens, openDelayMs: 10, makeFrame: () => frame });
  const lines: { readonly event: string; readonly fields: LogFields }[] = [];
  const note = (event: string, fields: LogFields = {}) => lines.push({ event, fields });
  const logger: Logger = { ...createSilentLogger(), info: note, warn: note };
  const supervisor = superviseDevices({
    devices: { fingerprint: device },
    policy,
    clock,
    random: createRandom("supervision"),
    advise,
    logger,
  });
  const seen: string[] = [];
  supervisor.onChange(() => {
    const state = supervisor.status()[0]?.state ?? "none";
    if (seen.at(-1) !== state) seen.push(state);
  });
  return { clock, plug, device, supervisor, lines, seen };
}

describe("supervised devices", () => {
  it("are opened, and then left alone", async () => {
    const { clock, device, supervisor, lines, seen } = createRig();
    supervisor.start();
    await clock.advance(1_000);
    expect(device.health().state).toBe("ready");
    expect(supervisor.status()).toEqual([
      {
        ...{ role: "fingerprint", driver: "fingerprint-simulator", model: "Simulated single-finger imager" },
        ...{ state: "ready", failure: null, reported: null, advice: null, awaySince: null, nextTryAt: null },
      },
    ]);
    expect(lines).toEqual([
      {
        event: "device.ready",
        fields: { role: "fingerprint", driver: "fingerprint-simulator", serial: "EMU-FINGERPRINT-1", downMs: 10 },
      },
    ]);
    expect(seen).toEqual(["ready"]);
    await clock.runUntil(supervisor.stop());
  });

  it("come back after the cable was out for a while, without a line for each attempt", async () => {
    const { clock, plug, device, supervisor, lines, seen } = createRig();
    supervisor.start();
    await clock.advance(500);
    plug.pull();
    await clock.advance(10_000);
    expect(device.health().state).toBe("lost");
    expect(lines.filter(({ event }) => event === "device.unavailable")).toEqual([
      {
        event: "device.unavailable",
        fields: { role: "fingerprint", driver: "fingerprint-simulator", failure: "driver.disconnected" },
      },
    ]);
    plug.insert();
    await clock.advance(policy.retryMaxMs * 1.2 + 100);
    expect(device.health().state).toBe("ready");
    expect(seen).toEqual(["ready", "lost", "ready"]);
    await clock.runUntil(supervisor.stop());
  });

  it("say what is wrong, since when, and when they are tried again, for as long as they are away", async () => {
    const { clock, plug, supervisor } = createRig();
    supervisor.start();
    await clock.advance(5_000);
    plug.pull();
    await clock.advance(2_000);
    const first = supervisor.status()[0];
    expect(first).toMatchObject({
      ...{ state: "lost", failure: "driver.disconnected", reported: null },
      advice: { action: "retry", remedy: "repeat", id: "id driver.disconnected" },
    });
    expect(Date.parse(first?.awaySince ?? "") - Date.parse("2026-01-05T01:00:05.000Z")).toBeLessThanOrEqual(100);
    expect(Date.parse(first?.nextTryAt ?? "")).toBeGreaterThan(Date.parse(clock.nowAt()));
    const states = new Set<string | undefined>();
    for (let look = 0; look < 400; look += 1) {
      await clock.advance(5);
      states.add(supervisor.status()[0]?.state);
    }
    expect([...states]).toEqual(["lost"]);
    expect(supervisor.status()[0]?.awaySince).toBe(first?.awaySince);
    plug.insert();
    await clock.advance(2_000);
    expect(supervisor.status()[0]).toMatchObject({ state: "ready", advice: null, awaySince: null, nextTryAt: null });
    await clock.runUntil(supervisor.stop());
  });

  it("are tried ever more seldom, but never more seldom than the policy says", async () => {
    const { clock, device, supervisor } = createRig(Array.from({ length: 12 }, () => "absent" as const));
    const attempts: number[] = [];
    const open = device.open;
    Object.assign(device, {
      open: () => {
        attempts.push(clock.monotonicMs());
        return open();
      },
    });
    supervisor.start();
    await clock.advance(20_000);
    const waits = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
    expect(waits).toHaveLength(12);
    expect(waits[0]).toBeLessThanOrEqual(policy.retryMinMs * 1.2);
    expect(Math.max(...waits)).toBeLessThanOrEqual(policy.retryMaxMs * 1.2);
    expect(Math.min(...waits.slice(4))).toBeGreaterThanOrEqual(policy.retryMaxMs * 0.8);
    expect(device.health().state).toBe("ready");
    await clock.runUntil(supervisor.stop());
  });

  it("are no longer opened once the watch has stopped", async () => {
    const { clock, plug, device, supervisor } = createRig();
    supervisor.start();
    await clock.advance(500);
    await clock.runUntil(supervisor.stop());
    plug.pull(0);
    await clock.advance(30_000);
    expect(device.health().state).toBe("lost");
    expect(clock.sleeperCount()).toBe(0);
  });
});

describe("a device that looks through another", () => {
  function createPair(opens: readonly OpenStep[] = []) {
    const clock = createManualClock();
    const plug = createSimulatedPlug(clock);
    const image = { widthPx: 1, heightPx: 1, resolutionPpi: 300, pixels: new Uint8Array(3) };
    const simulator = createDocumentScannerSimulator({
      ...{ clock, plug, opens, openDelayMs: 10 },
      makeFrame: () => ({ image }),
    });
    const attempts: number[] = [];
    const documentScanner = {
      ...simulator,
      open: () => {
        attempts.push(clock.monotonicMs());
        return simulator.open();
      },
    };
    const lines: string[] = [];
    const note = (event: string, { role }: LogFields = {}) => lines.push(`${event} ${String(role)}`);
    const supervisor = superviseDevices({
      // The pad comes first, as it does in a booth.
      devices: { signaturePad: createPaperPad(documentScanner), documentScanner },
      ...{ policy, clock, advise, random: createRandom("supervision") },
      logger: { ...createSilentLogger(), info: note, warn: note },
    });
    return { clock, plug, supervisor, attempts, lines };
  }
  const statesOf = (supervisor: ReturnType<typeof createPair>["supervisor"]) =>
    supervisor.status().map(({ role, state, awaySince, nextTryAt }) => ({ role, state, awaySince, nextTryAt }));

  it("is opened by that one's watch alone, once", async () => {
    const { clock, supervisor, attempts, lines } = createPair();
    supervisor.start();
    await clock.advance(1_000);
    expect(attempts).toEqual([0]);
    expect(lines).toEqual(["device.ready documentScanner"]);
    expect(supervisor.status().map(({ driver, state }) => [driver, state])).toEqual([
      ["signature-pad-paper", "ready"],
      ["document-scanner-simulator", "ready"],
    ]);
    await clock.runUntil(supervisor.stop());
  });

  it("is tried again with one patience, not two, and says of itself what the other says", async () => {
    const absent = Array.from({ length: 8 }, () => "absent" as const);
    const { clock, supervisor, attempts } = createPair(absent);
    supervisor.start();
    await clock.advance(300);
    const [pad, scanner] = statesOf(supervisor);
    expect(pad).toEqual({ ...scanner, role: "signaturePad" });
    expect(pad?.state).toBe("lost");
    expect(pad?.nextTryAt).not.toBeNull();
    await clock.advance(10_000);
    const pauses = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
    expect(attempts.length).toBeGreaterThan(absent.length);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(policy.retryMinMs * 0.8);
    expect(statesOf(supervisor).map(({ state }) => state)).toEqual(["ready", "ready"]);
    await clock.runUntil(supervisor.stop());
  });

  it("tells whoever watches that it has gone, and that it is back", async () => {
    const { clock, plug, supervisor } = createPair();
    const seen: string[] = [];
    supervisor.onChange(() => {
      const state = supervisor.status()[0]?.state ?? "none";
      if (seen.at(-1) !== state) seen.push(state);
    });
    supervisor.start();
    await clock.advance(500);
    plug.pull();
    await clock.advance(500);
    plug.insert();
    await clock.advance(3_000);
    expect(seen.filter((state) => state !== "opening")).toEqual(["ready", "lost", "ready"]);
    await clock.runUntil(supervisor.stop());
  });
});
