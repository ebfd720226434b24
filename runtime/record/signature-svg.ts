import type { Provenance } from "../kernel/device.ts";
import { BoothError } from "../kernel/errors.ts";
import { simulatedMark } from "./simulated-mark.ts";

/** What a signature's outline says besides its ink. */
export type SignatureSvg = {
  readonly widthMm: number;
  readonly heightMm: number;
  /** The path's data; empty where there is no ink. */
  readonly path: string;
  /** The description of a simulated one, or none. */
  readonly comments: readonly string[];
};

const format = "SVG";
const number = String.raw`\d+(?:\.\d+)?`;
const opening = new RegExp(
  `^<svg xmlns="http://www\\.w3\\.org/2000/svg" width="(${number})mm" height="(${number})mm" viewBox="0 0 (${number}) (${number})">`,
);
const description = /^<desc>([^<>]*)<\/desc>/;
/** Of the commands only those that our own outlines have: no letter of a script, a reference or a style is among them. */
const outline = /^<path d="([Mcaz\d. -]+)"\/>/;
const closing = "</svg>";

/**
 * The outline of a signature as a file: one element that holds a single path, in millimetres. A simulated one says so in a
 * description, which no viewer draws. `svg` is what `drawSvg` drew: nothing is looked for in it here, so that sealing a
 * visit cannot fail on it.
 */
export function writeSignatureSvg(svg: string, provenance: Provenance): Uint8Array {
  const mark = simulatedMark(provenance);
  if (mark === null) return new TextEncoder().encode(svg);
  const start = svg.indexOf(">") + 1;
  return new TextEncoder().encode(`${svg.slice(0, start)}<desc>${escapeXml(mark)}</desc>${svg.slice(start)}`);
}

/**
 * Reads what `writeSignatureSvg` writes, and nothing else: a script, a reference or a second element is refused.
 * @throws BoothError `record.invalid`
 */
export function readSignatureSvg(bytes: Uint8Array): SignatureSvg {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new BoothError("record.invalid", { format, offsetBytes: 0, problem: "not UTF-8" }, { cause });
  }
  return parse(text);
}

function parse(text: string): SignatureSvg {
  const head = opening.exec(text);
  if (head === null) return refuse(0, "another beginning");
  const [start, width, height, viewWidth, viewHeight] = head;
  if (width !== viewWidth || height !== viewHeight) refuse(0, "its units are not millimetres");
  const described = description.exec(text.slice(start.length));
  const from = start.length + (described?.[0].length ?? 0);
  const drawn = outline.exec(text.slice(from));
  const end = from + (drawn?.[0].length ?? 0);
  if (text.slice(end) !== closing) refuse(end, "more than one path");
  return {
    widthMm: Number(width),
    heightMm: Number(height),
    path: drawn?.[1] ?? "",
    comments: described === null ? [] : [unescapeXml(described[1] ?? "")],
  };
}

/** Characters that no XML text may hold become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

function unescapeXml(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function refuse(offsetBytes: number, problem: string): never {
  throw new BoothError("record.invalid", { format, offsetBytes, problem });
}
