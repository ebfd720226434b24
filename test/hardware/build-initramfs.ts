import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findProgram } from "./find-obstacle.ts";
import type { GuestKernel } from "./guest-kernel.ts";
import { orderModules } from "./module-closure.ts";

/** What the devices hang on, and what brings the host's own files into the guest. */
const modules = [
  ...["virtio_pci", "9pnet_virtio", "9p"],
  // wacom binds every device of its vendor, as in the field; hidraw has to serve all the same.
  ...["uhid", "hid-generic", "wacom"],
  ...["vhci-hcd", "vivid"],
];
const decompressors: Readonly<Record<string, string>> = { xz: "unxz", gz: "gunzip", zst: "unzstd" };
const initPath = fileURLToPath(new URL("guest/init.sh", import.meta.url));

/** What the guest's first program has to know. */
export type GuestSettings = {
  readonly repositoryDir: string;
  readonly nodePath: string;
  /** The guest turns itself off then, should nobody else. */
  readonly guestLimitMs: number;
};

/** A file system in memory with busybox, the modules in the order of their loading, and the guest's first program. */
export function buildInitramfs({ modulesDir, needs }: GuestKernel, workDir: string, settings: GuestSettings): string {
  const root = join(workDir, "initramfs");
  rmSync(root, { recursive: true, force: true });
  for (const dir of ["bin", "dev", "proc", "sys", "host", "modules"]) mkdirSync(join(root, dir), { recursive: true });
  copyFileSync(findProgram("busybox") ?? "busybox", join(root, "bin/busybox"));
  copyFileSync(initPath, join(root, "init"));
  writeFileSync(join(root, "repository"), settings.repositoryDir);
  writeFileSync(join(root, "node"), settings.nodePath);
  writeFileSync(join(root, "limit"), String(Math.ceil(settings.guestLimitMs / 1_000)));
  const names = orderModules(needs, modules).map((path, index) => {
    const name = `${String(index).padStart(3, "0")}-${basename(path)}`;
    return copyModule(join(modulesDir, path), join(root, "modules"), name);
  });
  const files = ["init", "repository", "node", "limit", "bin/busybox", ...names.map((name) => `modules/${name}`)];
  const entries = [".", "bin", "dev", "proc", "sys", "host", "modules", ...files];
  const archive = execFileSync("busybox", ["cpio", "-o", "-H", "newc"], {
    cwd: root,
    input: `${entries.join("\n")}\n`,
    maxBuffer: 256 * 1_048_576,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const path = join(workDir, "initramfs.cpio");
  writeFileSync(path, archive);
  return path;
}

/** Later Debian kernels compress their modules, which a small insmod cannot read. Returns the name it has there. */
function copyModule(from: string, toDir: string, name: string): string {
  const [, stem = name, ending = ""] = /^(.*\.ko)\.(\w+)$/.exec(name) ?? [];
  const decompress = decompressors[ending];
  if (decompress === undefined) copyFileSync(from, join(toDir, name));
  else {
    const plain = execFileSync(decompress, ["-c"], { input: readFileSync(from), maxBuffer: 64 * 1_048_576 });
    writeFileSync(join(toDir, stem), plain);
  }
  return decompress === undefined ? name : stem;
}
