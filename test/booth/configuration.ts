import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** Writes a booth's configuration file and returns its path. */
export async function writeConfig(config: unknown): Promise<string> {
  const path = join(await makeTemporaryFolder("config"), "booth.json");
  await writeFile(path, typeof config === "string" ? config : JSON.stringify(config));
  return path;
}

/** A port of this machine on which nobody listened a moment ago. */
export async function findClosedPort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}
