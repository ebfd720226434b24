/** What the firmware shows of itself: levels and angles by pin, as somebody with a meter would find them. */
export type FirmataPins = {
  readonly mode: (pin: number) => number;
  /** 0 or 1 of an output; 0 to 255 of a dimmed one; the pulse or angle of a servo. */
  readonly value: (pin: number) => number;
  /** Steps from where the motor stood at power-up; negative towards its home switch. */
  readonly steps: () => number;
};

export type FirmataEmulatorOptions = {
  readonly send: (bytes: Uint8Array) => void;
  /** Steps between where the motor stands at power-up and its home switch; null for a motor that never arrives. */
  readonly homeSteps?: number | null;
  readonly homePin?: number;
  /** `plain` cannot drive a stepper, `none` has no pins at all; the full set unless said. */
  readonly board?: "full" | "plain" | "none";
};

export type FirmataEmulator = FirmataPins & {
  /** Takes what the host has sent. */
  readonly receive: (chunk: Uint8Array) => void;
  /** What a firmware says by itself when it starts. */
  readonly boot: () => void;
  /** Somebody or something changes an input: 0 or 1. */
  readonly setInput: (pin: number, level: 0 | 1) => void;
};

const pinCount = 20;
const analogFirst = 14;
const pwmPins: readonly number[] = [3, 5, 6, 9, 10, 11];
const mode = { input: 0, output: 1, analog: 2, pwm: 3, servo: 4, stepper: 8, pullUp: 0x0b } as const;
const message = {
  digital: 0x90,
  analog: 0xe0,
  reportDigital: 0xd0,
  setMode: 0xf4,
  setPin: 0xf5,
  version: 0xf9,
  reset: 0xff,
  sysexStart: 0xf0,
  sysexEnd: 0xf7,
} as const;
const sysex = {
  extendedAnalog: 0x6f,
  capability: 0x6b,
  capabilityAnswer: 0x6c,
  analogMap: 0x69,
  analogMapAnswer: 0x6a,
  stepper: 0x72,
  firmware: 0x79,
} as const;
const sketch = "BilikEmulator.ino";
const sysexMaxBytes = 1_024;

/** An Uno with AdvancedFirmata 2.5 on the far end of a line (firmata/protocol, `protocol.md`). */
export function createFirmataEmulator(options: FirmataEmulatorOptions): FirmataEmulator {
  const { send, homeSteps = null, homePin = 8, board = "full" } = options;
  // As the firmware leaves them at power-up: johnny-five's relays rely on it.
  const modes = Uint8Array.from({ length: pinCount }, (_, pin) => (pin < analogFirst ? mode.output : mode.analog));
  const values = new Uint16Array(pinCount);
  const inputs = new Uint8Array(pinCount).fill(1);
  const reported = new Set<number>();
  let steps = 0;
  inputs[homePin] = homeSteps === 0 ? 0 : 1;

  const reportPort = (port: number) => {
    let bits = 0;
    for (let bit = 0; bit < 8; bit += 1) {
      const pin = port * 8 + bit;
      const isInput = modes[pin] === mode.input || modes[pin] === mode.pullUp;
      if (isInput && inputs[pin] === 1) bits |= 1 << bit;
    }
    send(Uint8Array.of(message.digital | port, bits & 0x7f, bits >> 7));
  };
  const setInput = (pin: number, level: 0 | 1) => {
    if (inputs[pin] === level) return;
    inputs[pin] = level;
    if (reported.has(pin >> 3)) reportPort(pin >> 3);
  };
  const answer = (...bytes: readonly number[]) => send(Uint8Array.of(message.sysexStart, ...bytes, message.sysexEnd));
  const boot = () => {
    send(Uint8Array.of(message.version, 2, 5));
    answer(sysex.firmware, 2, 5, ...Array.from(sketch).flatMap((letter) => [letter.charCodeAt(0), 0]));
  };
  const moveStepper = ([command, device = 0, direction = 0, low = 0, middle = 0, high = 0]: readonly number[]) => {
    if (command !== 1) return;
    const way = low | (middle << 7) | (high << 14);
    steps += direction === 0 ? -way : way;
    if (homeSteps !== null) setInput(homePin, steps <= -homeSteps ? 0 : 1);
    answer(sysex.stepper, device);
  };
  const hearSysex = ([command, ...data]: readonly number[]) => {
    if (command === sysex.firmware) boot();
    if (command === sysex.capability) answer(sysex.capabilityAnswer, ...describePins(board));
    if (command === sysex.analogMap) answer(sysex.analogMapAnswer, ...mapAnalog(board));
    if (command === sysex.stepper) moveStepper(data);
    if (command === sysex.extendedAnalog) setValue(data[0] ?? 0, (data[1] ?? 0) | ((data[2] ?? 0) << 7));
  };
  const setValue = (pin: number, value: number) => {
    if (pin < pinCount) values[pin] = value;
  };
  const setPort = (port: number, low: number, high: number) => {
    const bits = low | (high << 7);
    for (let bit = 0; bit < 8; bit += 1) {
      if (modes[port * 8 + bit] === mode.output) setValue(port * 8 + bit, (bits >> bit) & 1);
    }
  };
  const hearChannel = ([command = 0, first = 0, second = 0]: readonly number[]) => {
    const [kind, channel] = [command & 0xf0, command & 0x0f];
    if (kind === message.digital) setPort(channel, first, second);
    if (kind === message.analog) setValue(channel, first | (second << 7));
    if (kind === message.reportDigital && first === 1) {
      reported.add(channel);
      reportPort(channel);
    }
  };
  const hear = (bytes: readonly number[]) => {
    const [command = 0, first = 0, second = 0] = bytes;
    if (command === message.sysexStart) hearSysex(bytes.slice(1, -1));
    else if (command === message.version) boot();
    else if (command === message.setMode && first < pinCount) modes[first] = second;
    else if (command === message.setPin) setValue(first, second);
    else if (command === message.reset) values.fill(0);
    else hearChannel(bytes);
  };

  return {
    boot,
    setInput,
    mode: (pin) => modes[pin] ?? 0,
    value: (pin) => values[pin] ?? 0,
    steps: () => steps,
    receive: createReader(hear),
  };
}

/** Cuts the host's bytes into messages. */
function createReader(hear: (bytes: readonly number[]) => void): (chunk: Uint8Array) => void {
  let held: number[] = [];
  return (chunk) => {
    for (const byte of chunk) {
      if (byte >= 0x80 && byte !== message.sysexEnd) held = [];
      held.push(byte);
      if (held.length > sysexMaxBytes) held = [];
      if (!isComplete(held)) continue;
      const whole = held;
      held = [];
      hear(whole);
    }
  };
}

function isComplete(bytes: readonly number[]): boolean {
  const [command = 0] = bytes;
  if (command === message.sysexStart) return bytes.at(-1) === message.sysexEnd;
  if (command === message.version || command === message.reset) return true;
  const isShort = (command & 0xf0) === message.reportDigital || (command & 0xf0) === 0xc0;
  return bytes.length === (isShort ? 2 : 3);
}

type Board = NonNullable<FirmataEmulatorOptions["board"]>;

function describePins(board: Board): number[] {
  const stepper = board === "full" ? [mode.stepper, 21] : [];
  return Array.from({ length: board === "none" ? 0 : pinCount }, (_, pin) => {
    const digital = [mode.input, 1, mode.pullUp, 1, mode.output, 1, mode.servo, 14, ...stepper];
    const dimmed = pwmPins.includes(pin) ? [mode.pwm, 8] : [];
    const analog = pin >= analogFirst ? [mode.analog, 10] : [];
    return [...digital, ...dimmed, ...analog, 0x7f];
  }).flat();
}

function mapAnalog(board: Board): number[] {
  return Array.from({ length: board === "none" ? 0 : pinCount }, (_, pin) =>
    pin >= analogFirst ? pin - analogFirst : 0x7f,
  );
}
