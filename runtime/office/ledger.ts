import { join } from "node:path";
import { z } from "zod";
import { encodeCanonicalJson } from "../kernel/canonical-json.ts";
import { sha256Hex } from "../kernel/digest.ts";
import { syncFolder } from "../kernel/durable-file.ts";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import { nodeFileSystem, type OpenFile } from "../kernel/file-system.ts";
import type { Logger } from "../kernel/logger.ts";
import { namePoison, nameStorageFailure } from "../kernel/storage-failure.ts";
import { instantSchema, sha256Schema, stationIdSchema } from "../transfer/identifiers.ts";
import { emptyHistory, judgeSequence } from "./judge-sequence.ts";

const entrySchema = z.strictObject({
  /** Of the ledger itself: 1, 2, 3 … */
  number: z.int().positive(),
  receivedAt: instantSchema,
  packageId: sha256Schema,
  siteId: stationIdSchema,
  boothId: stationIdSchema,
  /** The booth's own number. */
  sequence: z.int().nonnegative(),
  previousPackageId: sha256Schema.nullable(),
  lengthBytes: z.int().positive(),
  remark: z.enum(["in-order", "gap", "late", "repeated", "chain-broken", "unnumbered"]),
  /** SHA-256 of the line before, or zeros. */
  previousHash: sha256Schema,
});

/** One package taken in. `hash` is that of its line: what the receipt names. */
export type LedgerEntry = Readonly<z.output<typeof entrySchema>> & { readonly hash: string };

export type LedgerDraft = Omit<LedgerEntry, "number" | "remark" | "previousHash" | "hash">;

/** Every package the office has taken in, in order, each line naming the one before by its hash. One writer. */
export type Ledger = {
  readonly find: (packageId: string) => LedgerEntry | undefined;
  readonly count: () => number;
  /** Durable on return. Calls must not overlap. @throws BoothError `disk.full`, `state.poisoned` */
  readonly record: (draft: LedgerDraft) => Promise<LedgerEntry>;
  readonly close: () => Promise<void>;
};

const genesisHash = "0".repeat(64);

/**
 * A torn last line is cut and logged: its package is still there, and is entered again.
 * @throws BoothError `state.corrupt` when any other line is not what it was
 */
export async function openLedger(dir: string, logger: Logger): Promise<Ledger> {
  const path = join(dir, "ledger.jsonl");
  const { file, bytes } = await openOrCreate(path);
  try {
    return await readLedger(file, path, bytes, logger);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readLedger(file: OpenFile, path: string, bytes: Buffer, logger: Logger): Promise<Ledger> {
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  if (wholeBytes < bytes.length) {
    logger.warn("ledger.torn-tail-cut", { tornBytes: bytes.length - wholeBytes });
    await file.truncate(wholeBytes);
    await file.sync();
  }
  const lines = bytes.toString("utf8", 0, wholeBytes).split("\n").slice(0, -1);
  return createLedger(file, path, readChain(lines, path), wholeBytes);
}

function createLedger(file: OpenFile, path: string, chain: readonly LedgerEntry[], lengthBytes: number): Ledger {
  const entries = new Map(chain.map((entry) => [entry.packageId, entry]));
  const histories = new Map<string, GrowingHistory>();
  for (const entry of chain) remember(histories, entry);
  let last = chain.at(-1);
  let endBytes = lengthBytes;

  return {
    find: (packageId) => entries.get(packageId),
    count: () => entries.size,
    record: async (draft) => {
      const remark = judgeSequence(draft, histories.get(draft.boothId) ?? emptyHistory);
      const number = (last?.number ?? 0) + 1;
      const line = encodeCanonicalJson({ ...draft, number, remark, previousHash: last?.hash ?? genesisHash });
      await append(file, path, line, endBytes);
      const entry = readEntry(line.toString("utf8"), path);
      endBytes += line.length + 1;
      last = entry;
      entries.set(entry.packageId, entry);
      remember(histories, entry);
      return entry;
    },
    close: () => file.close(),
  };
}

async function append(file: OpenFile, path: string, line: Buffer, offsetBytes: number): Promise<void> {
  try {
    // At a fixed place: a line that failed half way is overwritten by the next.
    await file.writeAt(Buffer.concat([line, Buffer.from("\n")]), offsetBytes);
  } catch (error) {
    throw await nameStorageFailure(error, { path, operation: "append", neededBytes: line.length });
  }
  try {
    await file.syncContent();
  } catch (error) {
    throw namePoison(error, path, "sync");
  }
}

async function openOrCreate(path: string): Promise<{ readonly file: OpenFile; readonly bytes: Buffer }> {
  try {
    return { file: await nodeFileSystem.open(path, "change"), bytes: await nodeFileSystem.readFile(path) };
  } catch (error) {
    if (!isSystemError(error, "ENOENT")) throw error;
    const file = await nodeFileSystem.open(path, "create");
    await file.sync();
    await syncFolder(join(path, ".."));
    return { file, bytes: Buffer.alloc(0) };
  }
}

function readChain(lines: readonly string[], path: string): readonly LedgerEntry[] {
  let previousHash = genesisHash;
  return lines.map((line, index) => {
    const entry = readEntry(line, path);
    if (entry.number !== index + 1 || entry.previousHash !== previousHash) {
      throw new BoothError("state.corrupt", { path, problem: `line ${index + 1} does not continue the chain` });
    }
    previousHash = entry.hash;
    return entry;
  });
}

function readEntry(line: string, path: string): LedgerEntry {
  const { data } = entrySchema.safeParse(parseJson(line));
  if (data === undefined) throw new BoothError("state.corrupt", { path, problem: "a line is no entry" });
  return { ...data, hash: sha256Hex(line) };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type GrowingHistory = { highest: number; readonly bySequence: Map<number, string> };

function remember(histories: Map<string, GrowingHistory>, { boothId, sequence, packageId }: LedgerEntry): void {
  const history = histories.get(boothId) ?? { highest: 0, bySequence: new Map<number, string>() };
  if (sequence > 0 && !history.bySequence.has(sequence)) history.bySequence.set(sequence, packageId);
  history.highest = Math.max(history.highest, sequence);
  histories.set(boothId, history);
}
