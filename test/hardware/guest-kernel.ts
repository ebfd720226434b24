import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type ModuleNeeds, parseModuleNeeds } from "./module-closure.ts";

/** Debian's own kernel, unpacked, not installed. */
export type GuestKernel = {
  readonly version: string;
  /** The kernel image. */
  readonly imagePath: string;
  /** Paths in `needs` are below it. */
  readonly modulesDir: string;
  readonly needs: ModuleNeeds;
};

/** The cloud kernel is smaller, and has neither HID nor video. */
const metapackage = "linux-image-amd64";
const downloadTimeoutMs = 300_000;
const unpackTimeoutMs = 120_000;

/**
 * The kernel that apt offers today, fetched once a version. Where apt offers none, what an earlier run has left.
 * @throws when there is neither
 */
export function bringGuestKernel(storeDir: string): GuestKernel {
  mkdirSync(storeDir, { recursive: true });
  const kept = readdirSync(storeDir).filter((name) => name.startsWith("linux-image-"));
  const offered = findOffered();
  const wanted = offered ?? kept.sort().at(-1);
  if (wanted === undefined) throw new Error(`apt offers no ${metapackage}`);
  const dir = join(storeDir, wanted);
  if (!existsSync(dir)) {
    fetchKernel(storeDir, wanted);
    // An unpacked kernel takes 400 MB.
    for (const older of kept) rmSync(join(storeDir, older), { recursive: true });
  }
  return readKernel(dir);
}

/** The package that the metapackage stands for today, e.g. `linux-image-6.1.0-56-amd64`. */
function findOffered(): string | null {
  try {
    const listing = execFileSync("apt-cache", ["depends", metapackage], { stdio: ["ignore", "pipe", "ignore"] });
    return /Depends: (linux-image-\d[\w.+-]*)/.exec(listing.toString())?.[1] ?? null;
  } catch {
    // No apt, or lists that know no such package: the caller says so.
    return null;
  }
}

/** Under another name until it is whole: a run that is cut short leaves nothing that looks finished. */
function fetchKernel(storeDir: string, name: string): void {
  const part = join(storeDir, `part-${name}`);
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part);
  const quiet = { cwd: part, stdio: ["ignore", "ignore", "pipe"] as ["ignore", "ignore", "pipe"] };
  execFileSync("apt-get", ["download", "-qq", name], { ...quiet, timeout: downloadTimeoutMs });
  const archive = readdirSync(part).find((file) => file.endsWith(".deb"));
  if (archive === undefined) throw new Error(`apt fetched no archive of ${name}`);
  execFileSync("dpkg-deb", ["-x", archive, "root"], { ...quiet, timeout: unpackTimeoutMs });
  const [version = ""] = readdirSync(join(part, "root/lib/modules"));
  execFileSync("busybox", ["depmod", "-b", join(part, "root"), version], { ...quiet, timeout: unpackTimeoutMs });
  rmSync(join(part, archive));
  renameSync(part, join(storeDir, name));
}

function readKernel(dir: string): GuestKernel {
  const [version = ""] = readdirSync(join(dir, "root/lib/modules"));
  const modulesDir = join(dir, "root/lib/modules", version);
  const needs = parseModuleNeeds(readFileSync(join(modulesDir, "modules.dep"), "utf8"));
  return { version, imagePath: join(dir, "root/boot", `vmlinuz-${version}`), modulesDir, needs };
}
