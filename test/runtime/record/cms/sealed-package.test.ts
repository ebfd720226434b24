import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "../../../../runtime/kernel/digest.ts";
import { BoothError } from "../../../../runtime/kernel/errors.ts";
import { encryptEnvelope, readEnvelope } from "../../../../runtime/record/cms/auth-enveloped-data.ts";
import { readCertificate } from "../../../../runtime/record/cms/certificate.ts";
import { inspectSealed, openPackage, sealPackage, type Trust } from "../../../../runtime/record/cms/sealed-package.ts";
import { writeSignedData } from "../../../../runtime/record/cms/signed-data.ts";
import { useDemonstrationKeys } from "./demonstration-keys.ts";

const keys = useDemonstrationKeys();
const stranger = useDemonstrationKeys();
const archive = new TextEncoder().encode("PK and whatever a visit has to say. ".repeat(20));
const trust = (): Trust => ({ kind: "authority", certificate: keys().authority });

describe("sealing and opening", () => {
  it("gives the archive back to either recipient, with signer and time", () => {
    const { packageId, sealed } = sealPackage(archive, keys().sealing);
    for (const recipient of [keys().first, keys().second]) {
      const opened = openPackage(sealed, recipient, trust());
      expect(opened.packageId).toBe(packageId);
      expect(Buffer.from(opened.archive).equals(archive)).toBe(true);
      expect(opened.signer.subject).toContain("CN=bilik-01");
      expect(opened.signedAt).toBe("2026-03-14T02:20:00.000Z");
    }
  });

  it("names a package by the SHA-256 of its sealed bytes, and never the same twice", () => {
    const { packageId, sealed } = sealPackage(archive, keys().sealing);
    expect(packageId).toBe(sha256Hex(sealed));
    expect(sealPackage(archive, keys().sealing).packageId).not.toBe(packageId);
  });

  it("gives any bytes back, none and many included", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000, size: "max" }), (content) => {
        const { sealed } = sealPackage(content, keys().sealing);
        expect(Buffer.from(openPackage(sealed, keys().first, trust()).archive).equals(content)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("costs under 2 kB for signature, certificate and two recipients", () => {
    const { sealed } = sealPackage(new Uint8Array(100_000), keys().sealing);
    expect(sealed.length - 100_000).toBeLessThan(2_000);
  });

  it("can be opened under the trust of one known signer", () => {
    const { sealed } = sealPackage(archive, keys().sealing);
    const signer: Trust = { kind: "signer", certificate: keys().booth.certificate };
    expect(openPackage(sealed, keys().first, signer).archive.length).toBe(archive.length);
    const other: Trust = { kind: "signer", certificate: keys().ingest.certificate };
    expect(() => openPackage(sealed, keys().first, other)).toThrow("package.signature");
  });

  it("shows sizes and recipients without a key, and not who signed", () => {
    const { packageId, sealed } = sealPackage(archive, keys().sealing);
    const facts = inspectSealed(sealed);
    expect(facts).toMatchObject({ packageId, sealedBytes: sealed.length });
    expect(facts.recipients).toHaveLength(2);
    expect(facts.recipients[0]).toMatch(/^O=Bilik demonstration.*serial [0-9A-F]{32}$/);
    expect(Buffer.from(sealed).includes("bilik-01")).toBe(false);
  });
});

describe("refusing to seal", () => {
  it("refuses fewer than two different recipients", () => {
    const [first = new Uint8Array()] = keys().sealing.recipients;
    for (const recipients of [[], [first], [first, first]]) {
      expect(() => sealPackage(archive, { ...keys().sealing, recipients })).toThrow(/package.invalid.*recipients/);
    }
  });

  it("refuses a recipient whose certificate has expired", () => {
    expect(() => sealPackage(archive, { ...keys().sealing, signedAt: "2037-01-01T00:00:00.000Z" })).toThrow(/expired/);
  });

  it("refuses a signer whose key is another's, and what is no certificate", () => {
    const signer = { ...keys().booth, privateKey: keys().ingest.privateKey };
    expect(() => sealPackage(archive, { ...keys().sealing, signer })).toThrow(/do not belong together/);
    const recipients = [new Uint8Array(3), keys().first.certificate];
    expect(() => sealPackage(archive, { ...keys().sealing, recipients })).toThrow("package.invalid");
  });
});

describe("refusing to open", () => {
  it("names the recipients to a stranger", () => {
    const { sealed } = sealPackage(archive, keys().sealing);
    const opening = () => openPackage(sealed, stranger().first, trust());
    expect(opening).toThrow(/package.not-recipient.*Bilik demonstration authority serial/);
  });

  it("refuses a recipient's certificate with a stranger's key", () => {
    const { sealed } = sealPackage(archive, keys().sealing);
    const mixed = { certificate: keys().first.certificate, privateKey: stranger().first.privateKey };
    expect(() => openPackage(sealed, mixed, trust())).toThrow("package.invalid");
  });

  it("does not trust a signer of another authority, nor one outside its certificate's time", () => {
    const foreign = sealPackage(archive, { ...keys().sealing, signer: stranger().booth });
    expect(() => openPackage(foreign.sealed, keys().first, trust())).toThrow(/package.signature.*not certified by/);
    const early = sealPackage(archive, { ...keys().sealing, signedAt: "2020-01-01T00:00:00.000Z" });
    expect(() => openPackage(early.sealed, keys().first, trust())).toThrow(/package.signature.*not valid at/);
    const asSigner: Trust = { kind: "authority", certificate: keys().booth.certificate };
    expect(() => openPackage(sealPackage(archive, keys().sealing).sealed, keys().first, asSigner)).toThrow(
      "package.signature",
    );
  });

  it("refuses a signature that belongs to other content, or to another certificate", () => {
    const recipients = keys().sealing.recipients.map(readCertificate);
    const certificate = readCertificate(keys().booth.certificate);
    const signed = writeSignedData(archive, { ...keys().booth, certificate }, keys().sealing.signedAt);
    const at = Buffer.from(signed).indexOf("PK and");
    const otherContent = signed.slice();
    otherContent[at] = 0x51;
    expect(() => openPackage(encryptEnvelope(otherContent, recipients), keys().first, trust())).toThrow(
      /package.signature.*not the one that was signed/,
    );
    const forged = writeSignedData(archive, { ...keys().ingest, certificate }, keys().sealing.signedAt);
    expect(() => openPackage(encryptEnvelope(forged, recipients), keys().first, trust())).toThrow(
      /package.signature.*does not fit/,
    );
  });

  it("refuses an envelope around something that is not signed", () => {
    const recipients = keys().sealing.recipients.map(readCertificate);
    expect(() => openPackage(encryptEnvelope(archive, recipients), keys().first, trust())).toThrow("package.invalid");
  });

  it("meets any flipped bit with a typed failure or the very same archive, and in the content or tag with failure", () => {
    const { sealed } = sealPackage(archive, keys().sealing);
    const { ciphertext, tag } = readEnvelope(sealed);
    const contentStart = Buffer.from(sealed).indexOf(ciphertext);
    const tagStart = Buffer.from(sealed).indexOf(tag);
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const offset = Math.floor(bit / 8);
        // A copy: a Buffer's own `slice` is the same memory.
        const flipped = Uint8Array.from(sealed);
        flipped[offset] = (flipped[offset] ?? 0) ^ (1 << (bit % 8));
        const outcome = openOrCode(flipped);
        const isProtected = (offset >= contentStart && offset < contentStart + ciphertext.length) || offset >= tagStart;
        if (isProtected) expect(outcome).toBe("package.invalid");
        else expect(typeof outcome === "string" || Buffer.from(outcome).equals(archive)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("refuses a package torn at any byte, and any bytes that are no package", () => {
    const { sealed } = sealPackage(archive.subarray(0, 20), keys().sealing);
    for (let lengthBytes = 0; lengthBytes < sealed.length; lengthBytes += 1) {
      expect(openOrCode(sealed.subarray(0, lengthBytes))).toBe("package.invalid");
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => openOrCode(noise) === "package.invalid"));
  });
});

function openOrCode(sealed: Uint8Array): Uint8Array | string {
  try {
    return openPackage(sealed, keys().first, trust()).archive;
  } catch (error) {
    if (error instanceof BoothError) return error.code;
    throw error;
  }
}
