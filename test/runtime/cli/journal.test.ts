import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { wordError } from "../../../runtime/cli/failure-sentences.ts";
import { journalVerb } from "../../../runtime/cli/journal.ts";
import type { Language, Terminal } from "../../../runtime/cli/verb.ts";
import { openTestJournal } from "../journal/journal-rig.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";

function createListeningTerminal(
  language: Language = "en",
): Terminal & { readonly printed: string[]; readonly remarked: string[] } {
  const printed: string[] = [];
  const remarked: string[] = [];
  return {
    printed,
    remarked,
    print: (line) => {
      printed.push(line);
    },
    remark: (line) => {
      remarked.push(line);
    },
    isInteractive: false,
    language,
    stop: new AbortController().signal,
  };
}

async function writeJournal() {
  const dir = makeTemporaryFolder();
  const journal = await openTestJournal(dir, { segmentLimitBytes: 600 });
  for (let index = 0; index < 5; index += 1) await journal.append("note", { index });
  const head = journal.head();
  await journal.close();
  return { dir, head };
}

describe("bilik journal verify", () => {
  it("prints entries, segments and head hash of a sound journal", async () => {
    const { dir, head } = await writeJournal();
    const terminal = createListeningTerminal();
    expect(await journalVerb.run(["verify", dir], terminal)).toBe(0);
    expect(terminal.printed[0]).toMatch(/^entries +5$/);
    expect(terminal.printed[1]).toMatch(/^segments +\d$/);
    expect(terminal.printed[2]).toMatch(new RegExp(`^head hash +${head.hash}$`));
    expect(terminal.remarked).toEqual([]);

    const indonesian = createListeningTerminal("id");
    await journalVerb.run(["verify", dir], indonesian);
    expect(indonesian.printed[0]).toMatch(/^entri +5$/);
  });

  it("prints one JSON object with --json", async () => {
    const { dir, head } = await writeJournal();
    const terminal = createListeningTerminal();
    await journalVerb.run(["verify", "--json", dir], terminal);
    expect(terminal.printed).toHaveLength(1);
    expect(JSON.parse(terminal.printed[0] ?? "")).toMatchObject({ dir, entries: 5, head, tornBytes: 0 });
  });

  it("remarks a torn tail, which is no damage", async () => {
    const { dir } = await writeJournal();
    const path = join(dir, "000001.log");
    const single = makeTemporaryFolder();
    writeFileSync(join(single, "000001.log"), readFileSync(path));
    appendFileSync(join(single, "000001.log"), Buffer.alloc(7));
    const terminal = createListeningTerminal();
    expect(await journalVerb.run(["verify", single], terminal)).toBe(0);
    expect(terminal.remarked).toEqual([expect.stringContaining("7 bytes")]);
  });

  it("fails in one line that names file, byte and problem when a byte is flipped", async () => {
    const { dir } = await writeJournal();
    const path = join(dir, "000002.log");
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    writeFileSync(path, bytes);
    const failure = await journalVerb.run(["verify", dir], createListeningTerminal()).catch((error: unknown) => error);
    const line = wordError(failure, "en");
    expect(line).toContain(path);
    expect(line).toContain("checksum");
    expect(line).not.toContain("\n");
  });

  it("says what does not fit, and what is not there", async () => {
    const terminal = createListeningTerminal();
    const usage = { code: "command.usage" };
    await expect(journalVerb.run([], terminal)).rejects.toMatchObject(usage);
    await expect(journalVerb.run(["repair"], terminal)).rejects.toMatchObject(usage);
    await expect(journalVerb.run(["verify", "a", "b"], terminal)).rejects.toMatchObject(usage);
    await expect(journalVerb.run(["verify", "--fix"], terminal)).rejects.toMatchObject(usage);
    const nowhere = join(makeTemporaryFolder(), "nowhere");
    await expect(journalVerb.run(["verify", nowhere], terminal)).rejects.toMatchObject({ code: "file.missing" });
    expect(terminal.printed).toEqual([]);
  });
});
