import { type ChildProcess, spawn } from "node:child_process";
import { lstat, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { BoothError, isSystemError } from "../../runtime/kernel/errors.ts";

/** The device's end of a line that a driver has opened. */
export type FarEnd = {
  /** Nothing is sent any more once the line is gone. */
  readonly send: (bytes: Uint8Array) => void;
  readonly onBytes: (take: (chunk: Uint8Array) => void) => void;
  /** Aborts when the line is gone. */
  readonly gone: AbortSignal;
};

export type EmulatedLine = {
  /** What a driver opens: a path, or host and port. */
  readonly address: string;
  /** Resolves when the line has gone by itself; never after `close`. */
  readonly lost: Promise<void>;
  /** Pulls the cable. Never throws; safe to call twice. */
  readonly close: () => Promise<void>;
};

const loopbackHost = "127.0.0.1";
const appearTimeoutMs = 5_000;
const pollMs = 20;
/** What may stand in an address of socat's without a meaning of its own. */
const plainPath = /^\/[A-Za-z0-9_./-]{1,200}$/;

/**
 * A pseudo-terminal under `path`, as a serial adapter would be there. The kernel makes it, by the program socat; its speed is
 * accepted and means nothing.
 * @throws BoothError `command.usage` when socat is not installed, the path is strange, or something else is there
 */
export async function openEmulatedPty(path: string, attend: (far: FarEnd) => void): Promise<EmulatedLine> {
  const address = resolve(path);
  if (!plainPath.test(address)) throw usage(`${address}: only letters, digits and _ . / - in a path of socat's`);
  await clearLink(address);
  await mkdir(dirname(address), { recursive: true });
  const dir = await mkdtemp(join(tmpdir(), "bilik-line-"));
  const socketPath = join(dir, "device.sock");
  const server = await listen(attend, { path: socketPath });
  const child = spawn("socat", [`pty,raw,echo=0,link=${address}`, `unix-connect:${socketPath}`], { stdio: "ignore" });
  const { ended, failure } = watchChild(child);
  let isClosed = false;
  const close = async () => {
    isClosed = true;
    child.kill("SIGKILL");
    await ended;
    server.close();
    await rm(dir, { recursive: true, force: true });
    // A killed socat leaves its link behind; udev would not.
    await rm(address, { force: true });
  };
  try {
    await waitForNode(address, failure);
  } catch (error) {
    await close();
    throw error;
  }
  return { address, lost: ended.then(() => (isClosed ? new Promise<void>(() => undefined) : undefined)), close };
}

/**
 * A TCP port on 127.0.0.1, as a device on the network would be there; 0 takes any free one.
 * @throws BoothError `command.usage` when the port is taken
 */
export async function openEmulatedTcp(port: number, attend: (far: FarEnd) => void): Promise<EmulatedLine> {
  const sockets = new Set<Socket>();
  const server = await listen(attend, { host: loopbackHost, port }, sockets).catch((error: unknown) => {
    if (isSystemError(error, "EADDRINUSE") || isSystemError(error, "EACCES")) throw usage(`port ${port} is taken`);
    throw error;
  });
  const bound = server.address();
  const boundPort = typeof bound === "object" && bound !== null ? bound.port : port;
  return {
    address: `${loopbackHost}:${boundPort}`,
    lost: new Promise(() => undefined),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

type Place = { readonly path: string } | { readonly host: string; readonly port: number };

function listen(attend: (far: FarEnd) => void, place: Place, sockets = new Set<Socket>()): Promise<Server> {
  const server = createServer((socket) => {
    const going = new AbortController();
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      going.abort();
    });
    attend({
      gone: going.signal,
      send: (bytes) => {
        if (!socket.destroyed) socket.write(bytes);
      },
      onBytes: (take) => socket.on("data", take),
    });
  });
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(place, () => done(server));
  });
}

function watchChild(child: ChildProcess) {
  let problem: Error | null = null;
  const ended = new Promise<void>((done) => {
    child.once("exit", () => done());
    child.once("error", (error) => {
      problem = isSystemError(error, "ENOENT") ? usage("socat is not installed (Debian package socat)") : error;
      done();
    });
  });
  return { ended, failure: () => problem ?? (child.exitCode === null ? null : usage("socat gave the line up")) };
}

async function waitForNode(path: string, failure: () => Error | null): Promise<void> {
  for (let waitedMs = 0; waitedMs < appearTimeoutMs; waitedMs += pollMs) {
    const problem = failure();
    if (problem !== null) throw problem;
    const isThere = await stat(path).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await delay(pollMs);
  }
  throw usage("socat made no pseudo-terminal");
}

/** Takes away the link of an emulator that was killed, and nothing else. */
async function clearLink(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return;
  const isInUse = await stat(path).then(
    () => true,
    () => false,
  );
  if (!found.isSymbolicLink() || isInUse) throw usage(`${path} is there already`);
  await rm(path);
}

function usage(problem: string): BoothError {
  return new BoothError("command.usage", { problem });
}
