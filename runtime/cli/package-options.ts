import { parseArgs } from "node:util";
import { BoothError } from "../kernel/errors.ts";

/** Where the keys of a first run are: the first data centre opens, the authority vouches. */
export const defaultKeyFiles = {
  key: ".bilik/keys/data-centre-1.key",
  cert: ".bilik/keys/data-centre-1.crt",
  ca: ".bilik/keys/ca.crt",
} as const;

const actions = ["inspect", "verify", "open"] as const;
export type PackageAction = (typeof actions)[number];

export type PackageOptions = {
  readonly file: string;
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
  /** True when `--key` was given: then `inspect` looks inside. */
  readonly hasKey: boolean;
  readonly outDir: string | null;
  readonly isJson: boolean;
  readonly isBiodataShown: boolean;
};

/** @throws BoothError `command.usage` */
export function parsePackageOptions(args: readonly string[]): {
  readonly action: PackageAction;
  readonly options: PackageOptions;
} {
  const { values, positionals } = parseOrRefuse(args);
  const [name, file, ...more] = positionals;
  const action = actions.find((each) => each === name);
  if (action === undefined) return refuse(`package ${actions.join("|")} FILE`);
  if (file === undefined) return refuse(`package ${action} FILE`);
  if (more.length > 0) return refuse(`package ${action} takes one FILE, not also ${more.join(" ")}`);
  if (action === "open" && values.out === undefined) return refuse("package open FILE --out DIR");
  const options = {
    file,
    key: values.key ?? defaultKeyFiles.key,
    cert: values.cert ?? defaultKeyFiles.cert,
    ca: values.ca ?? defaultKeyFiles.ca,
    hasKey: values.key !== undefined,
    outDir: values.out ?? null,
    isJson: values.json ?? false,
    isBiodataShown: values["show-biodata"] ?? false,
  };
  return { action, options };
}

function parseOrRefuse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { key: text, cert: text, ca: text, out: text, json: flag, "show-biodata": flag },
      allowPositionals: true,
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return refuse(error.message, error);
  }
}

function refuse(problem: string, cause?: unknown): never {
  throw new BoothError("command.usage", { problem }, { cause });
}
