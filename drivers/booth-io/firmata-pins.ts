/** How the backdrop is moved. Degrees and steps are what the carpenter found; a stepper counts from its home switch. */
export type BackdropMotor =
  | {
      readonly kind: "servo";
      readonly pin: number;
      readonly redDeg: number;
      readonly blueDeg: number;
      readonly orangeDeg: number;
      readonly travelMs: number;
    }
  | {
      readonly kind: "relays";
      readonly redPin: number;
      readonly bluePin: number;
      readonly orangePin: number;
      readonly travelMs: number;
    }
  | {
      readonly kind: "stepper";
      readonly stepPin: number;
      readonly dirPin: number;
      readonly homePin: number;
      readonly stepsPerTurn: number;
      readonly speedRpm: number;
      readonly redSteps: number;
      readonly blueSteps: number;
      readonly orangeSteps: number;
    };

/** What is wired to which digital pin of the microcontroller; johnny-five takes 14 to 19 of an Uno for analog ones. */
export type BoothPins = {
  readonly backdrop: BackdropMotor;
  readonly ringLightPin: number;
  readonly stackRedPin: number;
  readonly stackYellowPin: number;
  readonly stackGreenPin: number;
  /** High while somebody is there. */
  readonly presencePin: number;
  /** A closed loop to ground while the door is shut; a cut wire counts as an open door. */
  readonly doorPin: number;
  /** Closed to ground while the button is pressed. */
  readonly helpPin: number;
};
