import { describe, expect, it } from "vitest";
import { createDocumentScannerSimulator } from "../../../drivers/document-scanner/document-scanner-simulator.ts";
import { shareSource } from "../../../drivers/transport/share-source.ts";
import { createSimulatedPlug } from "../../../drivers/transport/simulated-plug.ts";
import { createManualClock, type ManualClock } from "../../manual-clock.ts";

const image = { widthPx: 1, heightPx: 1, resolutionPpi: 300, pixels: new Uint8Array(3) };
const pages = 2;
const frameIntervalMs = 100;

function setUp() {
  const clock = createManualClock();
  const plug = createSimulatedPlug(clock);
  const looks: string[] = [];
  const scanner = createDocumentScannerSimulator({
    ...{ clock, plug, frameIntervalMs, openDelayMs: 50 },
    makeFrame: (paper, { frameNumber }) => {
      looks.push(`${paper} ${frameNumber}`);
      return frameNumber > pages ? null : { image };
    },
  });
  return { clock, plug, scanner, looks, shared: shareSource(scanner, clock) };
}

type Shared = ReturnType<typeof setUp>["shared"];
const never = new AbortController().signal;

async function look(shared: Shared, target: string, { timeoutMs = 10_000, signal = never } = {}): Promise<string> {
  let count = 0;
  for await (const _ of shared.frames({ target, timeoutMs, signal })) count += 1;
  return `${target}: ${count}`;
}

async function opened() {
  const rig = setUp();
  await rig.clock.runUntil(rig.shared.open());
  return rig;
}

/** Somebody who takes the first page and keeps the scanner for this long. */
async function linger(shared: Shared, clock: ManualClock, forMs: number): Promise<void> {
  for await (const _ of shared.frames({ target: "kk", timeoutMs: 10_000, signal: never })) {
    await clock.sleep(forMs);
    return;
  }
}

describe("a device through which several look", () => {
  it("lets each wait for its turn, in their order, and never shows two one thing at a time", async () => {
    const { clock, shared, looks } = await opened();
    const all = Promise.all(["kk", "signature", "ktp"].map((target) => look(shared, target)));
    expect(await clock.runUntil(all)).toEqual(["kk: 2", "signature: 2", "ktp: 2"]);
    expect(looks).toEqual(["kk", "signature", "ktp"].flatMap((paper) => [1, 2, 3].map((page) => `${paper} ${page}`)));
    expect(shared.health()).toEqual({ state: "ready", lastFailure: null });
  });

  it("is opened once, however many ask at once, and says to each how that went", async () => {
    const { clock, shared, scanner } = setUp();
    let openings = 0;
    const counted = shareSource({ ...scanner, open: () => scanner.open().finally(() => (openings += 1)) }, clock);
    await clock.runUntil(Promise.all([counted.open(), counted.open(), counted.open()]));
    expect(openings).toBe(1);
    expect(shared.health().state).toBe("ready");
  });

  it("is refused as busy only to whoever has waited as long as they would, and then goes to the next", async () => {
    const { clock, shared } = await opened();
    const lingering = linger(shared, clock, 3_000);
    const impatient = look(shared, "signature", { timeoutMs: 1_000 });
    const refused = expect(impatient).rejects.toMatchObject({ code: "driver.busy" });
    const patient = look(shared, "ktp");
    await clock.runUntil(refused);
    expect(clock.monotonicMs()).toBeLessThan(2_000);
    expect(await clock.runUntil(patient)).toBe("ktp: 2");
    await lingering;
  });

  it("is let go by whoever is called off while they wait", async () => {
    const { clock, shared, looks } = await opened();
    const calledOff = new AbortController();
    const first = look(shared, "kk");
    const second = look(shared, "signature", { signal: calledOff.signal });
    const gone = expect(second).rejects.toThrow("home");
    const third = look(shared, "ktp");
    calledOff.abort(new Error("home"));
    await gone;
    expect(await clock.runUntil(Promise.all([first, third]))).toEqual(["kk: 2", "ktp: 2"]);
    expect(looks.some((line) => line.startsWith("signature"))).toBe(false);
  });

  it("tells everybody who waits when it has gone", async () => {
    const { clock, shared, plug } = await opened();
    const results = Promise.allSettled([look(shared, "kk"), look(shared, "signature")]);
    await clock.advance(10);
    plug.pull();
    for (const result of await clock.runUntil(results))
      expect(result).toMatchObject({ status: "rejected", reason: { code: "driver.disconnected" } });
    plug.insert();
    await clock.runUntil(shared.open());
    expect(await clock.runUntil(look(shared, "ktp"))).toBe("ktp: 2");
  });

  it("keeps no queue without an end", async () => {
    const { clock, shared } = await opened();
    const lingering = linger(shared, clock, 1_000);
    await clock.advance(0);
    const many = Array.from({ length: 12 }, () => look(shared, "kk"));
    const settled = await clock.runUntil(Promise.allSettled(many));
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(8);
    await lingering;
  });
});
