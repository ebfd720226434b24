/** Kernel modules by their path below the modules folder, each with the paths that it needs, as `modules.dep` lists them. */
export type ModuleNeeds = ReadonlyMap<string, readonly string[]>;

/** Reads depmod's `modules.dep`: a line a module, its path, a colon, the paths that it needs. */
export function parseModuleNeeds(text: string): ModuleNeeds {
  const needs = new Map<string, readonly string[]>();
  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0)
      needs.set(
        line.slice(0, colon),
        line
          .slice(colon + 1)
          .split(" ")
          .filter(Boolean),
      );
  }
  return needs;
}

/**
 * The paths of all modules that the named ones need, themselves included, in an order in which each can be loaded. A name
 * that no module has is left out: it may be built into the kernel.
 */
export function orderModules(needs: ModuleNeeds, names: readonly string[]): readonly string[] {
  const byName = new Map(Array.from(needs.keys(), (path) => [nameModule(path), path]));
  const ordered = new Set<string>();
  const visiting = new Set<string>();
  const visit = (path: string) => {
    if (ordered.has(path) || visiting.has(path)) return;
    visiting.add(path);
    for (const need of needs.get(path) ?? []) visit(need);
    ordered.add(path);
  };
  for (const name of names) {
    const path = byName.get(name.replaceAll("-", "_"));
    if (path !== undefined) visit(path);
  }
  return [...ordered];
}

/** The kernel takes a dash and an underscore in a module's name for the same. */
function nameModule(path: string): string {
  const file = path.slice(path.lastIndexOf("/") + 1);
  return file.replace(/\.ko(\.xz|\.zst|\.gz)?$/, "").replaceAll("-", "_");
}
