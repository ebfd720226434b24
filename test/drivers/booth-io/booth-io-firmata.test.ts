import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { BoothIoDriver, BoothSignal } from "../../../drivers/booth-io/booth-io-driver.ts";
import { createFirmataBooth } from "../../../drivers/booth-io/booth-io-firmata.ts";
import { createFirmataEmulator, type FirmataEmulator } from "../../../drivers/booth-io/firmata-emulator.ts";
import type { BackdropMotor, BoothPins } from "../../../drivers/booth-io/firmata-pins.ts";
import { createSerialLink } from "../../../drivers/transport/serial-link.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { absentAtFirst, fromSecondOpening } from "../bench-steps.ts";
import { hasSocat, openPty, type Pty, skipWithoutSocat } from "../transport/pty.ts";
import { testBoothIoContract } from "./booth-io-contract.ts";

const clock = createSystemClock();
const signal = new AbortController().signal;
const request = { timeoutMs: 5_000, signal };
const why = hasSocat ? "" : ` (skipped: ${skipWithoutSocat})`;

/** The sysex command by which a stepper says that it has arrived. */
const stepperDone = 0x72;
const motors: Readonly<Record<BackdropMotor["kind"], BackdropMotor>> = {
  servo: { kind: "servo", pin: 10, redDeg: 0, blueDeg: 90, orangeDeg: 180, travelMs: 30 },
  relays: { kind: "relays", redPin: 7, bluePin: 8, orangePin: 12, travelMs: 30 },
  stepper: {
    kind: "stepper",
    stepPin: 11,
    dirPin: 12,
    homePin: 8,
    stepsPerTurn: 200,
    speedRpm: 60,
    redSteps: 100,
    blueSteps: 900,
    orangeSteps: 1_700,
  },
};
const plan = (backdrop: BackdropMotor): BoothPins => ({
  backdrop,
  ringLightPin: 5,
  stackRedPin: 3,
  stackYellowPin: 9,
  stackGreenPin: 6,
  presencePin: 2,
  doorPin: 4,
  helpPin: 13,
});

async function openUno(homeSteps: number | null = 500, firmware = { isMute: false, isJammed: false }) {
  let uno: FirmataEmulator | undefined;
  const pty = await openPty((far) => {
    const emulator = createFirmataEmulator({
      homeSteps,
      send: (bytes) => {
        const isHeld = firmware.isMute || (firmware.isJammed && bytes[1] === stepperDone);
        if (!far.destroyed && !isHeld) far.write(bytes);
      },
    });
    uno = emulator;
    far.on("data", emulator.receive);
    emulator.boot();
  });
  return { pty, uno: () => uno as FirmataEmulator };
}

const createBooth = (path: string, backdrop: BackdropMotor, slowFactor = 1) =>
  createFirmataBooth({
    clock,
    openLink: createSerialLink({ device: "booth-io-firmata", path, baudRateBps: 57_600 }),
    pins: plan(backdrop),
    versionTimeoutMs: 60 / slowFactor,
    slowFactor,
  });

describe.skipIf(!hasSocat).each(Object.values(motors))(`a booth on Firmata with $kind${why}`, (motor) => {
  let pty: Pty;
  const firmware = { isMute: false, isJammed: false };
  beforeAll(async () => {
    ({ pty } = await openUno(500, firmware));
  });
  /** Its first move drives against nothing: no step is answered. Servo and relays tell nothing back. */
  const jammedAtFirst = (device: BoothIoDriver) => {
    let moves = 0;
    const setBackdrop: BoothIoDriver["setBackdrop"] = async (colour, request) => {
      moves += 1;
      firmware.isJammed = moves === 1;
      await device.setBackdrop(colour, request);
    };
    return { device: { ...device, setBackdrop }, settle: <T>(work: Promise<T>) => work };
  };
  afterAll(() => pty.close());
  // A test that pulled the cable leaves it out.
  afterEach(() => pty.insert());

  testBoothIoContract({
    isSimulated: true,
    working: () => ({ device: createBooth(pty.path, motor), settle: (work) => work }),
    plugged: () => {
      const device = createBooth(pty.path, motor);
      return {
        device,
        settle: (work) => work,
        pull: async () => {
          await pty.pull();
          await waitUntil("the loss is noticed", () => device.health().state === "lost");
        },
        insert: () => pty.insert(),
      };
    },
    lateComer: () => ({ device: absentAtFirst(createBooth(pty.path, motor), pty), settle: (work) => work }),
    mute: () => {
      firmware.isMute = true;
      const answer = () => {
        firmware.isMute = false;
      };
      const device = createBooth(pty.path, motor, 0.1);
      return { device: fromSecondOpening(device, answer), settle: (work) => work };
    },
    jammed: motor.kind === "stepper" ? () => jammedAtFirst(createBooth(pty.path, motor)) : null,
  });
});

describe.skipIf(!hasSocat)("what hangs on the board", () => {
  async function openBooth(backdrop: BackdropMotor, homeSteps: number | null = 500) {
    const { pty, uno } = await openUno(homeSteps);
    const booth = createBooth(pty.path, backdrop);
    await booth.open();
    const heard: BoothSignal[] = [];
    booth.onSignal((one) => heard.push(one));
    const close = async () => {
      await booth.close();
      await pty.close();
    };
    return { booth, uno: uno(), heard, close };
  }

  it("says what firmware it found", async () => {
    const { booth, close } = await openBooth(motors.servo);
    expect(booth.provenance()).toMatchObject({ model: "BilikEmulator.ino", firmware: "2.5", isSimulated: true });
    await close();
  });

  it("turns the servo to each colour's place", async () => {
    const { booth, uno, close } = await openBooth(motors.servo);
    const pulses: number[] = [];
    for (const colour of ["red", "blue", "orange"] as const) {
      await booth.setBackdrop(colour, request);
      pulses.push(uno.value(10));
    }
    expect(pulses[0]).toBeLessThan(pulses[1] ?? 0);
    expect(pulses[1]).toBeLessThan(pulses[2] ?? 0);
    await close();
  });

  it("closes one relay and opens the others", async () => {
    const { booth, uno, close } = await openBooth(motors.relays);
    const pins = { red: 7, blue: 8, orange: 12 };
    for (const colour of ["red", "orange", "blue"] as const) {
      await booth.setBackdrop(colour, request);
      for (const [other, pin] of Object.entries(pins)) expect(uno.value(pin)).toBe(other === colour ? 1 : 0);
    }
    await close();
  });

  it("drives the stepper home first, and then counts from there", async () => {
    const { booth, uno, close } = await openBooth(motors.stepper);
    await booth.setBackdrop("blue", request);
    const homedAt = uno.steps() - 900;
    expect(homedAt).toBeLessThanOrEqual(-500);
    await booth.setBackdrop("red", request);
    expect(uno.steps() - homedAt).toBe(100);
    await booth.setBackdrop("orange", request);
    expect(uno.steps() - homedAt).toBe(1_700);
    await close();
  });

  it("reports a stepper that never arrives, and looks for its home again the next time", async () => {
    const { booth, close } = await openBooth(motors.stepper, null);
    const moving = booth.setBackdrop("red", { ...request, timeoutMs: 1_000 });
    await expect(moving).rejects.toMatchObject({ code: "driver.timeout", detail: { operation: "set backdrop" } });
    expect(booth.health()).toEqual({ state: "ready", lastFailure: "driver.timeout" });
    await close();
  });

  it("lights one lamp of the stack, and dims the ring", async () => {
    const { booth, uno, close } = await openBooth(motors.servo);
    const stack = () => [uno.value(3), uno.value(9), uno.value(6)];
    const lit = { attention: [1, 0, 0], busy: [0, 1, 0], ready: [0, 0, 1], off: [0, 0, 0] } as const;
    for (const light of ["attention", "busy", "ready", "off"] as const) {
      await booth.setStackLight(light);
      await waitUntil(
        `the stack shows ${light}`,
        () => JSON.stringify(stack().map((one) => (one ? 1 : 0))) === JSON.stringify(lit[light]),
      );
    }
    await booth.setRingLight(50);
    await waitUntil("the ring is half lit", () => uno.value(5) === 128);
    await close();
  });

  it("tells presence, door and help once each, however often the port repeats itself", async () => {
    const { booth, uno, heard, close } = await openBooth(motors.servo);
    await waitUntil("the door's first state is told", () => heard.some(({ kind }) => kind === "door"));
    heard.length = 0;
    uno.setInput(4, 0);
    await waitUntil("the door is shut", () => heard.length === 1);
    uno.setInput(13, 0);
    await waitUntil("help is called", () => heard.length === 2);
    uno.setInput(13, 1);
    uno.setInput(4, 1);
    await waitUntil("the door is open", () => heard.length === 3);
    expect(heard).toEqual([{ kind: "door", isOpen: false }, { kind: "help" }, { kind: "door", isOpen: true }]);
    expect(booth.health().state).toBe("ready");
    await close();
  });

  it("tells that somebody comes and goes", async () => {
    const { uno, heard, close } = await openBooth(motors.servo);
    const presences = () => heard.filter(({ kind }) => kind === "presence");
    await waitUntil("the sensor has settled and sees somebody", () => presences().length === 1);
    uno.setInput(2, 0);
    await waitUntil("the resident has gone", () => presences().length === 2);
    expect(presences()).toEqual([
      { kind: "presence", isPresent: true },
      { kind: "presence", isPresent: false },
    ]);
    await close();
  });

  it("opens where nobody says a version only until the time is up", async () => {
    const pty = await openPty(() => undefined);
    const booth = createBooth(pty.path, motors.servo);
    const opening = booth.open();
    opening.catch(() => undefined);
    await clock.sleep(1_000);
    await booth.close();
    await expect(opening).rejects.toMatchObject({ code: "driver.disconnected" });
    await pty.close();
  });
});
