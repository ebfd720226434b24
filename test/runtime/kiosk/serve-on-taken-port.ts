import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { serveKiosk } from "../../../runtime/kiosk/serve-kiosk.ts";
import { makeKioskParts } from "./make-kiosk-parts.ts";

/** Tries to serve on a port that is taken, says what came of it, and has nothing else to live for. */
const pageDir = await mkdtemp(join(tmpdir(), "page-"));
await writeFile(join(pageDir, "index.html"), "");
const own = { token: "t".repeat(32), pageDir, build: "test", resumedVisitId: null };
try {
  await serveKiosk({ port: Number(process.argv[2]), ...own, ...(await makeKioskParts()) });
} catch (error) {
  if (!(error instanceof BoothError)) throw error;
  process.stdout.write(JSON.stringify({ code: error.code, detail: error.detail }));
} finally {
  await rm(pageDir, { recursive: true });
}
