import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFirmataEmulator } from "../../drivers/booth-io/firmata-emulator.ts";
import { createZfmEmulator } from "../../drivers/fingerprint/zfm-emulator.ts";
import { createEmulatorKeys } from "../../drivers/transport/sbi-emulator/emulator-keys.ts";
import { createSbiEmulator } from "../../drivers/transport/sbi-emulator/sbi-emulator.ts";
import { composeEmulatedPerson } from "../../runtime/compose-sbi-emulator.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { openPty } from "../drivers/transport/pty.ts";

/**
 * Equipment for a booth in another process: a fingerprint module, a pad and a board on pseudo-terminals, an iris camera
 * behind HTTP. Prints its part of the booth's configuration in one line, and ends with its standard input.
 */
async function main(): Promise<void> {
  const clock = createSystemClock();
  const finger = await openPty((far) => {
    const emulator = createZfmEmulator({ clock, send: (bytes) => far.write(bytes), finger: () => null });
    far.on("data", emulator.receive);
  });
  const pad = await openPty(() => undefined);
  const board = await openPty((far) => {
    const emulator = createFirmataEmulator({ send: (bytes) => far.write(bytes) });
    far.on("data", emulator.receive);
    emulator.boot();
  });
  const keys = await createEmulatorKeys(clock.nowAt());
  const person = composeEmulatedPerson(null, "bench");
  const sbi = createSbiEmulator({ ...person, clock, keys, port: 0, models: ["iris"] });
  const port = await sbi.plugIn();
  const authorityPath = join(await mkdtemp(join(tmpdir(), "bilik-bench-")), "authority.crt");
  await writeFile(authorityPath, keys.authorityPem);
  console.log(
    JSON.stringify({
      fingerprint: { driver: "zfm", path: finger.path },
      signaturePad: { driver: "topaz", path: pad.path, model: "siglite-1x5" },
      boothIo: { driver: "firmata", path: board.path, versionTimeoutMs: 300 },
      irisCamera: { driver: "sbi", environment: "Developer", authorityPath, portFirst: port, portLast: port },
    }),
  );
  process.stdin.resume();
  process.stdin.once("end", async () => {
    await Promise.all([finger.close(), pad.close(), board.close(), sbi.close()]);
    process.exit();
  });
}

await main();
