import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { createFirstKeys, type KeyPaths } from "../../../../provisioning/keys/create-first-keys.ts";
import type { Identity, Sealing } from "../../../../runtime/record/cms/sealed-package.ts";
import { loadCertificate, loadIdentity } from "../../../../runtime/record/key-files.ts";

export type DemonstrationKeys = {
  readonly folder: string;
  readonly paths: KeyPaths;
  readonly authority: Uint8Array;
  readonly booth: Identity;
  readonly first: Identity;
  readonly second: Identity;
  readonly ingest: Identity;
  readonly sealing: Sealing;
};

/** Keys of their own for the tests of one file, in a folder that goes with them. */
export function useDemonstrationKeys(): () => DemonstrationKeys {
  let keys: DemonstrationKeys | undefined;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "bilik-keys-"));
    const createdAt = "2026-03-01T00:00:00.000Z";
    const paths = await createFirstKeys(join(folder, "keys"), { boothId: "bilik-01", createdAt });
    const [first, second] = await Promise.all(paths.dataCentres.map(loadIdentity));
    const booth = await loadIdentity(paths.booth);
    const recipients = [first!.certificate, second!.certificate];
    keys = {
      folder,
      paths,
      authority: await loadCertificate(paths.authority.certificate),
      booth,
      first: first!,
      second: second!,
      ingest: await loadIdentity(paths.ingest),
      sealing: { signer: booth, recipients, signedAt: "2026-03-14T02:20:00.000Z" },
    };
  });
  afterAll(async () => {
    if (keys !== undefined) await rm(keys.folder, { recursive: true });
  });
  return () => keys!;
}
