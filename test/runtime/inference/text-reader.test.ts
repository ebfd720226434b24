import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { synthesisePage } from "../../../drivers/document-scanner/synthesise-page.ts";
import { preparePrint } from "../../../pipelines/document/prepare-print.ts";
import { createTextReader } from "../../../runtime/inference/text-reader.ts";

const numbers = ["9912250105640427", "9903144511820093"];
const reader = createTextReader();

async function print(): Promise<Uint8Array<ArrayBuffer>> {
  return preparePrint(await synthesisePage("ktp", { resolutionPpi: 200, numbers }), false).pgm;
}

describe("createTextReader", () => {
  afterAll(reader.close);

  it("reads the number on a card, in a thread of its own: the event loop is not held up", async () => {
    const page = await print();
    const before = performance.eventLoopUtilization();
    const words = await reader.read(page);
    const { active } = performance.eventLoopUtilization(before);
    const found = words.find(({ text }) => text.includes(numbers[0]!));
    expect(found?.confidencePercent).toBeGreaterThan(50);
    expect(found?.box.width).toBeGreaterThan(100);
    // Of some seconds: the page is sent off and words come back.
    expect(active).toBeLessThan(300);
    expect(page.length).toBe(0);
  }, 60_000);

  it("rejects with reading.failed for bytes that are no picture, and reads the next page all the same", async () => {
    await expect(reader.read(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ code: "reading.failed" });
    const words = await reader.read(await print());
    expect(words.some(({ text }) => text.includes(numbers[0]!))).toBe(true);
  }, 60_000);

  it("gives up after its time with reading.timeout", async () => {
    const hasty = createTextReader({ timeoutMs: 1 });
    await expect(hasty.read(await print())).rejects.toMatchObject({
      code: "reading.timeout",
      detail: { timeoutMs: 1 },
    });
    await hasty.close();
    await hasty.close();
  }, 60_000);

  it.each(["/nowhere/at-all", "https://cdn.example.org/models"])(
    "rejects with reading.failed where the model is not there, and fetches none: %s",
    async (modelDir) => {
      const bare = createTextReader({ modelDir, timeoutMs: 15_000 });
      await expect(bare.read(await print())).rejects.toMatchObject({
        code: "reading.failed",
        detail: { problem: expect.stringContaining("ENOENT") },
      });
      await bare.close();
    },
    60_000,
  );

  it("reads in a process none of whose threads may ask for a name or a connection, and none asks", async () => {
    const folder = await mkdtemp(join(tmpdir(), "bilik-offline-"));
    const [page, log] = [join(folder, "page.pgm"), join(folder, "network.log")];
    await writeFile(page, await print());
    const guard = fileURLToPath(new URL("./network-guard.ts", import.meta.url));
    const program = fileURLToPath(new URL("./read-offline.ts", import.meta.url));
    const env = { ...process.env, NETWORK_LOG: log, NODE_OPTIONS: `--import=${guard}` };
    const { stdout } = await promisify(execFile)(process.execPath, [program, page], { env });
    expect(stdout).toContain(numbers[0]);
    const lines = (await readFile(log, "utf8")).trim().split("\n");
    // The program, the reader's thread and the library's own; then the program asks, to show that it is heard.
    expect(lines).toEqual(["armed", "armed", "armed", "connect", "lookup", "fetch"]);
  }, 60_000);
});
