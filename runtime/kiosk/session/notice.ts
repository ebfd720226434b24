import { createHash } from "node:crypto";
import { noticeText } from "../wire/notice-text.ts";

/** What residents are told about their data, and its hash: whoever asks later which words were read finds them by it. */
export const notice = noticeText;

/** SHA-256 of the notice in all languages, hexadecimal. */
export const noticeHash = createHash("sha256").update(JSON.stringify(noticeText)).digest("hex");
