import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { TestBroker } from "./test-broker.ts";

const binary = "/usr/sbin/mosquitto";

/** Null when it can be started; otherwise why not. */
export const mosquittoMissing = existsSync(binary) ? null : `${binary} is not installed`;

/** Debian's mosquitto on a free loopback port, with nothing on disk but its configuration. */
export async function startMosquitto(settings: readonly string[] = []): Promise<TestBroker> {
  const dir = await mkdtemp(join(tmpdir(), "bilik-mosquitto-"));
  const port = await findFreePort();
  const config = join(dir, "mosquitto.conf");
  const lines = [`listener ${port} 127.0.0.1`, "allow_anonymous true", "persistence false", ...settings];
  await writeFile(config, `${lines.join("\n")}\n`);
  let child = await launch(config, port);
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    kill: () => end(child, "SIGKILL"),
    restart: async () => {
      child = await launch(config, port);
    },
    stop: async () => {
      await end(child, "SIGTERM");
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function launch(config: string, port: number): Promise<ChildProcess> {
  const child = spawn(binary, ["-c", config], { stdio: "ignore" });
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await isListening(port)) return child;
    await delay(10);
  }
  throw new Error("mosquitto does not listen");
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await exited;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** Free now; nothing else on the machine is expected to take it within the moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
