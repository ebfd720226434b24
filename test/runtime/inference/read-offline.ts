import { lookup } from "node:dns";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { createTextReader } from "../../../runtime/inference/text-reader.ts";

/** Reads the page named, and asks for the network thereafter, to be refused each time. */
async function main(): Promise<void> {
  const reader = createTextReader();
  const words = await reader.read(new Uint8Array(await readFile(process.argv[2] ?? "")));
  await reader.close();
  process.stdout.write(words.map(({ text }) => text).join(" "));
  const asks = [
    () => connect(9, "127.0.0.1"),
    () => lookup("localhost", () => undefined),
    () => fetch("http://localhost"),
  ];
  for (const ask of asks) {
    try {
      await ask();
      process.stdout.write("was not refused");
    } catch {
      // As is to be.
    }
  }
}

await main();
