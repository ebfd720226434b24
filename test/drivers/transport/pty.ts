import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitUntil } from "../../broker/wait-until.ts";

/** A device at the far end of a pseudo-terminal: gets the near end's bytes, answers as it likes. */
export type Pty = {
  /** What the driver opens. */
  readonly path: string;
  /** The far end, once the near end has been opened for the first time. */
  readonly device: () => Promise<Socket>;
  /** Takes the terminal away, as a pulled cable does. */
  readonly pull: () => Promise<void>;
  /** Brings it back under the same path. */
  readonly insert: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export const hasSocat = isInstalled("socat");
export const skipWithoutSocat = "socat is not installed: no pseudo-terminals";

/** A pseudo-terminal by socat, so that the real serial binding runs. `attend` meets each far end that comes up. */
export async function openPty(attend: (device: Socket) => void): Promise<Pty> {
  const dir = mkdtempSync(join(tmpdir(), "bilik-pty-"));
  const [path, socketPath] = [join(dir, "tty"), join(dir, "device.sock")];
  let device: Socket | null = null;
  const server = createServer((socket) => {
    device = socket;
    socket.on("error", () => undefined);
    attend(socket);
  });
  await listen(server, socketPath);
  let socat: ChildProcess | null = null;
  const insert = async () => {
    if (socat !== null) return;
    device = null;
    socat = spawn("socat", [`pty,raw,echo=0,link=${path}`, `unix-connect:${socketPath}`], { stdio: "ignore" });
    await waitUntil("the terminal is there", () => existsSync(path) && device !== null);
  };
  const pull = async () => {
    const running = socat;
    socat = null;
    if (running === null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGKILL");
    await ended;
    // A killed socat leaves its link behind; udev would not.
    rmSync(path, { force: true });
    device?.destroy();
  };
  await insert();
  return {
    path,
    device: async () => {
      await waitUntil("the far end is connected", () => device !== null);
      return device as unknown as Socket;
    },
    pull,
    insert,
    close: async () => {
      await pull();
      await new Promise((resolve) => server.close(resolve));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
}

function isInstalled(command: string): boolean {
  try {
    execFileSync("which", [command], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
