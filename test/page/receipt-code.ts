import { create } from "qrcode";

/** A text as a QR code: modules a side, and an SVG path of the dark ones with one unit a module. */
export function drawCode(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  const dark = [...data.keys()].filter((index) => data[index] === 1);
  return { size, path: dark.map((index) => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`).join("") };
}
