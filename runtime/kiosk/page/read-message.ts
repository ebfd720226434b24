import { headerShapes, messageShapes } from "../wire/message-shapes.ts";
import type { PictureHeader, RuntimeMessage } from "../wire/runtime-message.ts";
import { fitsShapes } from "./fits-shape.ts";

/** A text message of the runtime, or null when it is not exactly one. */
export function readMessage(text: string): RuntimeMessage | null {
  const message = parse(text);
  return fitsShapes(message, messageShapes) ? (message as RuntimeMessage) : null;
}

/** The header of a picture, or null when it is not exactly one. */
export function readPictureHeader(header: unknown): PictureHeader | null {
  return fitsShapes(header, headerShapes) ? (header as PictureHeader) : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
