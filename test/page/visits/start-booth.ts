import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const startMaxMs = 60_000;

export type BoothOptions = {
  readonly stateDir: string;
  /** More of the configuration, section by section. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Switches of Node itself. */
  readonly nodeArguments?: readonly string[];
};

/** The real command in a process of its own; the same port and address at every start. */
export type RealBooth = {
  readonly stateDir: string;
  readonly url: string;
  readonly child: () => ChildProcess;
  readonly log: () => string;
  /** As a power cut ends it. */
  readonly kill: () => Promise<void>;
  /** On the same state and port. */
  readonly startAgain: () => Promise<void>;
  /** As a person with Ctrl-C ends it. */
  readonly stop: () => Promise<void>;
};

/** Simulated people are quick, and everything that a test does not say is as in the field. */
export async function startBooth({ stateDir, config = {}, nodeArguments = [] }: BoothOptions): Promise<RealBooth> {
  const { kiosk = {}, ...rest } = config;
  const port = await findFreePort();
  const configPath = join(stateDir, "..", `booth-${port}.json`);
  await writeFile(
    configPath,
    JSON.stringify({ simulatedPaceRatio: 0.1, logLevel: "warn", ...rest, kiosk: { port, ...(kiosk as object) } }),
  );
  const command = [...nodeArguments, "runtime/main.ts", "booth", "--state", stateDir, "--config", configPath];
  let running = await launch(command);
  return {
    stateDir,
    url: running.url,
    child: () => running.child,
    log: () => running.log(),
    kill: () => end(running.child, "SIGKILL"),
    startAgain: async () => {
      running = await launch(command);
    },
    stop: () => end(running.child, "SIGINT"),
  };
}

type Running = { readonly child: ChildProcess; readonly url: string; readonly log: () => string };

async function launch(command: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, command, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const dieToo = () => child.kill("SIGKILL");
  process.once("exit", dieToo);
  child.once("exit", () => process.off("exit", dieToo));
  let log = "";
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no address within ${startMaxMs} ms:\n${log}`)), startMaxMs);
    const hear = (text: string) => {
      log += text;
      const [, address] = /(http:\/\/127\.0\.0\.1:\d+\/#[\w-]+)\s/.exec(log) ?? [];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    child.once("exit", () => reject(new Error(`the booth ended:\n${log}`)));
  });
  return { child, url, log: () => log };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
