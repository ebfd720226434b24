import type { X509Certificate } from "node:crypto";

/** Leaf, two intermediates, root: longer chains are an attack on patience. */
const chainLengthMax = 5;
const rsaBitsMin = 2_048;

/**
 * What keeps `leaf` from being trusted at `nowAt`, or null. Every certificate from it up to an authority must hold its
 * signature and its dates, and all above the leaf must be allowed to certify. A leaf that is itself an authority is
 * trusted as pinned.
 * @param offered what came with the leaf, in any order
 */
export function findChainFault(
  leaf: X509Certificate,
  {
    offered,
    authorities,
    nowAt,
  }: {
    readonly offered: readonly X509Certificate[];
    readonly authorities: readonly X509Certificate[];
    readonly nowAt: string;
  },
): string | null {
  let current = leaf;
  for (let length = 1; length <= chainLengthMax; length += 1) {
    const fault = findCertificateFault(current, nowAt);
    if (fault !== null) return fault;
    if (isAmong(authorities, current)) return null;
    const issuer = findIssuer(current, authorities) ?? findIssuer(current, offered);
    if (issuer === null) return "its certificate leads to no known authority";
    if (!mayCertify(issuer, authorities)) return "its certificate is signed by one that may not certify";
    current = issuer;
  }
  return "its chain of certificates is too long";
}

function findCertificateFault(certificate: X509Certificate, nowAt: string): string | null {
  const now = Date.parse(nowAt);
  if (!(now >= Date.parse(certificate.validFrom))) return "its certificate is not valid yet";
  if (!(now <= Date.parse(certificate.validTo))) return "its certificate has expired";
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  const isStrong = asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) >= rsaBitsMin;
  return isStrong ? null : `its certificate has no RSA key of ${rsaBitsMin} bits`;
}

function findIssuer(certificate: X509Certificate, among: readonly X509Certificate[]): X509Certificate | null {
  const isIssuer = (candidate: X509Certificate) =>
    !candidate.raw.equals(certificate.raw) &&
    certificate.checkIssued(candidate) &&
    certificate.verify(candidate.publicKey);
  return among.find(isIssuer) ?? null;
}

/** A root that was configured may be so old that it does not say what it is; that it signed itself says enough. */
function mayCertify(issuer: X509Certificate, authorities: readonly X509Certificate[]): boolean {
  return issuer.ca || (isAmong(authorities, issuer) && issuer.checkIssued(issuer));
}

function isAmong(authorities: readonly X509Certificate[], certificate: X509Certificate): boolean {
  return authorities.some(({ raw }) => raw.equals(certificate.raw));
}
