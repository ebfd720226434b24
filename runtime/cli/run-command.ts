import { BoothError } from "../kernel/errors.ts";
import { wordError } from "./failure-sentences.ts";
import type { Language, Terminal, Verb } from "./verb.ts";
import { findVerb, verbs } from "./verbs.ts";

/** Exit codes: 0 done, 1 failed, 2 the command does not fit. */
const exitFailed = 1;
const exitUsage = 2;

/** The whole command: finds the verb, runs it, and words any failure in one line. Never throws. */
export async function runCommand(argv: readonly string[], screen: Omit<Terminal, "language">): Promise<number> {
  const { language, rest } = takeLanguage(argv);
  const terminal: Terminal = { ...screen, language };
  const [name, ...args] = rest;
  try {
    if (name === undefined || name === "help" || name.startsWith("-")) return overview(name, terminal);
    const verb = await findVerb(name);
    if (args.includes("--help") || args.includes("-h")) return explain(verb, terminal);
    return await verb.run(args, terminal);
  } catch (error) {
    terminal.remark(`bilik: ${wordError(error, language)}`);
    return error instanceof BoothError && error.code === "command.usage" ? exitUsage : exitFailed;
  }
}

function takeLanguage(argv: readonly string[]): { readonly language: Language; readonly rest: readonly string[] } {
  const at = argv.indexOf("--lang");
  const language: Language = at >= 0 && argv[at + 1] === "en" ? "en" : "id";
  return { language, rest: at < 0 ? argv : [...argv.slice(0, at), ...argv.slice(at + 2)] };
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

function explain(verb: Verb, { print, language }: Terminal): number {
  print(`${verb.name}: ${verb.summary[language]}`);
  print("");
  print(verb.usage[language]);
  return 0;
}
