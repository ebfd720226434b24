import type { EventEmitter } from "node:events";
import five from "johnny-five";
import type { BackdropColour } from "../../runtime/kernel/biometric.ts";
import type { Clock } from "../../runtime/kernel/clock.ts";
import { waitUnlessAborted } from "../transport/wait-within.ts";
import type { BackdropMotor } from "./firmata-pins.ts";

/** Brings the backdrop to a colour; resolves when it stands. Calls never overlap. @throws the signal's reason */
export type MoveBackdrop = (colour: BackdropColour, signal: AbortSignal) => Promise<void>;

export function createBackdropMotor(board: EventEmitter, motor: BackdropMotor, clock: Clock): MoveBackdrop {
  switch (motor.kind) {
    case "servo":
      return createServo(board, motor, clock);
    case "relays":
      return createRelays(board, motor, clock);
    case "stepper":
      return createStepper(board, motor);
    default:
      return motor satisfies never;
  }
}

/** A servo tells nothing back: it has arrived when its travelling time is over. */
function createServo(
  board: EventEmitter,
  { pin, redDeg, blueDeg, orangeDeg, travelMs }: Extract<BackdropMotor, { kind: "servo" }>,
  clock: Clock,
): MoveBackdrop {
  const servo = new five.Servo({ board, pin, range: [0, 180] });
  const placesDeg = { red: redDeg, blue: blueDeg, orange: orangeDeg };
  return async (colour, signal) => {
    servo.to(placesDeg[colour]);
    await clock.sleep(travelMs, signal);
  };
}

/** One relay a cloth or lamp; never two at once. */
function createRelays(
  board: EventEmitter,
  { redPin, bluePin, orangePin, travelMs }: Extract<BackdropMotor, { kind: "relays" }>,
  clock: Clock,
): MoveBackdrop {
  const relay = (pin: number) => new five.Relay({ board, pin, type: "NO" });
  const relays = { red: relay(redPin), blue: relay(bluePin), orange: relay(orangePin) };
  return async (colour, signal) => {
    for (const one of Object.values(relays)) one.open();
    relays[colour].close();
    await clock.sleep(travelMs, signal);
  };
}

const towardsHome = 0;
const awayFromHome = 1;
/** Twice the longest way, in single bites between which the home switch is asked. */
const homingBites = 200;

/**
 * A stepper knows its place only from its home switch: the first move after each opening, or after a move that was cut
 * short, drives there first.
 */
function createStepper(
  board: EventEmitter,
  { stepPin, dirPin, homePin, stepsPerTurn, speedRpm, ...places }: Extract<BackdropMotor, { readonly kind: "stepper" }>,
): MoveBackdrop {
  const pins = { step: stepPin, dir: dirPin };
  const stepper = new five.Stepper({ board, type: five.Stepper.TYPE.DRIVER, stepsPerRev: stepsPerTurn, pins });
  const home = new five.Switch({ board, pin: homePin, type: "NO" });
  const placesSteps = { red: places.redSteps, blue: places.blueSteps, orange: places.orangeSteps };
  const biteSteps = Math.max(1, Math.ceil((2 * Math.max(...Object.values(placesSteps))) / homingBites));
  let atSteps: number | null = null;

  const drive = (steps: number, direction: 0 | 1, signal: AbortSignal) =>
    waitUnlessAborted(
      new Promise<void>((resolve) => {
        stepper.step({ steps, direction, rpm: speedRpm }, resolve);
      }),
      signal,
    );
  const findHome = async (signal: AbortSignal) => {
    for (let bite = 0; bite < homingBites && !home.isClosed; bite += 1) await drive(biteSteps, towardsHome, signal);
    // A motor that turns without arriving is jammed: the caller's time runs out, and says so.
    if (!home.isClosed) await waitUnlessAborted(new Promise<never>(() => undefined), signal);
  };

  return async (colour, signal) => {
    const from = atSteps;
    atSteps = null;
    if (from === null) await findHome(signal);
    const way = placesSteps[colour] - (from ?? 0);
    if (way !== 0) await drive(Math.abs(way), way > 0 ? awayFromHome : towardsHome, signal);
    atSteps = placesSteps[colour];
  };
}
