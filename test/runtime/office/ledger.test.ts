import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { type LedgerDraft, openLedger } from "../../../runtime/office/ledger.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";

const draft = (sequence: number): LedgerDraft => ({
  receivedAt: "2026-01-05T02:00:00.000Z",
  packageId: sha256Hex(`package ${sequence}`),
  siteId: "kecamatan-01",
  boothId: "bilik-01",
  sequence,
  previousPackageId: sequence > 1 ? sha256Hex(`package ${sequence - 1}`) : null,
  lengthBytes: 1_000,
});

async function writeLedger(dir: string, sequences: readonly number[]) {
  const ledger = await openLedger(dir, createSilentLogger());
  const entries = [];
  for (const sequence of sequences) entries.push(await ledger.record(draft(sequence)));
  await ledger.close();
  return entries;
}

it("names the line before by its hash, and remarks on gaps", async () => {
  const dir = makeTemporaryFolder();
  const [first, second, third] = await writeLedger(dir, [1, 3, 2]);
  expect([first?.remark, second?.remark, third?.remark]).toEqual(["in-order", "gap", "late"]);
  const lines = readFileSync(join(dir, "ledger.jsonl"), "utf8").trimEnd().split("\n");
  expect(lines.map((line) => sha256Hex(line))).toEqual([first?.hash, second?.hash, third?.hash]);
  expect(second?.previousHash).toBe(first?.hash);
});

it("goes on where it was after a restart", async () => {
  const dir = makeTemporaryFolder();
  const [first] = await writeLedger(dir, [1]);
  const [second] = await writeLedger(dir, [2]);
  expect(second).toMatchObject({ number: 2, remark: "in-order", previousHash: first?.hash });
  const ledger = await openLedger(dir, createSilentLogger());
  expect(ledger.find(draft(1).packageId)).toEqual(first);
  expect(ledger.count()).toBe(2);
  await ledger.close();
});

it("cuts a line torn at any byte, and enters the package again", async () => {
  const dir = makeTemporaryFolder();
  const path = join(dir, "ledger.jsonl");
  await writeLedger(dir, [1, 2]);
  const whole = readFileSync(path);
  const secondAt = whole.indexOf(0x0a) + 1;
  for (let length = secondAt; length < whole.length; length += 17) {
    writeFileSync(path, whole);
    truncateSync(path, length);
    const ledger = await openLedger(dir, createSilentLogger());
    expect(ledger.count()).toBe(1);
    await ledger.record(draft(2));
    await ledger.close();
    expect(readFileSync(path).equals(whole)).toBe(true);
  }
});

it("refuses to open when any other line is changed, moved or missing", async () => {
  const dir = makeTemporaryFolder();
  const path = join(dir, "ledger.jsonl");
  await writeLedger(dir, [1, 2, 3]);
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  const [first = "", second = "", third = ""] = lines;
  for (const damaged of [
    [first.replace("1000", "1001"), second, third],
    [second, first, third],
    [second, third],
    [first, third],
    [first, "{}", third],
    [first, "", second, third],
  ]) {
    writeFileSync(path, "");
    appendFileSync(path, `${damaged.join("\n")}\n`);
    await expect(openLedger(dir, createSilentLogger())).rejects.toMatchObject({ code: "state.corrupt" });
  }
});
