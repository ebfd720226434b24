/** Identifier octets of ITU-T X.690 that certificates and packages use. */
export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  contextPrimitive: 0x80,
  contextConstructed: 0xa0,
} as const;

/** Writes DER, the distinguished encoding of ITU-T X.690: one value, one string of bytes. */
export function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const lengthBytes = content.reduce((total, part) => total + part.length, 0);
  return Buffer.concat([Uint8Array.of(tag), lengthOctets(lengthBytes), ...content]);
}

export const sequence = (...members: readonly Uint8Array[]) => der(derTag.sequence, ...members);
export const octetString = (bytes: Uint8Array) => der(derTag.octetString, bytes);
export const utf8String = (text: string) => der(derTag.utf8String, new TextEncoder().encode(text));
/** Whole octets: no unused bits at the end. */
export const bitString = (bytes: Uint8Array) => der(derTag.bitString, Uint8Array.of(0), bytes);

/** Members in ascending order of their encodings, as X.690, 11.6 demands. */
export function setOf(members: readonly Uint8Array[]): Uint8Array {
  return der(derTag.set, ...members.toSorted((a, b) => Buffer.compare(a, b)));
}

/** A whole number from 0 to 127: most of what a protocol counts. */
export function smallInteger(value: number): Uint8Array {
  return der(derTag.integer, Uint8Array.of(value));
}

/** `[number]` around whole values: EXPLICIT, or IMPLICIT on a constructed type when given its members. */
export function context(number: number, ...content: readonly Uint8Array[]): Uint8Array {
  return der(derTag.contextConstructed + number, ...content);
}

/** `[number] IMPLICIT` on a primitive type. */
export function contextPrimitive(number: number, content: Uint8Array): Uint8Array {
  return der(derTag.contextPrimitive + number, content);
}

/** A dotted object identifier, X.690, 8.19. */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(derTag.objectIdentifier, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** UTCTime until 2049 and GeneralizedTime from 2050, to the second, as RFC 5280, 4.1.2.5 and RFC 5652, 11.3 demand. */
export function derTime(at: string): Uint8Array {
  const digits = `${new Date(at).toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
  const isShort = digits >= "1950" && digits < "2050";
  const text = new TextEncoder().encode(isShort ? digits.slice(2) : digits);
  return der(isShort ? derTag.utcTime : derTag.generalizedTime, text);
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift((rest & 0x7f) | 0x80);
  }
  return digits;
}

function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest & 0xff);
  return Uint8Array.of(0x80 | octets.length, ...octets);
}
