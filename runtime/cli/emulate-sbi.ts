import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type EmulatedModel, emulatedModels } from "../../drivers/transport/sbi-emulator/emulated-device.ts";
import { createEmulatorKeys } from "../../drivers/transport/sbi-emulator/emulator-keys.ts";
import { createSbiEmulator, type SbiEmulator } from "../../drivers/transport/sbi-emulator/sbi-emulator.ts";
import { composeEmulatedPerson } from "../compose-sbi-emulator.ts";
import { builtModelsDir } from "../config/built-models.ts";
import { loadCanonicalFace } from "../inference/load-canonical-face.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import { aborted } from "./office.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import type { Terminal, Verb } from "./verb.ts";

const authorityDefaultPath = ".bilik/emulator/sbi-authority.crt";
const ports = { first: 4_501, last: 4_600 } as const;
const modelsDefault = "slab,iris,face";

/** `bilik emulate sbi`: fingerprint, iris and face devices that speak the Secure Biometric Interface. */
export const emulateSbiVerb: Verb = {
  name: "sbi",
  summary: {
    id: "perangkat sidik jari, iris dan wajah di balik SBI 0.9.5",
    en: "fingerprint, iris and face devices behind SBI 0.9.5",
  },
  usage: {
    id: [
      "bilik emulate sbi [--port N] [--models DAFTAR] [--authority BERKAS] [--seed NAMA] [--delay MS] [--score N]",
      "",
      `  --port       porta pada 127.0.0.1 (bawaan: yang pertama bebas dari ${ports.first} sampai ${ports.last})`,
      `  --models     ${emulatedModels.join(", ")} (bawaan: ${modelsDefault})`,
      `  --authority  ke mana sertifikat penjamin ditulis (bawaan: ${authorityDefaultPath})`,
      "  --seed       orang yang dilihat perangkat (bawaan: nobody)",
      "  --delay      lama satu perekaman, ms (bawaan: 1500)",
      "  --score      mutu yang disebut perangkat, 0 sampai 100 (bawaan: 80)",
      "",
      'Pada konfigurasi bilik: "driver": "sbi", "environment": "Developer", "authorityPath": berkas itu. Kuncinya baru',
      "setiap kali dijalankan. Kendali (POST): /admin/status, score, delay, profile, fault. Berhenti dengan Ctrl-C.",
    ].join("\n"),
    en: [
      "bilik emulate sbi [--port N] [--models LIST] [--authority FILE] [--seed NAME] [--delay MS] [--score N]",
      "",
      `  --port       port on 127.0.0.1 (default: the first free from ${ports.first} to ${ports.last})`,
      `  --models     ${emulatedModels.join(", ")} (default: ${modelsDefault})`,
      `  --authority  where the authority's certificate is written (default: ${authorityDefaultPath})`,
      "  --seed       whom the devices see (default: nobody)",
      "  --delay      time a capture takes, ms (default: 1500)",
      "  --score      quality that the devices claim, 0 to 100 (default: 80)",
      "",
      'In the booth\'s configuration: "driver": "sbi", "environment": "Developer", "authorityPath": that file. The keys are',
      "new at each start. Controls (POST): /admin/status, score, delay, profile, fault. Ends with Ctrl-C.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const asked = readArguments(args);
    const clock = createSystemClock();
    const face = asked.models.includes("face") ? await loadCanonicalFace(builtModelsDir) : null;
    const person = composeEmulatedPerson(face, asked.seed);
    const keys = await createEmulatorKeys(clock.nowAt());
    const start = (port: number) => {
      const emulator = createSbiEmulator({ ...person, clock, keys, ...asked, port });
      for (const device of emulator.devices) device.qualityScore = asked.score;
      return emulator;
    };
    const { emulator, port } = await plugIn(start, asked.port);
    try {
      await mkdir(dirname(asked.authority), { recursive: true });
      await writeFile(asked.authority, keys.authorityPem);
      announce(emulator, { port, authority: asked.authority, terminal });
      await aborted(terminal.stop);
    } finally {
      await emulator.close();
    }
    return 0;
  },
};

function readArguments(args: readonly string[]) {
  const { values, positionals } = readOptions(args, {
    port: { type: "string" },
    models: { type: "string", default: modelsDefault },
    authority: { type: "string", default: authorityDefaultPath },
    seed: { type: "string", default: "nobody" },
    delay: { type: "string", default: "1500" },
    score: { type: "string", default: "80" },
  });
  refuseNames(positionals);
  return {
    port: values.port === undefined ? null : readNumber("--port", values.port, 65_535),
    models: values.models.split(",").map(readModel),
    authority: values.authority,
    seed: values.seed,
    captureDelayMs: readNumber("--delay", values.delay, 600_000),
    score: readNumber("--score", values.score, 100),
  };
}

function readModel(name: string): EmulatedModel {
  const model = emulatedModels.find((known) => known === name);
  if (model !== undefined) return model;
  throw new BoothError("command.usage", { problem: `--models: ${emulatedModels.join(", ")}, not "${name}"` });
}

function readNumber(option: string, text: string, max: number): number {
  if (/^\d{1,6}$/.test(text) && Number(text) <= max) return Number(text);
  throw new BoothError("command.usage", { problem: `${option}: a whole number up to ${max}, not "${text}"` });
}

/** On the port asked for, or on the first free one of the standard's range. */
async function plugIn(start: (port: number) => SbiEmulator, asked: number | null) {
  const from = asked ?? ports.first;
  const to = asked ?? ports.last;
  for (let port = from; port <= to; port += 1) {
    const emulator = start(port);
    try {
      return { emulator, port: await emulator.plugIn() };
    } catch (error) {
      if (!isSystemError(error, "EADDRINUSE") && !isSystemError(error, "EACCES")) throw error;
    }
  }
  throw new BoothError("command.usage", { problem: `no free port from ${from} to ${to} on 127.0.0.1` });
}

function announce(
  { devices }: SbiEmulator,
  { port, authority, terminal }: { readonly port: number; readonly authority: string; readonly terminal: Terminal },
): void {
  const isIndonesian = terminal.language === "id";
  terminal.print(
    isIndonesian ? `SBI tiruan siap: http://127.0.0.1:${port}/` : `Emulated SBI ready: http://127.0.0.1:${port}/`,
  );
  for (const { kind, serial } of devices) terminal.print(`  ${kind.padEnd(6)} ${serial}`);
  terminal.print(isIndonesian ? `Sertifikat penjamin: ${authority}` : `Authority: ${authority}`);
}
