import type { KeyObject, X509Certificate } from "node:crypto";
import type { Clock } from "../kernel/clock.ts";

/** Which booths the office believes. */
export type BoothCertificates = {
  /** The booth's public key, or undefined when it is unknown, expired or not vouched for. */
  readonly findKey: (boothId: string) => KeyObject | undefined;
};

/**
 * Believes the certificates given: a booth's id is its common name. With an authority, only those it has signed; in any
 * case only while they are valid. A revoked certificate is one that is not given.
 */
export function createBoothCertificates(
  certificates: readonly X509Certificate[],
  authority: X509Certificate | null,
  clock: Clock,
): BoothCertificates {
  const isSigned = (certificate: X509Certificate) =>
    authority === null || (certificate.checkIssued(authority) && certificate.verify(authority.publicKey));
  const known = certificates.filter(isSigned).map((certificate) => ({
    boothId: readCommonName(certificate.subject),
    fromMs: Date.parse(certificate.validFrom),
    toMs: Date.parse(certificate.validTo),
    key: certificate.publicKey,
  }));
  return {
    findKey: (boothId) => {
      const nowMs = Date.parse(clock.nowAt());
      // The newest wins: while a booth renews, both of its certificates are valid.
      return known
        .filter((entry) => entry.boothId === boothId && entry.fromMs <= nowMs && nowMs <= entry.toMs)
        .sort((a, b) => b.fromMs - a.fromMs)
        .at(0)?.key;
    },
  };
}

function readCommonName(subject: string): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? "";
}
