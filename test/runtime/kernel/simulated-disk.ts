import type { FileSystem, OpenFile } from "../../../runtime/kernel/file-system.ts";
import type { Random } from "../../../runtime/kernel/random.ts";

/**
 * A disk in memory that forgets, at a power cut, what was not synced: of each file any subset of the sectors written
 * since its last sync, of each folder any subset of the names changed since its last sync. Harsher than ext4 and XFS,
 * which keep an order among these.
 */
export type SimulatedDisk = {
  readonly fileSystem: FileSystem;
  /** Calls so far that change or sync something. */
  readonly calls: () => number;
  /** From the given call on, counted from now, nothing reaches the disk any more and every call fails. */
  readonly losePowerAfter: (calls: number) => void;
  /** The one call, counted from now, fails with `code`; a write has got half way. */
  readonly failCall: (call: number, code: string) => void;
  /** What the next start finds. */
  readonly powerCut: (random: Random) => void;
};

type Inode = { cached: Buffer; durable: Buffer };
type Names = Map<string, Inode | "folder">;

const sectorBytes = 512;

export function createSimulatedDisk(): SimulatedDisk {
  let cachedNames: Names = new Map([["/", "folder"]]);
  const durableNames: Names = new Map(cachedNames);
  let calls = 0;
  let powerLostAt = Number.POSITIVE_INFINITY;
  let failing = { at: 0, code: "" };

  /** Counts a call, and fails it when its turn has come; `halfway` is what a failed call still does. */
  const attempt = (path: string, halfway: () => void = () => undefined): void => {
    calls += 1;
    if (calls >= powerLostAt) throw systemError("EIO", path);
    if (calls !== failing.at) return;
    halfway();
    throw systemError(failing.code, path);
  };

  const openInode = (path: string, inode: Inode): OpenFile => ({
    writeAt: async (bytes, offsetBytes) => {
      const put = (part: Uint8Array) => {
        const grown = Buffer.alloc(Math.max(inode.cached.length, offsetBytes + part.length));
        inode.cached.copy(grown);
        grown.set(part, offsetBytes);
        inode.cached = grown;
      };
      attempt(path, () => put(bytes.subarray(0, bytes.length >> 1)));
      put(bytes);
    },
    syncContent: async () => {
      attempt(path);
      inode.durable = Buffer.from(inode.cached);
    },
    sync: async () => {
      attempt(path);
      inode.durable = Buffer.from(inode.cached);
    },
    truncate: async (lengthBytes) => {
      attempt(path);
      const cut = Buffer.alloc(lengthBytes);
      inode.cached.copy(cut);
      inode.cached = cut;
    },
    close: async () => undefined,
  });

  const openFolder = (path: string): OpenFile => {
    const refuse = async () => {
      throw systemError("EISDIR", path);
    };
    const sync = async () => {
      attempt(path);
      for (const name of new Set([...cachedNames.keys(), ...durableNames.keys()])) {
        if (parentOf(name) === path) copyName(name, cachedNames, durableNames);
      }
    };
    return { writeAt: refuse, truncate: refuse, syncContent: sync, sync, close: async () => undefined };
  };

  const find = (path: string): Inode => {
    const found = cachedNames.get(path);
    if (found === undefined) throw systemError("ENOENT", path);
    if (found === "folder") throw systemError("EISDIR", path);
    return found;
  };

  const fileSystem: FileSystem = {
    open: async (path, purpose) => {
      if (cachedNames.get(path) === "folder") return openFolder(path);
      if (purpose === "read" || purpose === "change") return openInode(path, find(path));
      attempt(path);
      if (!cachedNames.has(parentOf(path))) throw systemError("ENOENT", path);
      if (purpose === "create" && cachedNames.has(path)) throw systemError("EEXIST", path);
      const inode = cachedNames.has(path) ? find(path) : { cached: Buffer.alloc(0), durable: Buffer.alloc(0) };
      inode.cached = Buffer.alloc(0);
      cachedNames.set(path, inode);
      return openInode(path, inode);
    },
    rename: async (from, to) => {
      attempt(from);
      cachedNames.set(to, find(from));
      cachedNames.delete(from);
    },
    unlink: async (path) => {
      attempt(path);
      find(path);
      cachedNames.delete(path);
    },
    makeFolder: async (path) => {
      attempt(path);
      if (cachedNames.has(path)) throw systemError("EEXIST", path);
      if (!cachedNames.has(parentOf(path))) throw systemError("ENOENT", path);
      cachedNames.set(path, "folder");
    },
    removeFolder: async (path) => {
      attempt(path);
      if (!cachedNames.has(path)) throw systemError("ENOENT", path);
      cachedNames.delete(path);
    },
    readFile: async (path) => Buffer.from(find(path).cached),
    listFolder: async (path) => {
      if (!cachedNames.has(path)) throw systemError("ENOENT", path);
      return [...cachedNames.keys()]
        .filter((name) => parentOf(name) === path)
        .map((name) => name.slice(path.length + 1));
    },
  };

  return {
    fileSystem,
    calls: () => calls,
    losePowerAfter: (more) => {
      powerLostAt = calls + more;
    },
    failCall: (call, code) => {
      failing = { at: calls + call, code };
    },
    powerCut: (random) => {
      for (const name of new Set([...cachedNames.keys(), ...durableNames.keys()])) {
        if (random.next() < 0.5) copyName(name, cachedNames, durableNames);
      }
      dropOrphans(durableNames);
      for (const inode of new Set(durableNames.values())) {
        if (inode !== "folder") tear(inode, random);
      }
      cachedNames = new Map(durableNames);
      powerLostAt = Number.POSITIVE_INFINITY;
    },
  };
}

function copyName(name: string, from: Names, to: Names): void {
  const entry = from.get(name);
  if (entry === undefined) to.delete(name);
  else to.set(name, entry);
}

/** What stands in a folder that is gone is gone with it. */
function dropOrphans(names: Names): void {
  for (const name of [...names.keys()].sort()) {
    if (name !== "/" && !names.has(parentOf(name))) names.delete(name);
  }
}

/** Any length between the synced and the written one; each sector as synced (or never written: zeros) or as written. */
function tear(inode: Inode, random: Random): void {
  const { cached, durable } = inode;
  const low = Math.min(cached.length, durable.length);
  const high = Math.max(cached.length, durable.length);
  const isUntouched = cached.equals(durable);
  const lengthBytes = isUntouched ? high : random.pick([low, high, random.integer(low, high)]);
  const result = Buffer.alloc(lengthBytes);
  for (let from = 0; from < lengthBytes; from += sectorBytes) {
    const source = random.next() < 0.5 ? cached : durable;
    result.set(source.subarray(from, Math.min(from + sectorBytes, lengthBytes)), from);
  }
  inode.cached = result;
  inode.durable = Buffer.from(result);
}

function parentOf(path: string): string {
  return path === "/" ? "" : path.slice(0, path.lastIndexOf("/")) || "/";
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: simulated, ${path}`), { code });
}
