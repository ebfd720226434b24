import { type KeyObject, randomBytes, sign } from "node:crypto";
import {
  bitString,
  context,
  der,
  derTag,
  derTime,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  smallInteger,
  utf8String,
} from "../../../runtime/kernel/der-writer.ts";

export type RsaCertificateRequest = {
  readonly commonName: string;
  readonly publicKey: KeyObject;
  readonly issuer: { readonly commonName: string; readonly privateKey: KeyObject };
  /** True for a certificate that may certify others. */
  readonly isAuthority: boolean;
  /** UTC ISO 8601. */
  readonly validFrom: string;
  readonly validUntil: string;
};

const sha256WithRsa = sequence(objectIdentifier("1.2.840.113549.1.1.11"), der(0x05));
const isTrue = der(derTag.boolean, Uint8Array.of(0xff));
const keyUsage = { authority: Uint8Array.of(1, 0b0000_0110), signer: Uint8Array.of(7, 0b1000_0000) } as const;

/** An X.509 v3 certificate (RFC 5280) signed with RSA and SHA-256, in DER; for throw-away keys of emulated devices. */
export function writeRsaCertificate(request: RsaCertificateRequest): Uint8Array {
  const { commonName, publicKey, issuer, isAuthority, validFrom, validUntil } = request;
  const usage = isAuthority ? keyUsage.authority : keyUsage.signer;
  const body = sequence(
    context(0, smallInteger(2)),
    der(derTag.integer, Uint8Array.of(0x01), randomBytes(15)),
    sha256WithRsa,
    name(issuer.commonName),
    sequence(derTime(validFrom), derTime(validUntil)),
    name(commonName),
    publicKey.export({ type: "spki", format: "der" }),
    context(
      3,
      sequence(
        extension("2.5.29.19", isAuthority ? sequence(isTrue) : sequence()),
        extension("2.5.29.15", der(derTag.bitString, usage)),
      ),
    ),
  );
  return sequence(body, sha256WithRsa, bitString(sign("RSA-SHA256", body, issuer.privateKey)));
}

function extension(identifier: string, value: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(identifier), isTrue, octetString(value));
}

/** One organisation says in every certificate what these keys are worth. */
function name(commonName: string): Uint8Array {
  const attribute = (identifier: string, text: string) =>
    setOf([sequence(objectIdentifier(identifier), utf8String(text))]);
  return sequence(attribute("2.5.4.10", "Bilik emulator, not a device"), attribute("2.5.4.3", commonName));
}
