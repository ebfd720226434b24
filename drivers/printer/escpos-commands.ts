/** A receipt as a narrow printer prints it. Lines are cut at the printer's width by the printer itself. */
export type Receipt = {
  readonly title: string;
  readonly lines: readonly string[];
  /** What the QR code says; null for none. */
  readonly qr: string | null;
};

const esc = 0x1b;
const gs = 0x1d;
const initialise = [esc, 0x40];
const align = { left: [esc, 0x61, 0], centre: [esc, 0x61, 1] };
const bold = { on: [esc, 0x45, 1], off: [esc, 0x45, 0] };
const doubleSize = [gs, 0x21, 0x11];
const singleSize = [gs, 0x21, 0];
const feed = (lines: number) => [esc, 0x64, lines];
const partialCut = [gs, 0x56, 0x42, 0];
const qrModuleDots = 6;
/** Error correction M, 15 %. */
const qrCorrection = 0x31;
const qrMaxBytes = 400;

/** The commands that print one receipt and cut it off (Epson, ESC/POS command reference). */
export function encodeReceipt({ title, lines, qr }: Receipt): Uint8Array {
  const heading = [...align.centre, ...bold.on, ...doubleSize, ...encodeLine(title), ...singleSize, ...bold.off];
  const body = [...align.left, ...lines.flatMap(encodeLine)];
  const code = qr === null ? [] : [...align.centre, ...encodeQr(qr)];
  return Uint8Array.from([...initialise, ...heading, ...body, ...code, ...feed(4), ...partialCut]);
}

/** Printers begin with code page 437; what it lacks is shown as a question mark, and nothing can be a command. */
function encodeLine(line: string): number[] {
  return [...Array.from(line.normalize("NFKD").replace(/\p{M}/gu, ""), toPrintable), 0x0a];
}

function toPrintable(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  return code >= 0x20 && code <= 0x7e ? code : 0x3f;
}

function encodeQr(content: string): number[] {
  const data = Array.from(new TextEncoder().encode(content)).slice(0, qrMaxBytes);
  const stored = data.length + 3;
  const command = (...bytes: readonly number[]) => [gs, 0x28, 0x6b, ...bytes];
  return [
    ...command(4, 0, 0x31, 0x41, 0x32, 0),
    ...command(3, 0, 0x31, 0x43, qrModuleDots),
    ...command(3, 0, 0x31, 0x45, qrCorrection),
    ...command(stored & 0xff, stored >> 8, 0x31, 0x50, 0x30, ...data),
    ...command(3, 0, 0x31, 0x51, 0x30),
  ];
}

/** Asks for the state of the paper, also in the middle of a job. */
export const askPaper = Uint8Array.of(0x10, 0x04, 4);

export type PaperState = "present" | "low" | "out";

/** The answer to `askPaper`: bits 1 and 4 are fixed, 2 and 3 say low, 5 and 6 say out. Null for any other byte. */
export function readPaper(byte: number): PaperState | null {
  if ((byte & 0x93) !== 0x12) return null;
  if (byte & 0x60) return "out";
  return byte & 0x0c ? "low" : "present";
}
