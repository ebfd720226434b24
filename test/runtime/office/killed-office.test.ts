import { type ChildProcess, spawn } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { isSystemError } from "../../../runtime/kernel/errors.ts";
import { brokerKinds } from "../../broker/broker-kinds.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { createPair, type Pair, siteId } from "../uplink/booth-and-office.ts";

const script = fileURLToPath(new URL("./office-process.ts", import.meta.url));
const cuts = 3;
/** Early in the package, so that it is never whole before the office is killed. */
const cutEveryBytes = 400_000;

for (const { name, missing, start, protocolVersion } of brokerKinds) {
  const title = missing === null ? name : `${name} (skipped: ${missing})`;
  it.skipIf(missing !== null)(`loses nothing when the office is killed again and again over ${title}`, async () => {
    const broker = await start();
    const pair = await createPair();
    const { packageId } = await pair.addPackage(4_000_000);
    await pair.createUplink(broker.url, protocolVersion, { chunkLengthMaxBytes: 16_384 }).start();
    for (let cut = 1; cut <= cuts; cut += 1) {
      const office = startOffice(pair, broker.url, protocolVersion);
      await waitUntil("more is there", async () => (await lengthOf(pair.partialPath(packageId))) > cut * cutEveryBytes);
      await kill(office);
      expect(pair.outbox.pending().length).toBe(1);
    }
    const last = startOffice(pair, broker.url, protocolVersion);
    await waitUntil("the outbox is empty", () => pair.outbox.pending().length === 0);
    await kill(last);
    expect(sha256Hex(await readFile(pair.packagePath(packageId)))).toBe(packageId);
    expect((await readFile(join(pair.officeDir, "ledger.jsonl"), "utf8")).trimEnd().split("\n").length).toBe(1);
    await pair.dispose();
    await broker.stop();
  });
}

function startOffice(pair: Pair, brokerUrl: string, protocolVersion: 4 | 5): ChildProcess {
  const ingestKey = pair.ingestKeys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const boothKey = pair.boothKeys.publicKey.export({ type: "spki", format: "pem" }).toString();
  const args = [script, brokerUrl, String(protocolVersion), siteId, pair.officeDir, ingestKey, boothKey];
  return spawn(process.execPath, args, { stdio: "ignore" });
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exited;
}

async function lengthOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return 0;
    throw error;
  }
}
