import {
  type EmulatedLine,
  type FarEnd,
  openEmulatedPty,
  openEmulatedTcp,
} from "../../drivers/transport/emulated-line.ts";
import { BoothError } from "../kernel/errors.ts";
import { aborted } from "./office.ts";
import type { Terminal } from "./verb.ts";

/** Where an emulator puts its line unless told otherwise. */
export const defaultLink = (name: string): string => `.bilik/emulator/${name}`;

export type LinePlace =
  | { readonly kind: "pty"; readonly path: string }
  | { readonly kind: "tcp"; readonly port: number };

export type LineEmulation = {
  readonly place: LinePlace;
  readonly attend: (far: FarEnd) => void;
  /** What to write under `devices` for a booth that is to use it. */
  readonly describe: (address: string) => object;
};

/**
 * Offers an emulated device on its line, says where, and keeps it there until the command is stopped.
 * @throws BoothError `command.usage` when the line cannot be made, `driver.disconnected` when it breaks
 */
export async function emulateOnLine({ place, attend, describe }: LineEmulation, terminal: Terminal): Promise<number> {
  const line = await openLine(place, attend);
  try {
    const isIndonesian = terminal.language === "id";
    terminal.print(`${isIndonesian ? "Tiruan siap" : "Emulator ready"}: ${line.address}`);
    terminal.print(`"devices": ${JSON.stringify(describe(line.address))}`);
    const end = await Promise.race([aborted(terminal.stop).then(() => "stopped"), line.lost.then(() => "lost")]);
    if (end === "lost") throw new BoothError("driver.disconnected", { device: "socat" });
    return 0;
  } finally {
    await line.close();
  }
}

function openLine(place: LinePlace, attend: (far: FarEnd) => void): Promise<EmulatedLine> {
  return place.kind === "pty" ? openEmulatedPty(place.path, attend) : openEmulatedTcp(place.port, attend);
}

/** @throws BoothError `command.usage` when the text is no whole number of these */
export function readWholeNumber(
  option: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new BoothError("command.usage", { problem: `${option}: a whole number from ${min} to ${max}, not "${text}"` });
}

/** @throws BoothError `command.usage` when the text is none of these */
export function readChoice<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new BoothError("command.usage", { problem: `${option}: ${choices.join(", ")}, not "${text}"` });
}
