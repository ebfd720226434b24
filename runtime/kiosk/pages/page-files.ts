import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isSystemError } from "../../kernel/errors.ts";

export type PageFile = { readonly type: string; readonly body: Uint8Array };

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ogg": "audio/ogg",
  ".mp3": "audio/mpeg",
  ".woff2": "font/woff2",
};

/** Where `make setup` leaves the page. */
export const builtPageDir = fileURLToPath(new URL("../page/build/", import.meta.url));

/** The built page, by path; read once, so that no request ever names a file. Empty where it has not been built. */
export async function readPageFiles(dir: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  try {
    for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
      const type = types[extname(entry.name)];
      if (!entry.isFile() || type === undefined) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(`/${relative(dir, path).split(sep).join("/")}`, { type, body: await readFile(path) });
    }
  } catch (error) {
    if (!isSystemError(error, "ENOENT")) throw error;
  }
  const index = files.get("/index.html");
  if (index !== undefined) files.set("/", index);
  return files;
}
