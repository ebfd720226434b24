/** Object identifiers of the sealing profile, dotted, each with the document that assigns it. */
export const identifiers = {
  /** RFC 5652. */
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  /** RFC 5035. */
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  /** RFC 5083. */
  authEnvelopedData: "1.2.840.113549.1.9.16.1.23",
  /** RFC 5084. */
  aes256Gcm: "2.16.840.1.101.3.4.1.46",
  /** RFC 3565. */
  aes256Wrap: "2.16.840.1.101.3.4.1.45",
  /** RFC 5753. */
  ephemeralStaticSha256: "1.3.132.1.11.1",
  /** RFC 5480. */
  ecPublicKey: "1.2.840.10045.2.1",
  /** RFC 5754 and 5758. */
  sha256: "2.16.840.1.101.3.4.2.1",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
} as const;
