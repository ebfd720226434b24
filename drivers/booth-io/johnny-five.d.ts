/** What this project uses of johnny-five 2.1 and firmata-io 2.3; neither brings types of its own. */
declare module "firmata-io" {
  import type { EventEmitter } from "node:events";

  export type FirmataTransport = EventEmitter & { write: (bytes: Uint8Array | readonly number[]) => void };
  export type FirmataIo = EventEmitter & {
    readonly isReady: boolean;
    readonly firmware: {
      readonly name?: string;
      readonly version?: { readonly major: number; readonly minor: number };
    };
    readonly pins: readonly { readonly supportedModes: readonly number[] }[];
    readonly MODES: Readonly<Record<"OUTPUT" | "PWM" | "SERVO" | "STEPPER", number>>;
  };
  const library: {
    readonly Firmata: new (
      transport: FirmataTransport,
      options: { readonly reportVersionTimeout: number; readonly samplingInterval?: number },
    ) => FirmataIo;
  };
  export = library;
}

declare module "johnny-five" {
  import type { EventEmitter } from "node:events";
  import type { FirmataIo } from "firmata-io";

  type OnBoard = { readonly board: EventEmitter; readonly pin: number };
  const library: {
    readonly Board: new (options: {
      readonly io: FirmataIo;
      readonly repl: false;
      readonly debug: false;
      readonly sigint: false;
    }) => EventEmitter;
    readonly Led: new (options: OnBoard) => { on: () => void; off: () => void; brightness: (value: number) => void };
    readonly Relay: new (options: OnBoard & { readonly type: "NO" }) => { open: () => void; close: () => void };
    readonly Servo: new (
      options: OnBoard & { readonly range: readonly [number, number] },
    ) => {
      to: (degrees: number) => void;
      stop: () => void;
    };
    readonly Stepper: {
      new (options: {
        readonly board: EventEmitter;
        readonly type: number;
        readonly stepsPerRev: number;
        readonly pins: { readonly step: number; readonly dir: number };
      }): {
        step: (
          move: { readonly steps: number; readonly direction: 0 | 1; readonly rpm: number },
          done: () => void,
        ) => void;
      };
      readonly TYPE: { readonly DRIVER: number };
    };
    readonly Button: new (options: OnBoard & { readonly isPullup: boolean }) => EventEmitter;
    readonly Switch: new (
      options: OnBoard & { readonly type: "NO" | "NC" },
    ) => EventEmitter & {
      readonly isClosed: boolean;
    };
  };
  export = library;
}
