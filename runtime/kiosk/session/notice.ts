import { sha256Hex } from "../../kernel/digest.ts";
import type { ServiceId } from "../../procedure/service.ts";
import { languages } from "../wire/languages.ts";
import { noticeVersion, writeNotice } from "../wire/notice-text.ts";

/** Which words a resident has read: whoever asks later finds them by version and hash. */
export type NoticeIdentity = { readonly version: string; readonly hash: string };

/**
 * The notice of one service at one office. The hash is of what is shown, the office's name and all languages included:
 * SHA-256, hexadecimal.
 */
export function identifyNotice(service: ServiceId, office: string): NoticeIdentity {
  const shown = languages.map((language) => [language, writeNotice(service, office, language)]);
  return { version: noticeVersion, hash: sha256Hex(JSON.stringify(shown)) };
}
