import type { PaperState } from "./escpos-commands.ts";

export type EscposEmulatorOptions = {
  readonly send: (bytes: Uint8Array) => void;
  readonly paper: () => PaperState | "silent";
};

/** What came out of the printer: its lines, its QR codes, and how often it has cut. */
export type PrintedReceipt = {
  readonly lines: readonly string[];
  readonly codes: readonly string[];
  readonly cuts: number;
};

export type EscposEmulator = { readonly receive: (chunk: Uint8Array) => void; readonly printed: () => PrintedReceipt };

const answers: Readonly<Record<PaperState, number>> = { present: 0x12, low: 0x1e, out: 0x72 };
/** Bytes behind a command's first two, where they are not text. */
const lengths: Readonly<Record<string, number>> = {
  "1b40": 0,
  "1b61": 1,
  "1b45": 1,
  "1b64": 1,
  "1d21": 1,
  "1d56": 2,
  "1004": 1,
};
const heldMaxBytes = 4_096;

/** A receipt printer at the far end of a line: prints into memory, answers about its paper. */
export function createEscposEmulator({ send, paper }: EscposEmulatorOptions): EscposEmulator {
  const lines: string[] = [];
  const codes: string[] = [];
  let cuts = 0;
  let line = "";
  let held: number[] = [];

  const perform = (command: string) => {
    if (command === "1d56") cuts += 1;
    if (command !== "1004") return;
    const state = paper();
    if (state !== "silent") send(Uint8Array.of(answers[state]));
  };
  const storeCode = (body: readonly number[]) => {
    if (body[1] === 0x50) codes.push(new TextDecoder().decode(Uint8Array.from(body.slice(3))));
  };
  /** Takes one command or letter from the front; false when more bytes are needed. */
  const step = (): boolean => {
    const [first = 0, second, third = 0, low = 0, high = 0] = held;
    if (first !== 0x1b && first !== 0x1d && first !== 0x10) {
      held.shift();
      if (first !== 0x0a) line += String.fromCharCode(first);
      else {
        lines.push(line);
        line = "";
      }
      return true;
    }
    if (second === undefined) return false;
    const command = Buffer.of(first, second).toString("hex");
    if (command === "1d28") {
      const end = 5 + low + (high << 8);
      if (held.length < end || third !== 0x6b) return false;
      storeCode(held.slice(5, end));
      held = held.slice(end);
      return true;
    }
    const end = 2 + (lengths[command] ?? 0);
    if (held.length < end) return false;
    perform(command);
    held = held.slice(end);
    return true;
  };

  return {
    printed: () => ({ lines, codes, cuts }),
    receive: (chunk) => {
      held.push(...chunk);
      if (held.length > heldMaxBytes) held = [];
      while (held.length > 0 && step());
    },
  };
}
