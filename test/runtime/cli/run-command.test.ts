import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../../runtime/cli/run-command.ts";
import type { Verb } from "../../../runtime/cli/verb.ts";
import { verbs } from "../../../runtime/cli/verbs.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";
import { createListeningTerminal } from "./listening-terminal.ts";

let everyVerb: readonly Verb[] = [];
beforeAll(async () => {
  everyVerb = await verbs();
});

async function run(...argv: readonly string[]) {
  const { language: _language, ...screen } = createListeningTerminal();
  const exitCode = await runCommand(argv, screen);
  return { exitCode, printed: screen.printed.join("\n"), remarked: screen.remarked };
}

describe("bilik alone", () => {
  it.each([[], ["help"], ["--help"], ["-h"]])("shows every verb: %j", async (...argv) => {
    const { exitCode, printed } = await run(...argv);
    expect(exitCode).toBe(0);
    expect(printed).toContain("Pemakaian: bilik");
    for (const { name, summary } of everyVerb) expect(printed).toMatch(new RegExp(`^ {2}${name} +${summary.id}$`, "m"));
  });

  it("shows them in English when it is asked to, wherever that is said", async () => {
    for (const argv of [["--lang", "en"], ["--lang=en"], ["help", "--lang", "en"]]) {
      const { exitCode, printed } = await run(...argv);
      expect(exitCode).toBe(0);
      expect(printed).toContain("Usage: bilik");
      for (const { summary } of everyVerb) expect(printed).toContain(summary.en);
    }
  });
});

describe("bilik VERB --help", () => {
  it("explains each verb in both languages, on lines that fit a screen", async () => {
    expect(everyVerb.length).toBeGreaterThanOrEqual(8);
    for (const { name, summary, usage } of everyVerb) {
      for (const language of ["id", "en"] as const) {
        const { exitCode, printed, remarked } = await run(name, "--help", "--lang", language);
        expect(exitCode).toBe(0);
        expect(remarked).toEqual([]);
        expect(printed).toContain(summary[language]);
        expect(printed).toContain(`bilik ${name}`);
        for (const line of printed.split("\n")) expect(line.length).toBeLessThanOrEqual(125);
      }
      expect(usage.id).not.toBe(usage.en);
    }
  });

  it("explains also where the rest of the command does not fit", async () => {
    expect((await run("journal", "repair", "-h")).exitCode).toBe(0);
  });

  it("names verbs that are called by their own names, each once", () => {
    const names = everyVerb.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of ["booth", "office", "enrol", "score", "match", "package", "journal", "models"]) {
      expect(names).toContain(name);
    }
  });
});

describe("a command that does not fit", () => {
  it.each([
    { what: "a verb that does not exist", argv: ["terbang"] },
    { what: "a name that every object has", argv: ["constructor"] },
    { what: "an option in place of a verb", argv: ["--json"] },
    { what: "an unknown option of a verb", argv: ["journal", "verify", "--fix"] },
    { what: "a verb without what it needs", argv: ["enrol"] },
    { what: "a language that nobody speaks here", argv: ["help", "--lang", "fr"] },
    { what: "no language at all", argv: ["help", "--lang"] },
  ])("ends with 2 and one line on the side: $what", async ({ argv }) => {
    const { exitCode, printed, remarked } = await run(...argv);
    expect(exitCode).toBe(2);
    expect(printed).toBe("");
    expect(remarked).toHaveLength(1);
    expect(remarked[0]).toMatch(/^bilik: Perintah tidak sesuai: [^\n]+$/);
  });

  it("names the verbs that there are", async () => {
    const { remarked } = await run("terbang", "--lang", "en");
    expect(remarked[0]).toMatch(/^bilik: The command does not fit: no verb terbang; there are booth, office, enrol/);
  });
});

describe("a command that fails", () => {
  it("ends with 1 and its sentence, in the language asked for", async () => {
    const nowhere = join(makeTemporaryFolder(), "nowhere");
    const indonesian = await run("journal", "verify", nowhere);
    expect(indonesian).toMatchObject({ exitCode: 1, printed: "", remarked: [`bilik: Berkas tidak ada: ${nowhere}`] });
    const english = await run("journal", "verify", nowhere, "--lang", "en");
    expect(english.remarked).toEqual([`bilik: No such file: ${nowhere}`]);
  });

  it("ends with 1 and one line when it is our own fault", async () => {
    const remarked: string[] = [];
    const exitCode = await runCommand(["help", "--lang", "en"], {
      ...createListeningTerminal(),
      print: () => {
        throw new TypeError("the terminal\nis gone");
      },
      remark: (line) => remarked.push(line),
    });
    expect(exitCode).toBe(1);
    expect(remarked).toEqual(["bilik: A fault of the program: the terminal; is gone"]);
  });
});

it("speaks to standard error when it fails, and leaves standard output alone", async () => {
  const main = fileURLToPath(new URL("../../../runtime/main.ts", import.meta.url));
  const failure: unknown = await promisify(execFile)(process.execPath, [main, "terbang"]).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/^bilik: [^\n]+\n$/) });
});
