import { context, derTag, objectIdentifier, sequence } from "../../kernel/der-writer.ts";
import { refusePackage } from "../refuse-package.ts";
import { type DerReader, membersOf, readDer, readObjectIdentifier } from "./der-reader.ts";

/** How a refusal words the parts of a ContentInfo. */
export type ContentInfoWords = {
  readonly whole: string;
  readonly content: string;
  readonly otherType: string;
};

/** ContentInfo (RFC 5652, 3): the type, and the content under an explicit tag. */
export function writeContentInfo(contentType: string, content: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(contentType), context(0, content));
}

/**
 * The members of the content, when it is of this type and nothing follows it.
 * @throws BoothError `package.invalid`
 */
export function readContentInfo(
  encoded: Uint8Array,
  contentType: string,
  { whole, content, otherType }: ContentInfoWords,
): DerReader {
  const contentInfo = membersOf(readDer(encoded, derTag.sequence, whole));
  if (readObjectIdentifier(contentInfo, "content type") !== contentType) refusePackage(otherType);
  const explicit = membersOf(contentInfo.next(derTag.contextConstructed, content));
  const members = membersOf(explicit.next(derTag.sequence, content));
  explicit.finish(`the ${content}`);
  contentInfo.finish(`the ${content}`);
  return members;
}
