import { BoothError } from "../kernel/errors.ts";
import type { Terminal, Verb } from "./verb.ts";

/** Each emulator is a verb of its own below this one, loaded when it is asked for. */
const loaders: Readonly<Record<string, () => Promise<Verb>>> = {
  escpos: async () => (await import("./emulate-escpos.ts")).emulateEscposVerb,
  firmata: async () => (await import("./emulate-firmata.ts")).emulateFirmataVerb,
  sbi: async () => (await import("./emulate-sbi.ts")).emulateSbiVerb,
  topaz: async () => (await import("./emulate-topaz.ts")).emulateTopazVerb,
  zfm: async () => (await import("./emulate-zfm.ts")).emulateZfmVerb,
};

/** `bilik emulate NAME`: equipment that is not there, on the wire of the one that would be. */
export const emulateVerb: Verb = {
  name: "emulate",
  summary: { id: "meniru perangkat pada jalur aslinya", en: "emulate equipment on its own wire" },
  usage: {
    id: [
      "bilik emulate NAMA [pilihan]",
      "",
      "  escpos   pencetak struk ESC/POS (port serial atau TCP)",
      "  firmata  mikrokontroler Firmata: latar, lampu, sakelar (port serial)",
      "  sbi      perangkat biometrik di balik Secure Biometric Interface (HTTP di 127.0.0.1)",
      "  topaz    papan tanda tangan Topaz BSB (port serial)",
      "  zfm      modul sidik jari ZFM/R30x/AS608 (port serial)",
      "",
      "Rincian: bilik emulate NAMA --help. Semua nomor seri diawali EMU-; rekamannya ditandai tiruan.",
    ].join("\n"),
    en: [
      "bilik emulate NAME [options]",
      "",
      "  escpos   an ESC/POS receipt printer (serial port or TCP)",
      "  firmata  a Firmata microcontroller: backdrop, lights, switches (serial port)",
      "  sbi      biometric devices behind a Secure Biometric Interface (HTTP on 127.0.0.1)",
      "  topaz    a Topaz BSB signature pad (serial port)",
      "  zfm      a fingerprint module, ZFM/R30x/AS608 (serial port)",
      "",
      "More: bilik emulate NAME --help. Every serial number begins with EMU-; what is recorded is marked as simulated.",
    ].join("\n"),
  },
  run: async ([name = "", ...args], terminal) => (await findEmulator(name)).run(args, terminal),
  explain: async (args, terminal) => {
    const name = args.find((word) => Object.hasOwn(loaders, word));
    if (name === undefined) return false;
    explainVerb(await findEmulator(name), terminal);
    return true;
  },
};

async function findEmulator(name: string): Promise<Verb> {
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (load !== undefined) return load();
  throw new BoothError("command.usage", { problem: `emulate ${Object.keys(loaders).join(" | ")}, not "${name}"` });
}

function explainVerb(verb: Verb, { print, language }: Terminal): void {
  print(`emulate ${verb.name}: ${verb.summary[language]}`);
  print("");
  print(verb.usage[language]);
}
