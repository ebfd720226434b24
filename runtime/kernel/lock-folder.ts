import { stat } from "node:fs/promises";
import { createServer } from "node:net";
import { sha256Hex } from "./digest.ts";
import { BoothError, isSystemError } from "./errors.ts";

/** Held until released, or until the process ends in whatever way. */
export type FolderLock = {
  /** Safe to call twice. */
  readonly release: () => Promise<void>;
};

/**
 * Makes this process the only writer of `dir`, or of the one document `part` in it. The lock is a listening socket in
 * Linux's abstract name space (unix(7)): the kernel drops it with the process, so that neither SIGKILL nor a power cut
 * leaves a stale lock behind. It binds the processes of one network name space; booth and command line share theirs.
 * @throws BoothError `state.in-use` when another holder lives
 */
export async function lockFolder(dir: string, part = ""): Promise<FolderLock> {
  const server = createServer((connection) => connection.destroy());
  const path = `\0bilik-${await identify(dir)}-${sha256Hex(part).slice(0, 16)}`;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      const isHeld = isSystemError(error, "EADDRINUSE");
      reject(isHeld ? new BoothError("state.in-use", { path: dir }, { cause: error }) : error);
    });
    server.listen({ path, exclusive: true }, resolve);
  });
  // The lock alone must not keep a process alive that has nothing left to do.
  server.unref();
  return {
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Device and inode: the same for one folder by whatever path, link or bind mount it is reached. */
async function identify(dir: string): Promise<string> {
  const { dev, ino } = await stat(dir, { bigint: true });
  return `${dev}-${ino}`;
}
