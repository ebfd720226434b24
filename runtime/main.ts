#!/usr/bin/env -S node --max-semi-space-size=4
import { runCommand } from "./cli/run-command.ts";
import { BoothError } from "./kernel/errors.ts";

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stop.abort(new BoothError("command.stopped", { signal })));
}
// A reader that has seen enough (`bilik … | head`) is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await runCommand(process.argv.slice(2), {
  print: (line) => console.log(line),
  remark: (line) => console.error(line),
  isInteractive: process.stderr.isTTY === true,
  stop: stop.signal,
});
