import { type ParseArgsConfig, parseArgs } from "node:util";
import { BoothError } from "../kernel/errors.ts";

type OptionSpecs = NonNullable<ParseArgsConfig["options"]>;

/**
 * The options and names a verb was given.
 * @throws BoothError `command.usage` on an unknown option or a missing value
 */
export function readOptions<const T extends OptionSpecs>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const problem = error instanceof Error ? error.message : "unknown option";
    throw new BoothError("command.usage", { problem }, { cause: error });
  }
}

/** @throws BoothError `command.usage` when a verb that takes no names was given one */
export function refuseNames([extra]: readonly string[]): void {
  if (extra !== undefined) throw new BoothError("command.usage", { problem: `unexpected argument ${extra}` });
}
