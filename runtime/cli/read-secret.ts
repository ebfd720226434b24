import { BoothError } from "../kernel/errors.ts";

/** Where a secret comes from: a terminal, which must not show it, or a pipe. */
export type SecretInput = AsyncIterable<Uint8Array | string> & {
  readonly isTTY?: boolean;
  readonly setRawMode?: (isRaw: boolean) => unknown;
  readonly pause?: () => unknown;
};

const lengthMax = 256;
const backspaces = ["\b", "\u007f"];
const interrupt = "\u0003";

/**
 * One line, without echo where a person types it. A secret never comes from the command line, which every process sees.
 * @throws BoothError `command.stopped` when the person interrupts, `command.usage` when it is longer than any secret
 */
export async function readSecret(input: SecretInput): Promise<string> {
  const isTyped = input.isTTY === true;
  if (isTyped) input.setRawMode?.(true);
  try {
    return await readLine(input, isTyped);
  } finally {
    if (isTyped) input.setRawMode?.(false);
    input.pause?.();
  }
}

async function readLine(input: SecretInput, isTyped: boolean): Promise<string> {
  let line = "";
  for await (const chunk of input) {
    const text = typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
    const [first = "", ...more] = text.split(/\r|\n/);
    line = isTyped ? typeOn(line, first) : line + first;
    if (line.length > lengthMax) throw new BoothError("command.usage", { problem: "the PIN is too long" });
    if (more.length > 0) return line;
  }
  return line;
}

function typeOn(line: string, keys: string): string {
  let typed = line;
  for (const key of keys) {
    if (key === interrupt) throw new BoothError("command.stopped", { signal: "SIGINT" });
    typed = backspaces.includes(key) ? typed.slice(0, -1) : typed + key;
  }
  return typed;
}
