import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { createBoothIoSimulator } from "../../drivers/booth-io/booth-io-simulator.ts";
import { createSimulatedPlug } from "../../drivers/transport/simulated-plug.ts";
import { composeSigns } from "../../runtime/compose-signs.ts";
import { defaultSupervision, superviseDevices } from "../../runtime/health/supervise-devices.ts";
import { createSilentLogger } from "../../runtime/kernel/logger.ts";
import { createRandom } from "../../runtime/kernel/random.ts";
import { createKiosk } from "../../runtime/kiosk/kiosk.ts";
import type { Intent } from "../../runtime/kiosk/wire/page-message.ts";
import { createManualClock } from "../manual-clock.ts";
import { makeKioskParts, pin } from "./kiosk/make-kiosk-parts.ts";

/** A kiosk on a simulated booth whose board is watched, and may be unplugged. */
async function standBooth() {
  const clock = createManualClock();
  const plug = createSimulatedPlug(clock);
  const boothIo = createBoothIoSimulator({ clock, plug, openDelayMs: 0 });
  const logger = createSilentLogger();
  const supervisor = superviseDevices({
    ...{ devices: { boothIo }, policy: defaultSupervision, clock, random: createRandom("signs"), logger },
    advise: () => ({ id: "", en: "" }) as never,
  });
  const signs = composeSigns({ boothIo, supervisor, logger });
  const parts = await makeKioskParts({ devices: supervisor, signs });
  const kiosk = createKiosk(parts);
  supervisor.start();
  onTestFinished(async () => {
    kiosk.close();
    await supervisor.stop();
  });
  let taps = 0;
  const tap = (intent: Intent) => {
    taps += 1;
    return kiosk.take(`tap-${taps}-token`, kiosk.view().position, intent);
  };
  const pass = async (byMs: number) => {
    await clock.advance(byMs);
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  };
  await pass(100);
  return { boothIo, plug, kiosk, signs, tap, pass, light: () => boothIo.see().stackLight };
}

const operator = { kind: "log-in", id: "operator-satu", pin } as const;

describe("the lamp of a booth", () => {
  it("is green while it is free and yellow while somebody is in it", async () => {
    const { tap, light } = await standBooth();
    expect(light()).toBe("ready");
    await tap({ kind: "start" });
    expect(light()).toBe("busy");
    await tap({ kind: "leave" });
    expect(light()).toBe("ready");
  });

  it("asks for attention from the press of the button until an officer has come", async () => {
    const { boothIo, kiosk, tap, light } = await standBooth();
    boothIo.emit({ kind: "help" });
    expect(light()).toBe("attention");
    expect(kiosk.view().help).toMatchObject({ by: "button", canAnswer: false });
    await tap({ kind: "start" });
    expect(light()).toBe("attention");
    await tap(operator);
    await tap({ kind: "answer-help" });
    expect(kiosk.view().help).toBeNull();
    expect(light()).toBe("busy");
  });

  it("asks for it from the button on the page just so, and tells nothing of who only stands there", async () => {
    const { boothIo, kiosk, tap, light } = await standBooth();
    boothIo.emit({ kind: "presence", isPresent: true });
    expect(kiosk.view().help).toBeNull();
    await tap({ kind: "call-help" });
    expect(light()).toBe("attention");
    boothIo.emit({ kind: "help" });
    expect(kiosk.view().help).toMatchObject({ by: "page" });
  });

  it("comes back as it should be after the board was away, and goes out with the booth", async () => {
    const { plug, kiosk, signs, tap, pass, light } = await standBooth();
    plug.pull();
    await pass(2_000);
    expect(light()).toBe("off");
    expect(kiosk.view().conditions).toMatchObject([{ kind: "device-away", role: "boothIo" }]);
    await tap({ kind: "call-help" });
    plug.insert();
    await pass(60_000);
    expect(light()).toBe("attention");
    await signs.close();
    expect(light()).toBe("off");
  });
});
