import { drawWord, measureWord } from "./pad-letters.ts";
import type { ScreenArea } from "./wacom-protocol.ts";

/** What a touch on the strip below the writing area means. */
export type PadButton = "cancel" | "again" | "done";

export type PadScreen = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Where one signs. */
  readonly writing: ScreenArea;
  readonly buttons: readonly { readonly button: PadButton; readonly area: ScreenArea }[];
};

const words: Readonly<Record<PadButton, string>> = { cancel: "BATAL", again: "ULANGI", done: "SELESAI" };
const order: readonly PadButton[] = ["cancel", "again", "done"];
const title = "TANDA TANGAN";
/** Of the screen's height. */
const stripRatio = 0.24;

/** Divides a pad's screen: the writing area above, three buttons below it. */
export function layOutScreen(widthPx: number, heightPx: number): PadScreen {
  const stripTop = heightPx - Math.round(heightPx * stripRatio);
  const width = Math.floor(widthPx / order.length);
  return {
    widthPx,
    heightPx,
    writing: { left: 0, top: 0, right: widthPx - 1, bottom: stripTop - 1 },
    buttons: order.map((button, index) => ({
      button,
      area: { left: index * width, top: stripTop, right: (index + 1) * width - 1, bottom: heightPx - 1 },
    })),
  };
}

/** The button under a point of the screen, or null. */
export function findButton({ buttons }: PadScreen, x: number, y: number): PadButton | null {
  const hit = buttons.find(({ area }) => x >= area.left && x <= area.right && y >= area.top && y <= area.bottom);
  return hit?.button ?? null;
}

/** The screen's picture, one byte a pixel, row-major: 1 is ink. */
export function drawScreen(screen: PadScreen): Uint8Array {
  const { widthPx, heightPx, writing, buttons } = screen;
  const ink = new Uint8Array(widthPx * heightPx);
  const scale = Math.max(1, Math.floor(heightPx / 120));
  writeWord(ink, screen, { word: title, area: { ...writing, bottom: Math.min(writing.bottom, 14 * scale) }, scale });
  const lineY = Math.round(writing.bottom * 0.8);
  for (let x = Math.round(widthPx * 0.08); x < widthPx * 0.92; x += 1) ink[lineY * widthPx + x] = 1;
  for (const { button, area } of buttons) {
    drawFrame(ink, widthPx, area);
    writeWord(ink, screen, { word: words[button], area, scale });
  }
  return ink;
}

type Lettering = { readonly word: string; readonly area: ScreenArea; readonly scale: number };

/** In the middle of an area; what would not fit is cut at its edge. */
function writeWord(ink: Uint8Array, { widthPx }: PadScreen, { word, area, scale }: Lettering): void {
  const size = measureWord(word);
  const left = Math.round((area.left + area.right - size.width * scale) / 2);
  const top = Math.round((area.top + area.bottom - size.height * scale) / 2);
  drawWord(word, (column, row) => {
    for (let dot = 0; dot < scale * scale; dot += 1) {
      const x = left + column * scale + (dot % scale);
      const y = top + row * scale + Math.floor(dot / scale);
      if (x >= area.left && x <= area.right && y >= area.top && y <= area.bottom) ink[y * widthPx + x] = 1;
    }
  });
}

function drawFrame(ink: Uint8Array, widthPx: number, { left, top, right, bottom }: ScreenArea): void {
  for (let x = left + 1; x < right; x += 1) {
    ink[(top + 1) * widthPx + x] = 1;
    ink[(bottom - 1) * widthPx + x] = 1;
  }
  for (let y = top + 1; y < bottom; y += 1) {
    ink[y * widthPx + left + 1] = 1;
    ink[y * widthPx + right - 1] = 1;
  }
}

/** Packed as a monochrome pad takes it: eight pixels a byte, left one highest, 1 is white; rows start on a byte. */
export function packMonochrome(ink: Uint8Array, widthPx: number): Uint8Array {
  const rowBytes = Math.ceil(widthPx / 8);
  const heightPx = ink.length / widthPx;
  const packed = new Uint8Array(rowBytes * heightPx).fill(0xff);
  for (const [at, dark] of ink.entries()) {
    if (dark === 0) continue;
    const x = at % widthPx;
    const byte = Math.floor(at / widthPx) * rowBytes + (x >> 3);
    packed[byte] = (packed[byte] ?? 0) & ~(0x80 >> (x & 7));
  }
  return packed;
}

/** Packed as a colour pad takes it: 5, 6 and 5 bits of red, green and blue, high byte first; only black and white. */
export function packColour(ink: Uint8Array): Uint8Array {
  const packed = new Uint8Array(ink.length * 2).fill(0xff);
  for (const [at, dark] of ink.entries()) if (dark !== 0) packed.fill(0, 2 * at, 2 * at + 2);
  return packed;
}
