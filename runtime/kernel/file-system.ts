import { type FileHandle, mkdir, open, readdir, readFile, rename, rmdir, unlink } from "node:fs/promises";

/** A file open for writing. Whoever opened it closes it. */
export type OpenFile = {
  /** Writes all of `bytes` at `offsetBytes`, however many system calls that takes. */
  readonly writeAt: (bytes: Uint8Array, offsetBytes: number) => Promise<void>;
  /** Forces content, and of the inode only what reading it back needs: fdatasync(2). */
  readonly syncContent: () => Promise<void>;
  /** Forces content and the whole inode: fsync(2). */
  readonly sync: () => Promise<void>;
  readonly truncate: (lengthBytes: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** `replace` starts empty, `create` refuses an existing file, `change` needs one, `read` is for folders to sync. */
export type OpenPurpose = "replace" | "create" | "change" | "read";

/** The system calls that durable state rests on. A seam, so that a test can make the Nth of them fail. */
export type FileSystem = {
  readonly open: (path: string, purpose: OpenPurpose) => Promise<OpenFile>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly unlink: (path: string) => Promise<void>;
  /** One level; its parent must exist. */
  readonly makeFolder: (path: string) => Promise<void>;
  /** One that is empty. */
  readonly removeFolder: (path: string) => Promise<void>;
  readonly readFile: (path: string) => Promise<Buffer>;
  /** Names in no promised order. */
  readonly listFolder: (path: string) => Promise<string[]>;
};

/** State holds personal data: nobody but the booth's own user may look into it. */
const fileMode = 0o600;
const folderMode = 0o700;

const openFlags: Readonly<Record<OpenPurpose, string>> = { replace: "w", create: "wx", change: "r+", read: "r" };

/** The machine's own files. */
export const nodeFileSystem: FileSystem = {
  open: async (path, purpose) => wrapHandle(await open(path, openFlags[purpose], fileMode)),
  rename,
  unlink,
  makeFolder: (path) => mkdir(path, folderMode),
  removeFolder: rmdir,
  readFile: (path) => readFile(path),
  listFolder: (path) => readdir(path),
};

function wrapHandle(handle: FileHandle): OpenFile {
  return {
    writeAt: async (bytes, offsetBytes) => {
      let written = 0;
      while (written < bytes.length) {
        const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, offsetBytes + written);
        written += bytesWritten;
      }
    },
    syncContent: () => handle.datasync(),
    sync: () => handle.sync(),
    truncate: (lengthBytes) => handle.truncate(lengthBytes),
    close: () => handle.close(),
  };
}
