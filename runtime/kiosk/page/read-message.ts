import type { PictureHeader, RuntimeMessage } from "../wire/runtime-message.ts";

const messageKinds: ReadonlySet<unknown> = new Set(["hello", "view", "answer", "camera-taken", "wipe"]);
const headerKinds: ReadonlySet<unknown> = new Set(["preview", "still"]);

/**
 * A text message of the runtime, or null when it is none that this page knows. The page and the runtime that serves it
 * are one build, so the kind tells the rest; a full schema would cost a quarter of the first load.
 */
export function readMessage(text: string): RuntimeMessage | null {
  const message = parseObject(text);
  return message !== null && messageKinds.has(message["kind"]) ? (message as RuntimeMessage) : null;
}

/** The header of a picture, or null when it is none that this page knows. */
export function readPictureHeader(header: unknown): PictureHeader | null {
  if (typeof header !== "object" || header === null || !("kind" in header)) return null;
  return headerKinds.has(header.kind) ? (header as PictureHeader) : null;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
