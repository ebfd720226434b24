import type { SerialFinding } from "../../drivers/discovery/finding.ts";
import type { Candidate, DeviceRow } from "./device-row.ts";

type Guess = "escpos" | "firmata" | "topaz" | "zfm" | "zfm-slow";

/** What is usually plugged in by an adapter, by its vendor, or by vendor and product where that tells more. */
const guesses: Readonly<Record<string, readonly Guess[]>> = {
  "2341": ["firmata"],
  "2a03": ["firmata"],
  // Silicon Labs CP210x.
  "10c4": ["zfm", "escpos"],
  // WCH CH340 and its kin, also on copies of the Arduino; it damages bursts at high rates.
  "1a86": ["firmata", "zfm-slow", "escpos"],
  // FTDI: Topaz builds it into its BSB pads.
  "0403": ["topaz", "zfm", "escpos"],
  // Prolific PL2303.
  "067b": ["escpos", "zfm"],
  // The virtual ports of STM32 and GD32, in modules that have USB of their own.
  "0483:5740": ["zfm", "escpos"],
  "28e9": ["zfm", "escpos"],
  // Receipt printers with a serial port of their own.
  "04b8": ["escpos"],
  "0519": ["escpos"],
};
/** Names that leave no doubt. */
const names: readonly (readonly [RegExp, Guess])[] = [
  [/arduino/i, "firmata"],
  [/topaz/i, "topaz"],
  [/epson|star micronics/i, "escpos"],
];

/** What could hang on a serial line. A line of the board itself may carry anything, and nothing is guessed. */
export function matchSerial({ path, usb, label }: SerialFinding): DeviceRow {
  const named = names.find(([pattern]) => pattern.test(label))?.[1];
  const guessed =
    usb === null ? [] : (guesses[`${hex(usb.vendorId)}:${hex(usb.productId)}`] ?? guesses[hex(usb.vendorId)] ?? []);
  const isCertain = named !== undefined || guessed.length === 1;
  const likely = named === undefined ? guessed : [named];
  return {
    kind: "serial",
    what: label === "" ? nameLine(usb) : label,
    where: path,
    candidates: likely.map((guess) => ({ certainty: isCertain ? "certain" : "possible", ...describe(guess, path) })),
    advice: null,
  };
}

export const hex = (id: number): string => id.toString(16).padStart(4, "0");

function nameLine(usb: SerialFinding["usb"]): string {
  return usb === null ? "RS-232" : `USB ${hex(usb.vendorId)}:${hex(usb.productId)}`;
}

function describe(guess: Guess, path: string): Omit<Candidate, "certainty"> {
  switch (guess) {
    case "escpos":
      return {
        ...{ role: "receiptPrinter", driver: guess },
        fragment: { driver: guess, line: { kind: "serial", path } },
      };
    case "firmata":
      return { role: "boothIo", driver: guess, fragment: { driver: guess, path } };
    case "topaz":
      return { role: "signaturePad", driver: guess, fragment: { driver: guess, path, model: "siglite-1x5" } };
    case "zfm":
      return { role: "fingerprint", driver: "zfm", fragment: { driver: "zfm", path } };
    case "zfm-slow":
      return { role: "fingerprint", driver: "zfm", fragment: { driver: "zfm", path, baudRateMaxBps: 57_600 } };
    default:
      return guess satisfies never;
  }
}
