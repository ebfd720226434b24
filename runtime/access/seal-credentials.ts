import { hkdfSync, randomBytes } from "node:crypto";
import { BoothError } from "../kernel/errors.ts";
import { nonceBytes, openBytes, sealBytes } from "../vault/sealed-bytes.ts";
import { type Credentials, credentialsSchema } from "./operator-book.ts";

/** Seals each officer's credentials under a key of their own use, bound to the officer's id: they cannot be exchanged. */
export type CredentialSeal = {
  readonly seal: (id: string, credentials: Credentials) => string;
  /** @throws BoothError `state.corrupt` when they are damaged, another officer's, or sealed by another booth */
  readonly open: (id: string, sealed: string) => Credentials;
};

/** @param keyEncryptionKey the vault's: whoever cannot open the vault cannot try PINs either */
export function createCredentialSeal(keyEncryptionKey: Uint8Array): CredentialSeal {
  const key = new Uint8Array(hkdfSync("sha256", keyEncryptionKey, new Uint8Array(0), "bilik operator credentials", 32));
  const context = (id: string) => `bilik credentials of operator ${id}`;
  return {
    seal: (id, credentials) => {
      const plain = new TextEncoder().encode(JSON.stringify(credentials));
      return sealBytes(plain, key, randomBytes(nonceBytes), context(id)).toString("base64");
    },
    open: (id, sealed) => {
      const plain = openBytes(Buffer.from(sealed, "base64"), key, context(id));
      if (plain === null) {
        throw new BoothError("state.corrupt", { path: "operators", problem: `the credentials of ${id} do not open` });
      }
      return credentialsSchema.parse(JSON.parse(plain.toString("utf8")));
    },
  };
}
