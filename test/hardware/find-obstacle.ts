import { execFileSync } from "node:child_process";

const programs = { "qemu-system-x86_64": "qemu-system-x86", busybox: "busybox-static", "dpkg-deb": "dpkg" } as const;

/** Why no guest can be booted on this machine; null where one can. */
export function findObstacle(): string | null {
  if (process.platform !== "linux" || process.arch !== "x64")
    return `the guest runs this machine's own programs, and is made for Linux on x64, not ${process.platform} ${process.arch}`;
  for (const [program, debianPackage] of Object.entries(programs))
    if (findProgram(program) === null) return `${program} is not installed (Debian: ${debianPackage})`;
  return isStatic("busybox")
    ? null
    : "this busybox needs libraries, which the guest's first steps have not (Debian: busybox-static)";
}

/** Where a program is, or null. */
export function findProgram(name: string): string | null {
  try {
    return execFileSync("sh", ["-c", `command -v ${name}`])
      .toString()
      .trim();
  } catch {
    // The shell says by its exit status alone that there is none.
    return null;
  }
}

function isStatic(name: string): boolean {
  try {
    // Nothing is printed, and the status is 1, for what the loader of dynamic programs does not know.
    execFileSync("ldd", [findProgram(name) ?? name], { stdio: "ignore" });
    return false;
  } catch {
    return true;
  }
}
