import type { Logger } from "../../kernel/logger.ts";
import { packPicture } from "../wire/picture-message.ts";
import {
  type PictureHeader,
  pictureHeaderSchema,
  type RuntimeMessage,
  runtimeMessageSchema,
} from "../wire/runtime-message.ts";

/**
 * A message to a page as text, or null when it is none that pages are told: a mistake of our own, which is logged and
 * goes no further, as the page would not take it either. Says where the mistake is, and nothing of what is there.
 */
export function writeMessage(message: RuntimeMessage, logger: Logger): string | null {
  const checked = runtimeMessageSchema.safeParse(message);
  if (checked.success) return JSON.stringify(message);
  logger.error("page.message-wrong", { message: message.kind, paths: pathsOf(checked.error) });
  return null;
}

/** A picture with its header, or null where the header is none. */
export function writePicture(header: PictureHeader, picture: Uint8Array, logger: Logger): Uint8Array | null {
  const checked = pictureHeaderSchema.safeParse(header);
  if (checked.success) return packPicture(header, picture);
  logger.error("page.message-wrong", { message: header.kind, paths: pathsOf(checked.error) });
  return null;
}

function pathsOf({ issues }: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }) {
  return issues.map(({ path }) => path.join("."));
}
