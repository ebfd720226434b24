import type { Clock } from "../../runtime/kernel/clock.ts";

/** What goes wrong on the way from a device, whatever it says. Bytes are counted from the start of an answer. */
export type LineFault =
  /** Nothing arrives. */
  | { readonly kind: "mute" }
  /** Noise comes instead. */
  | { readonly kind: "garbage" }
  /** The answer breaks off after so many bytes. */
  | { readonly kind: "torn"; readonly atByte: number }
  /** One byte arrives with other bits. */
  | { readonly kind: "damaged"; readonly atByte: number }
  /** It dribbles in. */
  | { readonly kind: "slow"; readonly pieceBytes: number; readonly pauseMs: number }
  /** Everything that is said comes twice. */
  | { readonly kind: "doubled" };

/** The line that an emulated device speaks into. An answer is all that it says until it hears something again. */
export type FaultyLine = {
  readonly send: (bytes: Uint8Array) => void;
  /** Told when the device hears something: its next words are a new answer. */
  readonly hear: () => void;
  /** For the answer under way and the ones after it, `answers` in all; for ever unless said. */
  readonly order: (fault: LineFault, answers?: number) => void;
  readonly clear: () => void;
};

const damage = 0x15;

export function createFaultyLine({
  clock,
  send,
}: {
  readonly clock: Clock;
  readonly send: (bytes: Uint8Array) => void;
}): FaultyLine {
  let fault: LineFault | null = null;
  let answersLeft = 0;
  let saidBytes = 0;
  let speaking: Promise<void> = Promise.resolve();

  const dribble = (pieces: readonly Uint8Array[], pauseMs: number) => {
    for (const piece of pieces) speaking = speaking.then(() => clock.sleep(pauseMs)).then(() => send(piece));
  };
  return {
    send: (bytes) => {
      const startByte = saidBytes;
      saidBytes += bytes.length;
      const pieces = fault === null ? [bytes] : distort(bytes, fault, startByte);
      if (fault?.kind === "slow") dribble(pieces, fault.pauseMs);
      else for (const piece of pieces) send(piece);
    },
    hear: () => {
      if (saidBytes === 0) return;
      saidBytes = 0;
      answersLeft -= 1;
      if (answersLeft <= 0) fault = null;
    },
    order: (next, answers = Number.POSITIVE_INFINITY) => {
      fault = next;
      answersLeft = answers;
      saidBytes = 0;
    },
    clear: () => {
      fault = null;
    },
  };
}

/** What arrives of one message that begins at `startByte` of its answer. */
function distort(bytes: Uint8Array, fault: LineFault, startByte: number): readonly Uint8Array[] {
  switch (fault.kind) {
    case "mute":
      return [];
    case "garbage":
      return [bytes.map((byte, at) => (byte * 31 + at * 17 + 5) & 0x7f)];
    case "torn":
      return [bytes.subarray(0, Math.max(0, fault.atByte - startByte))];
    case "damaged":
      return [bytes.map((byte, at) => (startByte + at === fault.atByte ? byte ^ damage : byte))];
    case "slow": {
      const count = Math.ceil(bytes.length / fault.pieceBytes);
      return Array.from({ length: count }, (_, at) => bytes.slice(at * fault.pieceBytes, (at + 1) * fault.pieceBytes));
    }
    case "doubled":
      return [bytes, bytes];
    default:
      return fault satisfies never;
  }
}
