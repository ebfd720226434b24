import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const diskKinds = ["ext4", "xfs"] as const;
export type DiskKind = (typeof diskKinds)[number];

/** A file system of its own in a file, mounted over a loop device. */
export type LoopDisk = {
  readonly mountPoint: string;
  /**
   * Drops everything that no sync has forced, the file system's own journal included, and refuses all further work:
   * the FS_IOC_SHUTDOWN call with "no log flush", as when the plug is pulled.
   */
  readonly cutPower: () => void;
  /** Unmounts and mounts again; the file system replays its journal as after a reboot. */
  readonly restart: () => void;
  readonly remove: () => void;
};

const megabyte = 1024 * 1024;
const makeCommand: Readonly<Record<DiskKind, readonly [string, ...string[]]>> = {
  ext4: ["mkfs.ext4", "-q", "-F"],
  xfs: ["mkfs.xfs", "-q", "-f"],
};

/** Needs root. `sizeMegabytes` is at least 300 for XFS. */
export function createLoopDisk(kind: DiskKind, sizeMegabytes: number): LoopDisk {
  const dir = mkdtempSync(join(tmpdir(), `bilik-faults-${kind}-`));
  const image = join(dir, "image");
  const mountPoint = join(dir, "mounted");
  let isMounted = false;
  const mount = () => {
    run("mount", "-o", "loop", image, mountPoint);
    isMounted = true;
  };
  const unmount = () => {
    if (isMounted) run("umount", mountPoint);
    isMounted = false;
  };
  const remove = () => {
    unmount();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    mkdirSync(mountPoint);
    writeFileSync(image, "");
    truncateSync(image, sizeMegabytes * megabyte);
    run(...makeCommand[kind], image);
    mount();
  } catch (error) {
    remove();
    throw error;
  }
  return {
    mountPoint,
    cutPower: () => run("xfs_io", "-x", "-c", "shutdown", mountPoint),
    restart: () => {
      unmount();
      mount();
    },
    remove,
  };
}

/** Why loop disks cannot be had on this machine; null where they can. */
export function findObstacle(): string | null {
  if (process.getuid?.() !== 0) return "needs root, to mount";
  for (const tool of ["xfs_io", "mkfs.ext4", "mkfs.xfs", "mount", "umount"]) {
    try {
      execFileSync("sh", ["-c", `command -v ${tool}`], { stdio: "ignore" });
    } catch {
      return `${tool} is not installed (Debian: xfsprogs, e2fsprogs, mount)`;
    }
  }
  try {
    createLoopDisk("ext4", 8).remove();
  } catch (error) {
    return `a loop mount fails here: ${error instanceof Error ? error.message.split("\n").join("; ") : String(error)}`;
  }
  return null;
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ["ignore", "ignore", "pipe"] });
}
