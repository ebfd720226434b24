import type { Device } from "../../../runtime/kernel/device.ts";
import type { FailureCode } from "../../../runtime/kernel/errors.ts";

/** What may go wrong between a booth and its equipment, besides the cable. */
export const wireFaults = [
  "garbage",
  "torn",
  "bad-checksum",
  "stall",
  "slow",
  "busy",
  "wrong-geometry",
  "doubled",
] as const;
export type WireFault = (typeof wireFaults)[number];

/** What may become of one use: a failure of these codes, or that the driver copes. */
export type Outcome = FailureCode | "works";

/** One fault on one wire: how it is made, and what a driver may make of it. */
export type FaultCell =
  | { readonly impossible: string }
  | {
      /** Whether it stands already when the device is opened, or comes once it is open. */
      readonly when: "opening" | "use";
      /** How often it is made, each time a little differently: a tear at each byte. One unless said. */
      readonly variants?: number;
      readonly make: (variant: number) => void | Promise<void>;
      readonly outcomes: readonly Outcome[];
      /** On this wire a loss cannot be seen: a use may work and have lost something. */
      readonly mayLose?: boolean;
    };

/** An emulator that is up, and a driver before it that is not open yet. */
export type FaultRig = {
  readonly device: Device;
  /** One whole use: a capture, a page, a move. Fails when what it gives is not whole. */
  readonly use: (expected: "whole" | "anything") => Promise<unknown>;
  readonly pull: () => void | Promise<void>;
  readonly insert: () => void | Promise<void>;
  /** Why a pulled cable shows only in the next use, or null where it shows by itself. */
  readonly whyUnnoticed?: string;
  /** Takes every fault away. */
  readonly mend: () => void | Promise<void>;
  readonly cells: Readonly<Record<WireFault, FaultCell>>;
  /** Lines that are open now; none must be once the device is closed. Null where the wire is a program. */
  readonly openLines: (() => number) | null;
  readonly stop: () => void | Promise<void>;
};

export type FaultyWire = {
  readonly driver: string;
  readonly wire: string;
  /** Why it cannot be tried on this machine, or null. */
  readonly skip: string | null;
  readonly start: () => FaultRig | Promise<FaultRig>;
};

/** An opener that counts: how many lines it has opened that nobody has closed. */
export function countLines<Line extends { readonly close: () => Promise<void> }>(
  open: (signal: AbortSignal) => Promise<Line>,
): { readonly open: (signal: AbortSignal) => Promise<Line>; readonly count: () => number } {
  const lines = new Set<Line>();
  return {
    open: async (signal) => {
      const line = await open(signal);
      const counted: Line = {
        ...line,
        close: async () => {
          lines.delete(counted);
          await line.close();
        },
      };
      lines.add(counted);
      return counted;
    },
    count: () => lines.size,
  };
}
