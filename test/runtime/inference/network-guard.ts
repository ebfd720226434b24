import { appendFileSync } from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";

/** Loaded first in every thread of a process: whoever asks for the network is written down and refused. */
const logPath = process.env["NETWORK_LOG"] ?? "";
const need = createRequire(import.meta.url);
const note = (what: string) => appendFileSync(logPath, `${what}\n`);
const refuse = (what: string) => () => {
  note(what);
  throw new Error(`no network: ${what}`);
};

need("node:net").Socket.prototype.connect = refuse("connect");
need("node:dgram").createSocket = refuse("datagram");
need("node:dns").lookup = refuse("lookup");
globalThis.fetch = refuse("fetch");
syncBuiltinESMExports();
note("armed");
