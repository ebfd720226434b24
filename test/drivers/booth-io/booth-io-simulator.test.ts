import { describe, expect, it } from "vitest";
import type { BoothSignal } from "../../../drivers/booth-io/booth-io-driver.ts";
import {
  type BoothIoSimulatorOptions,
  createBoothIoSimulator,
  type ScriptedSignal,
} from "../../../drivers/booth-io/booth-io-simulator.ts";
import { createSimulatedPlug } from "../../../drivers/transport/simulated-plug.ts";
import { createManualClock } from "../../manual-clock.ts";
import { testBoothIoContract } from "./booth-io-contract.ts";

const request = { timeoutMs: 5_000, signal: new AbortController().signal };
const arrives = { kind: "presence", isPresent: true } as const;
const leaves = { kind: "presence", isPresent: false } as const;
const help = { kind: "help" } as const;

function bench(options: Partial<BoothIoSimulatorOptions> = {}) {
  const clock = createManualClock();
  const device = createBoothIoSimulator({ clock, ...options });
  const heard: BoothSignal[] = [];
  const stopListening = device.onSignal((signal) => heard.push(signal));
  return { clock, device, heard, stopListening, settle: clock.runUntil };
}

describe("booth simulator", () => {
  testBoothIoContract({
    isSimulated: true,
    working: bench,
    lateComer: () => bench({ opens: ["absent"] }),
    mute: () => bench({ opens: ["stall"] }),
    jammed: () => bench({ moves: ["jam"] }),
    plugged: () => {
      const clock = createManualClock();
      const plug = createSimulatedPlug(clock);
      const device = createBoothIoSimulator({ clock, plug });
      return { device, settle: clock.runUntil, pull: () => plug.pull(), insert: plug.insert };
    },
  });

  it("shows what a person would see: the backdrop in motion, then standing, and the lights", async () => {
    const { clock, device, settle } = bench({ travelMs: 1_000 });
    await settle(device.open());
    await device.setRingLight(80);
    await device.setStackLight("busy");
    const moving = device.setBackdrop("red", request);
    await clock.advance(999);
    expect(device.see()).toEqual({ backdrop: null, ringLightPercent: 80, stackLight: "busy" });
    await clock.advance(1);
    await moving;
    expect(device.see()).toEqual({ backdrop: "red", ringLightPercent: 80, stackLight: "busy" });
    const beforeMs = clock.monotonicMs();
    await settle(device.setBackdrop("red", request));
    expect(clock.monotonicMs()).toBe(beforeMs);
  });

  it("puts its lights out when it is closed or unplugged, and leaves the backdrop where it is", async () => {
    const plugClock = createManualClock();
    const plug = createSimulatedPlug(plugClock);
    const device = createBoothIoSimulator({ clock: plugClock, plug });
    for (const end of [() => device.close(), async () => plug.pull(0)]) {
      await plugClock.runUntil(device.open());
      await plugClock.runUntil(device.setBackdrop("blue", request));
      await device.setRingLight(80);
      await device.setStackLight("ready");
      await end();
      expect(device.see()).toEqual({ backdrop: "blue", ringLightPercent: 0, stackLight: "off" });
    }
  });

  it("loses its own cable in a scripted move", async () => {
    const { device, settle } = bench({ moves: ["unplug"] });
    await settle(device.open());
    await expect(settle(device.setBackdrop("red", request))).rejects.toMatchObject({ code: "driver.disconnected" });
    expect([device.health().state, device.see().backdrop]).toEqual(["lost", null]);
  });

  it("plays its signals in time, each change once", async () => {
    const signals: ScriptedSignal[] = [
      { afterMs: 1_000, signal: arrives },
      { afterMs: 1, signal: arrives },
      { afterMs: 500, signal: { kind: "door", isOpen: true } },
      { afterMs: 0, signal: { kind: "door", isOpen: true } },
      { afterMs: 0, signal: { kind: "door", isOpen: false } },
      { afterMs: 500, signal: leaves },
    ];
    const { clock, device, heard, settle } = bench({ signals });
    await settle(device.open());
    await clock.advance(999);
    expect(heard).toEqual([]);
    await clock.advance(1);
    expect(heard).toEqual([arrives]);
    await clock.advance(10_000);
    expect(heard).toEqual([arrives, { kind: "door", isOpen: true }, { kind: "door", isOpen: false }, leaves]);
  });

  it("hears a bouncing help button once, and a second call later", async () => {
    const { clock, device, heard, settle } = bench();
    await settle(device.open());
    device.emit(help);
    await clock.advance(499);
    device.emit(help);
    await clock.advance(499);
    device.emit(help);
    expect(heard).toEqual([help]);
    await clock.advance(500);
    device.emit(help);
    expect(heard).toEqual([help, help]);
  });

  it("goes on with its signals when it is opened anew", async () => {
    const signals = [
      { afterMs: 100, signal: arrives },
      { afterMs: 100, signal: leaves },
    ];
    const { clock, device, heard, settle } = bench({ signals });
    await settle(device.open());
    await clock.advance(100);
    await device.close();
    await clock.advance(1_000);
    expect(heard).toEqual([arrives]);
    await settle(device.open());
    await clock.advance(100);
    expect(heard).toEqual([arrives, leaves]);
  });

  it("says nothing while it is closed, nor to somebody who stopped listening", async () => {
    const { device, heard, stopListening, settle } = bench();
    device.emit(arrives);
    await settle(device.open());
    stopListening();
    device.emit(arrives);
    expect(heard).toEqual([]);
  });

  it("takes a brightness of 0 to 100 percent only", async () => {
    const { device, settle } = bench();
    await settle(device.open());
    for (const wrong of [-1, 101, Number.NaN]) {
      await expect(device.setRingLight(wrong)).rejects.toThrow("0 to 100 percent");
    }
  });
});
