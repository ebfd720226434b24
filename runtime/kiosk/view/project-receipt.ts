import { create } from "qrcode";

const numberLength = 8;

/** What people call a visit by: short enough to read out, and nothing that tells of the resident. */
export function nameVisit(visitId: string): string {
  return visitId.replaceAll("-", "").slice(0, numberLength).toUpperCase();
}

/** What the resident takes home: a number that says nothing of them, and the same as a QR code (ISO/IEC 18004, level M). */
export function projectReceipt(visitId: string): {
  readonly receiptNumber: string;
  readonly code: { readonly size: number; readonly path: string };
} {
  const receiptNumber = nameVisit(visitId);
  const { size, data } = create(receiptNumber, { errorCorrectionLevel: "M" }).modules;
  return { receiptNumber, code: { size, path: drawModules(size, data) } };
}

/** One closed square a dark module, one unit wide. */
function drawModules(size: number, dark: Uint8Array): string {
  const squares: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (dark[row * size + column] === 1) squares.push(`M${column} ${row}h1v1h-1z`);
    }
  }
  return squares.join("");
}
