import { existsSync } from "node:fs";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createFirstKeys } from "../../provisioning/keys/create-first-keys.ts";
import { startEmbeddedBroker } from "../../runtime/transfer/embedded-broker.ts";
import { findClosedPort, writeConfig } from "./configuration.ts";
import { enrol, inspectManifest, storedPackages } from "./enrol.ts";
import { readJournalLines } from "./journal-lines.ts";
import { exceptOthers, makeResident } from "./make-resident.ts";
import { expectFailedVisit, expectRefusal } from "./refusal.ts";
import { runBilik, startBilik, stopBilik, untilSaid } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const timeoutMs = 240_000;
let resident: string;
/** State of a booth that enrolled the resident while its broker was away, and the package it holds. */
let offline: { readonly state: string; readonly line: string; readonly packageId: string };

beforeAll(async () => {
  resident = await makeResident({ seed: "offline", fingers: [2], exceptions: exceptOthers([2]) });
  const state = await makeTemporaryFolder();
  const config = await configureBroker(`mqtt://127.0.0.1:${await findClosedPort()}`);
  const result = await runBilik("enrol", "--resident", resident, "--state", state, "--config", config);
  const line = expectFailedVisit(result);
  const [packageId = ""] = await heldPackages(state);
  offline = { state, line, packageId };
}, timeoutMs);

describe("a booth whose broker is away", () => {
  it("seals the visit, keeps the package, and says so in one line", async () => {
    const { state, line, packageId } = offline;
    expect(line).toMatch(/Broker tidak terjangkau: mqtt:\/\/127\.0\.0\.1:\d+ .*tersimpan aman/);
    expect(await heldPackages(state)).toEqual([packageId]);
    const lines = await readJournalLines(state);
    expect(lines.some((entry) => entry.kind === "package-sealed" && entry.packageId === packageId)).toBe(true);
    expect(await storedPackages(state)).toEqual([]);
  });

  it("delivers it on the next run, once broker and office live, without a new capture", {
    timeout: timeoutMs,
  }, async () => {
    const state = await copyState(offline.state);
    const before = await readJournalLines(state);
    const config = await configureBroker(await startBroker());
    const office = startBilik(["office", "--config", config, "--state", state]);
    await untilSaid(office, /Kantor siap/);
    const summary = await enrol(resident, state, "--config", config);
    expect(summary.packageId).toBe(offline.packageId);
    const told = await stopBilik(office);
    expect(told).toMatchObject({ code: 0, stdout: `${offline.packageId} in-order\n` });

    const after = await readJournalLines(state);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).some(({ deed }) => deed?.kind === "captured")).toBe(false);
    expect(await heldPackages(state)).toEqual([]);
    expect(await inspectManifest(state, summary.packageId)).toMatchObject({ visitId: summary.visitId });
  });

  it("lets go of nothing for a receipt that somebody else signed", { timeout: timeoutMs }, async () => {
    const state = await copyState(offline.state);
    const impostor = await makeTemporaryFolder("impostor");
    await cp(join(state, "keys"), join(impostor, "keys"), { recursive: true });
    await giveOtherIngestKey(impostor);
    const config = await configureBroker(await startBroker(), { receiptWaitMs: 4_000 });
    const office = startBilik(["office", "--config", config, "--state", impostor]);
    await untilSaid(office, /Kantor siap/);
    const enrolment = await runBilik("enrol", "--resident", resident, "--state", state, "--config", config);
    const line = expectFailedVisit(enrolment);
    await stopBilik(office);
    expect(line).toContain(offline.packageId);
    expect(line).toMatch(/Tanda terima .* tidak sah: .*Paket tetap disimpan/);
    expect(await storedPackages(impostor)).toEqual([offline.packageId]);
    expect(await heldPackages(state)).toEqual([offline.packageId]);
    const kinds = (await readJournalLines(state)).map(({ kind }) => kind);
    expect(kinds).not.toContain("package-receipted");
    expect(kinds).not.toContain("data-key-destroyed");
  });
});

describe("a journal in which one byte has changed", () => {
  let state: string;

  beforeAll(async () => {
    state = await copyState(offline.state);
    const path = join(state, "booth/journal/000001.log");
    const bytes = await readFile(path);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 0x20;
    await writeFile(path, bytes);
  });

  it("is told by bilik journal verify, with place and segment", async () => {
    const line = expectRefusal(await runBilik("journal", "verify", join(state, "booth/journal")));
    expect(line).toMatch(/000001\.log pada byte \d+/);
  });

  it("lets nobody be enrolled, and is left as it is", async () => {
    const before = await readFile(join(state, "booth/journal/000001.log"));
    const line = expectRefusal(await runBilik("enrol", "--resident", resident, "--state", state));
    expect(line).toContain("000001.log");
    expect((await readFile(join(state, "booth/journal/000001.log"))).equals(before)).toBe(true);
    expect(await heldPackages(state)).toEqual([offline.packageId]);
  });

  it("starts the booth in safe mode, which delivers what it holds and serves a page that says so", {
    timeout: timeoutMs,
  }, async () => {
    const config = await writeConfig({ kiosk: { port: 0 }, logLevel: "silent" });
    const booth = startBilik(["booth", "--config", config, "--state", state]);
    await untilSaid(booth, /MODE AMAN/);
    await untilGone(join(state, "booth/outbox", `${offline.packageId}.p7`));
    const result = await stopBilik(booth);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    // What it says, and where its page says the same.
    expect(result.stdout.trimEnd().split("\n")).toEqual([
      expect.stringContaining("MODE AMAN"),
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#/),
    ]);
    expect(await storedPackages(state)).toEqual([offline.packageId]);
    expect(await readdir(join(state, "booth/outbox"))).toEqual([`${offline.packageId}.receipt`]);
  });
});

function configureBroker(url: string, broker: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return writeConfig({ broker: { url, ...broker }, logLevel: "error" });
}

async function startBroker(): Promise<string> {
  const broker = await startEmbeddedBroker({ host: "127.0.0.1", port: 0 });
  onTestFinished(broker.stop);
  return broker.url;
}

async function copyState(state: string): Promise<string> {
  const copy = await makeTemporaryFolder("copy");
  await cp(state, copy, { recursive: true });
  return copy;
}

async function heldPackages(state: string): Promise<readonly string[]> {
  const names = await readdir(join(state, "booth/outbox"));
  return names.filter((name) => name.endsWith(".p7")).map((name) => name.slice(0, -3));
}

/** The receipt signer of another demonstration: a key that this booth never heard of. */
async function giveOtherIngestKey(state: string): Promise<void> {
  const stranger = join(await makeTemporaryFolder("stranger"), "keys");
  const { ingest } = await createFirstKeys(stranger, { boothId: "bilik-01", createdAt: new Date().toISOString() });
  await cp(ingest.key, join(state, "keys/ingest.key"));
  await cp(ingest.certificate, join(state, "keys/ingest.crt"));
}

async function untilGone(path: string): Promise<void> {
  const deadlineMs = performance.now() + 60_000;
  while (existsSync(path)) {
    if (performance.now() > deadlineMs) throw new Error(`${path} is still there`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
