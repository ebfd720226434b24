import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "../../runtime/kernel/durable-file.ts";
import { createFilledFolder, type NewFile, removeUnfinishedFolders } from "../../runtime/kernel/durable-folder.ts";
import { BoothError, isSystemError } from "../../runtime/kernel/errors.ts";
import { type CertificateRole, type Subject, writeCertificate } from "./write-certificate.ts";

/** Paths of a certificate and its private key, both PEM. */
export type KeyPairPaths = { readonly certificate: string; readonly key: string };

export type KeyPaths = {
  readonly authority: KeyPairPaths;
  /** Signs packages. */
  readonly booth: KeyPairPaths;
  /** Open packages; either alone. */
  readonly dataCentres: readonly [KeyPairPaths, KeyPairPaths];
  /** Signs receipts. */
  readonly ingest: KeyPairPaths;
};

export type FirstKeys = {
  readonly boothId: string;
  /** UTC ISO 8601; the certificates hold from a day earlier, for ten years. */
  readonly createdAt: string;
};

type Member = { readonly file: string; readonly role: CertificateRole; readonly subject: Subject };

const validYears = 10;
const dayMs = 86_400_000;
/** The organisation that every key of a first run names. */
export const demonstrationName = "Bilik demonstration";
const authorityFile = "ca";

/**
 * The keys of a first run: an authority, a booth, two data centres and the receipt signer, all on this one machine and
 * so for demonstration only, as every subject says. Creates all of them or none, durable on return; called again it
 * changes nothing but to clear away what a power cut left half made. Private keys are readable by the owner alone.
 * @throws BoothError `state.corrupt` when the folder holds some of the files but not all
 */
export async function createFirstKeys(
  dir: string,
  { boothId, createdAt }: FirstKeys = { boothId: "bilik-01", createdAt: new Date().toISOString() },
): Promise<KeyPaths> {
  const members = describeMembers(boothId);
  if (!(await areAllThere(dir, members))) await createAll(dir, members, createdAt);
  await removeUnfinishedFolders(dir);
  return keyPaths(dir);
}

/** Where `createFirstKeys` puts, or has put, each file. */
export function keyPaths(dir: string): KeyPaths {
  const pair = (file: string) => ({ certificate: join(dir, `${file}.crt`), key: join(dir, `${file}.key`) });
  return {
    authority: pair(authorityFile),
    booth: pair("booth"),
    dataCentres: [pair("data-centre-1"), pair("data-centre-2")],
    ingest: pair("ingest"),
  };
}

function describeMembers(boothId: string): readonly Member[] {
  const subject = (unit: string, commonName: string) => ({ organization: demonstrationName, unit, commonName });
  return [
    { file: authorityFile, role: "authority", subject: subject("authority", "Bilik demonstration authority") },
    { file: "booth", role: "signer", subject: subject("booth", boothId) },
    { file: "data-centre-1", role: "recipient", subject: subject("data-centre", "data-centre-1") },
    { file: "data-centre-2", role: "recipient", subject: subject("data-centre", "data-centre-2") },
    { file: "ingest", role: "signer", subject: subject("ingest", "ingest") },
  ];
}

async function createAll(dir: string, members: readonly Member[], createdAt: string): Promise<void> {
  await makeFolder(dirname(dir));
  try {
    await createFilledFolder(dir, createPems(members, createdAt));
  } catch (error) {
    // Another process was quicker, and may have cleared this one's files away; its keys are as good.
    const isBeaten = ["ENOTEMPTY", "EEXIST", "ENOENT"].some((code) => isSystemError(error, code));
    if (!isBeaten || !(await areAllThere(dir, members))) throw error;
  }
}

async function areAllThere(dir: string, members: readonly Member[]): Promise<boolean> {
  const present = await readdir(dir).catch((error: unknown): string[] => {
    if (isSystemError(error, "ENOENT")) return [];
    throw error;
  });
  if (present.length === 0) return false;
  const missing = members
    .flatMap(({ file }) => [`${file}.crt`, `${file}.key`])
    .filter((name) => !present.includes(name));
  if (missing.length > 0) {
    throw new BoothError("state.corrupt", { path: dir, problem: `keys are missing: ${missing.join(", ")}` });
  }
  return true;
}

function createPems(members: readonly Member[], createdAt: string): readonly NewFile[] {
  const keys = members.map((member) => ({ member, ...generateKeyPairSync("ec", { namedCurve: "P-256" }) }));
  const [authority] = keys;
  if (authority === undefined) return [];
  const issuer = { ...authority, subject: authority.member.subject };
  const from = new Date(Date.parse(createdAt) - dayMs);
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + validYears);
  const validity = { validFrom: from.toISOString(), validUntil: until.toISOString() };

  return keys.flatMap(({ member: { file, role, subject }, publicKey, privateKey }) => [
    {
      name: `${file}.crt`,
      content: certificatePem(writeCertificate({ role, subject, publicKey, issuer, ...validity })),
      mode: 0o644,
    },
    { name: `${file}.key`, content: keyPem(privateKey), mode: 0o600 },
  ]);
}

function certificatePem(encoded: Uint8Array): string {
  const lines = Buffer.from(encoded)
    .toString("base64")
    .replace(/(.{64})(?=.)/g, "$1\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function keyPem(privateKey: KeyObject): string {
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}
