import { type KeyObject, X509Certificate } from "node:crypto";
import { createFirstKeys, type FirstKeys, type KeyPaths } from "../provisioning/keys/create-first-keys.ts";
import { nameStorageFailure } from "./kernel/storage-failure.ts";
import type { Identity } from "./record/cms/sealed-package.ts";
import { loadCertificate, loadPrivateKey } from "./record/key-files.ts";

/** The keys a booth holds or trusts. It never holds a data centre's private key. */
export type BoothIdentity = {
  readonly booth: { readonly privateKey: KeyObject; readonly certificate: X509Certificate };
  readonly signer: Identity;
  readonly recipients: readonly Uint8Array[];
  readonly ingestKey: KeyObject;
};

export type OfficeIdentity = {
  readonly ingestPrivateKey: KeyObject;
  readonly ingestCertificate: X509Certificate;
  readonly boothCertificate: X509Certificate;
};

/**
 * The booth's keys in `dir`; made there on the very first start, marked as demonstration keys.
 * @throws BoothError `file.missing`, `file.unreadable` when what is there cannot be used
 * @throws BoothError `disk.full`, `state.poisoned`, `state.corrupt` when they cannot be made, or are not all there
 */
export async function loadBoothIdentity(dir: string, owner: FirstKeys): Promise<BoothIdentity> {
  const paths = await needKeys(dir, owner);
  const certificate = await loadCertificate(paths.booth.certificate);
  const privateKey = await loadPrivateKey(paths.booth.key);
  const ingest = new X509Certificate(await loadCertificate(paths.ingest.certificate));
  return {
    booth: { privateKey, certificate: new X509Certificate(certificate) },
    signer: { certificate, privateKey },
    recipients: await Promise.all(paths.dataCentres.map((centre) => loadCertificate(centre.certificate))),
    ingestKey: ingest.publicKey,
  };
}

export async function loadOfficeIdentity(dir: string, owner: FirstKeys): Promise<OfficeIdentity> {
  const paths = await needKeys(dir, owner);
  return {
    ingestPrivateKey: await loadPrivateKey(paths.ingest.key),
    ingestCertificate: new X509Certificate(await loadCertificate(paths.ingest.certificate)),
    boothCertificate: new X509Certificate(await loadCertificate(paths.booth.certificate)),
  };
}

async function needKeys(dir: string, owner: FirstKeys): Promise<KeyPaths> {
  try {
    return await createFirstKeys(dir, owner);
  } catch (error) {
    throw await nameStorageFailure(error, { path: dir, operation: "create keys", neededBytes: 0 });
  }
}
