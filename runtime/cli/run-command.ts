import { BoothError, isFailure } from "../kernel/errors.ts";
import { wordError } from "./failure-sentences.ts";
import type { Terminal, Verb } from "./verb.ts";
import { findVerb, verbs } from "./verbs.ts";

/** Exit codes: 0 done, 1 failed, 2 the command does not fit, 130 stopped before it was done, as shells say it. */
const exitFailed = 1;
const exitUsage = 2;
const exitStopped = 130;

/** The whole command: finds the verb, runs it, and words any failure in one line. Never throws. */
export async function runCommand(argv: readonly string[], screen: Omit<Terminal, "language">): Promise<number> {
  const { asked, rest } = takeLanguage(argv);
  const terminal: Terminal = { ...screen, language: asked === "en" ? "en" : "id" };
  const [name, ...args] = rest;
  try {
    if (asked !== "en" && asked !== "id") throw new BoothError("command.usage", { problem: "--lang id | --lang en" });
    if (name === undefined || name === "help" || name.startsWith("-")) return await overview(name, terminal);
    const verb = await findVerb(name);
    if (args.includes("--help") || args.includes("-h")) return await explain(verb, args, terminal);
    return await verb.run(args, terminal);
  } catch (error) {
    terminal.remark(`bilik: ${wordError(error, terminal.language)}`);
    if (isFailure(error, "command.usage")) return exitUsage;
    return isFailure(error, "command.stopped") ? exitStopped : exitFailed;
  }
}

/** `--lang` may stand anywhere, before the verb or after it. */
function takeLanguage(argv: readonly string[]): { readonly asked: string; readonly rest: readonly string[] } {
  const at = argv.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const word = argv[at];
  if (word === undefined) return { asked: "id", rest: argv };
  const isJoined = word !== "--lang";
  const asked = isJoined ? word.slice("--lang=".length) : (argv[at + 1] ?? "");
  return { asked, rest: argv.toSpliced(at, isJoined ? 1 : 2) };
}

async function overview(name: string | undefined, terminal: Terminal): Promise<number> {
  const isAsked = name === undefined || ["help", "--help", "-h"].includes(name);
  if (!isAsked) throw new BoothError("command.usage", { problem: `unknown option ${name}` });
  const say = terminal.language === "id" ? "Pemakaian: bilik VERBA … [--lang en]" : "Usage: bilik VERB … [--lang en]";
  terminal.print(say);
  terminal.print("");
  for (const verb of await verbs()) terminal.print(`  ${verb.name.padEnd(10)} ${verb.summary[terminal.language]}`);
  terminal.print("");
  terminal.print(terminal.language === "id" ? "Rincian: bilik VERBA --help" : "More: bilik VERB --help");
  return 0;
}

async function explain(verb: Verb, args: readonly string[], terminal: Terminal): Promise<number> {
  if ((await verb.explain?.(args, terminal)) === true) return 0;
  const { print, language } = terminal;
  print(`${verb.name}: ${verb.summary[language]}`);
  print("");
  print(verb.usage[language]);
  return 0;
}
