import type { Language, Terminal } from "../../../runtime/cli/verb.ts";

/** A terminal that keeps what it is told. */
export function createListeningTerminal(
  language: Language = "en",
): Terminal & { readonly printed: string[]; readonly remarked: string[] } {
  const printed: string[] = [];
  const remarked: string[] = [];
  return {
    printed,
    remarked,
    print: (line) => printed.push(line),
    remark: (line) => remarked.push(line),
    isInteractive: false,
    language,
    stop: new AbortController().signal,
  };
}
