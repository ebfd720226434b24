import { generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { writeCertificate } from "../../provisioning/keys/write-certificate.ts";

export type IssuedIdentity = { readonly certificate: X509Certificate; readonly privateKey: KeyObject };

/** A certificate authority that lives as long as the test. */
export type TestAuthority = {
  readonly certificate: X509Certificate;
  /** Valid between two instants, UTC ISO 8601. */
  readonly issue: (commonName: string, validFrom: string, validUntil: string) => IssuedIdentity;
};

const nameOf = (commonName: string) => ({ organization: "Bilik test", unit: "Test", commonName });

export function createTestAuthority(): TestAuthority {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer = { subject: nameOf("Authority"), ...keys };
  const root = writeCertificate({
    role: "authority",
    subject: issuer.subject,
    publicKey: keys.publicKey,
    issuer,
    validFrom: "2020-01-01T00:00:00.000Z",
    validUntil: "2049-01-01T00:00:00.000Z",
  });
  return {
    certificate: new X509Certificate(root),
    issue: (commonName, validFrom, validUntil) => {
      const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const subject = nameOf(commonName);
      const der = writeCertificate({ role: "signer", subject, publicKey, issuer, validFrom, validUntil });
      return { certificate: new X509Certificate(der), privateKey };
    },
  };
}
