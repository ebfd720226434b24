import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export type GuestMachine = {
  readonly kernelPath: string;
  readonly initramfsPath: string;
  /** Where the kernel and the guest's first program complain. */
  readonly consolePath: string;
  /** The machine is turned off then, whatever it does. */
  readonly limitMs: number;
};

const memoryMegabytes = 1_536;

/**
 * Boots a machine without any privilege on this one: qemu computes every instruction. The guest reads the host's files,
 * its Node, packages and programs included, and can write none. Resolves when it is off: whether by itself.
 */
export async function bootGuest(machine: GuestMachine, onLine: (line: string) => void): Promise<"off" | "too-late"> {
  const child = spawn("qemu-system-x86_64", qemuArguments(machine), { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  lines.on("line", onLine);
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
  }, machine.limitMs);
  const stop = () => child.kill("SIGKILL");
  process.once("exit", stop);
  try {
    await once(child, "close");
  } finally {
    clearTimeout(limit);
    process.removeListener("exit", stop);
  }
  return isLate ? "too-late" : "off";
}

function qemuArguments({ kernelPath, initramfsPath, consolePath }: GuestMachine): readonly string[] {
  const words = ["console=ttyS0", "quiet", "panic=-1", "rdinit=/init"];
  // A comma within a value is doubled.
  const console = `file,id=console,path=${consolePath.replaceAll(",", ",,")}`;
  return [
    ...["-machine", "q35,accel=tcg", "-cpu", "max", "-smp", "2", "-m", String(memoryMegabytes)],
    ...["-kernel", kernelPath, "-initrd", initramfsPath, "-append", words.join(" ")],
    ...["-nodefaults", "-display", "none", "-no-reboot"],
    ...["-chardev", console, "-serial", "chardev:console", "-serial", "stdio"],
    ...["-fsdev", "local,id=host,path=/,security_model=none,readonly=on,multidevs=remap"],
    ...["-device", "virtio-9p-pci,fsdev=host,mount_tag=host"],
  ];
}
