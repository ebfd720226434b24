import type { WantedMachine } from "./describe-machine.ts";

/** The machine as it is, as far as it matters here. */
export type PresentMachine = {
  /** By path; what is not there is left out. */
  readonly files: ReadonlyMap<string, string>;
  /** Null where packages are not Debian's. */
  readonly installed: ReadonlySet<string> | null;
};

/** One thing that is to change. */
export type MachineStep =
  | { readonly kind: "write-file"; readonly path: string; readonly before: string | null; readonly after: string }
  /** Left to whoever is at the machine: it needs the network, and asks questions. */
  | { readonly kind: "install"; readonly packages: readonly string[] }
  | { readonly kind: "remove"; readonly packages: readonly string[] };

/** What leads from the one to the other; empty when nothing does. Pure. */
export function diffMachine(present: PresentMachine, wanted: WantedMachine): readonly MachineStep[] {
  const { files, installed } = present;
  const writes = wanted.files.flatMap(({ path, content }): readonly MachineStep[] => {
    const before = files.get(path) ?? null;
    return before === content ? [] : [{ kind: "write-file", path, before, after: content }];
  });
  if (installed === null) return writes;
  const missing = wanted.packages.filter((name) => !installed.has(name));
  const inTheWay = wanted.conflicts.filter((name) => installed.has(name));
  return [
    ...writes,
    ...(missing.length > 0 ? [{ kind: "install", packages: missing } as const] : []),
    ...(inTheWay.length > 0 ? [{ kind: "remove", packages: inTheWay } as const] : []),
  ];
}
