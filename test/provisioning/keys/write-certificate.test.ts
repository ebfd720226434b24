import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { expect, it } from "vitest";
import { writeCertificate } from "../../../provisioning/keys/write-certificate.ts";

const subject = (commonName: string) => ({ organization: "O", unit: "U", commonName });
const validity = { validFrom: "2026-01-01T00:00:00.000Z", validUntil: "2055-01-01T00:00:00.000Z" };
const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
const issuer = { subject: subject("authority"), ...keys };

it("writes subject, issuer, validity past 2049 and key so that OpenSSL reads them back", () => {
  const member = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const encoded = writeCertificate({
    role: "signer",
    subject: subject("Bilik é"),
    publicKey: member.publicKey,
    issuer,
    ...validity,
  });
  const certificate = new X509Certificate(encoded);
  expect(certificate.subject).toBe("O=O\nOU=U\nCN=Bilik é");
  expect(certificate.issuer).toBe("O=O\nOU=U\nCN=authority");
  expect(certificate.validToDate.toISOString()).toBe(validity.validUntil);
  expect(certificate.checkPrivateKey(member.privateKey)).toBe(true);
  expect(certificate.verify(keys.publicKey)).toBe(true);
  expect(certificate.raw).toEqual(Buffer.from(encoded));
});

it("gives every certificate another positive serial number of 16 bytes", () => {
  const write = () =>
    new X509Certificate(
      writeCertificate({ role: "authority", subject: subject("a"), publicKey: keys.publicKey, issuer, ...validity }),
    ).serialNumber;
  const serials = Array.from({ length: 20 }, write);
  expect(new Set(serials).size).toBe(20);
  for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
});

it("lets an authority certify and nobody else", () => {
  const write = (role: "authority" | "signer" | "recipient") =>
    new X509Certificate(
      writeCertificate({ role, subject: subject(role), publicKey: keys.publicKey, issuer, ...validity }),
    ).ca;
  expect([write("authority"), write("signer"), write("recipient")]).toEqual([true, false, false]);
});
