import {
  cameraFrameHeaderSchema,
  frameBytesMax,
  type PageMessage,
  pageMessageSchema,
  textBytesMax,
} from "../wire/page-message.ts";
import { unpackPicture } from "../wire/picture-message.ts";
import type { IntentOutcome } from "../wire/runtime-message.ts";

export type PageProblem = Extract<IntentOutcome, { readonly kind: "invalid" }>["problem"];

/** What a page has said, or why it is nothing that a page says. */
export type Heard =
  | { readonly kind: "message"; readonly message: PageMessage }
  | { readonly kind: "frame"; readonly jpeg: Uint8Array; readonly sequence: number }
  /** `token` is that of the intent it would have been, so that its page can be told. */
  | { readonly kind: "wrong"; readonly problem: PageProblem; readonly token: string | null };

const tokenLengthMax = 64;

/** Reads one message of a page. Never throws, whatever the bytes. */
export function parsePageMessage(data: Uint8Array, isBinary: boolean): Heard {
  const wrong = (problem: PageProblem, token: string | null = null): Heard => ({ kind: "wrong", problem, token });
  if (data.length > (isBinary ? frameBytesMax : textBytesMax)) return wrong("too-large");
  if (isBinary) {
    const picture = unpackPicture(new Uint8Array(data));
    const header = cameraFrameHeaderSchema.safeParse(picture?.header);
    if (picture === null || !header.success) return wrong("form");
    return { kind: "frame", jpeg: picture.picture, sequence: header.data.sequence };
  }
  const said = parseJson(new TextDecoder().decode(data));
  const parsed = pageMessageSchema.safeParse(said);
  return parsed.success ? { kind: "message", message: parsed.data } : wrong("form", readToken(said));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readToken(said: unknown): string | null {
  if (typeof said !== "object" || said === null || !("token" in said)) return null;
  return typeof said.token === "string" && said.token.length <= tokenLengthMax ? said.token : null;
}
