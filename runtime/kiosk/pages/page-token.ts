import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { replaceFile } from "../../kernel/durable-file.ts";

const tokenBytes = 24;
const bootIdPath = "/proc/sys/kernel/random/boot_id";
const savedSchema = z.strictObject({ bootId: z.string().min(1), token: z.string().min(32).max(64) });

/**
 * The secret that the page's address carries. It lives as long as the machine is up: a page that is open finds its
 * booth again when the runtime alone has been restarted, and an address of yesterday opens nothing.
 * @param path readable by the booth alone
 */
export async function loadPageToken(path: string): Promise<string> {
  const bootId = (await readFile(bootIdPath, "utf8")).trim();
  const saved = await readSaved(path);
  if (saved?.bootId === bootId) return saved.token;
  const token = randomBytes(tokenBytes).toString("base64url");
  await replaceFile(path, new TextEncoder().encode(JSON.stringify({ bootId, token })));
  return token;
}

/** Null for a file that is missing, torn or not ours: then there is simply a new token. */
async function readSaved(path: string): Promise<z.output<typeof savedSchema> | null> {
  try {
    return savedSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    // Whatever is wrong with it, the page is opened anew by the address that the booth prints.
    return null;
  }
}
