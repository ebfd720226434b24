import type { LogFields, Logger } from "../../../../runtime/kernel/logger.ts";

/** Keeps every line, for tests that read them. */
export function createKeepingLogger(): Logger & { readonly lines: () => readonly string[] } {
  const lines: string[] = [];
  const keep = (event: string, fields?: LogFields) => {
    lines.push(`${event} ${JSON.stringify(fields ?? {})}`);
  };
  return { debug: keep, info: keep, warn: keep, error: keep, fatal: keep, lines: () => lines };
}
