import { hkdfSync, randomBytes } from "node:crypto";
import { BoothError } from "../kernel/errors.ts";
import { nonceBytes, openBytes, sealBytes } from "../vault/sealed-bytes.ts";
import { type Credentials, credentialsSchema, type OperatorRole } from "./operator-book.ts";

/**
 * Seals each officer's credentials under a key of their own use, bound to the officer's id and role: whoever can write to
 * the disk can neither exchange them nor give them another role.
 */
export type CredentialSeal = {
  readonly seal: (officer: Officer, credentials: Credentials) => string;
  /** @throws BoothError `state.corrupt` when they are damaged, another officer's, or sealed by another booth */
  readonly open: (officer: Officer, sealed: string) => Credentials;
};

type Officer = { readonly id: string; readonly role: OperatorRole };

/** @param keyEncryptionKey the vault's: whoever cannot open the vault cannot try PINs either */
export function createCredentialSeal(keyEncryptionKey: Uint8Array): CredentialSeal {
  const key = new Uint8Array(hkdfSync("sha256", keyEncryptionKey, new Uint8Array(0), "bilik operator credentials", 32));
  const context = ({ id, role }: Officer) => `bilik credentials of ${role} ${id}`;
  return {
    seal: (officer, credentials) => {
      const plain = new TextEncoder().encode(JSON.stringify(credentials));
      return sealBytes(plain, key, randomBytes(nonceBytes), context(officer)).toString("base64");
    },
    open: (officer, sealed) => {
      const plain = openBytes(Buffer.from(sealed, "base64"), key, context(officer));
      if (plain === null) {
        throw new BoothError("state.corrupt", {
          path: "operators",
          problem: `the credentials of ${officer.id} do not open`,
        });
      }
      return credentialsSchema.parse(JSON.parse(plain.toString("utf8")));
    },
  };
}
