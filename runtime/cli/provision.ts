import { BoothError } from "../kernel/errors.ts";
import type { Terminal, Verb } from "./verb.ts";

/** Each part of the machine is a verb of its own below this one, loaded when it is asked for. */
const loaders: Readonly<Record<string, () => Promise<Verb>>> = {
  devices: async () => (await import("./provision-devices.ts")).provisionDevicesVerb,
};

/** `bilik provision PART`: makes the machine around the booth what it must be. */
export const provisionVerb: Verb = {
  name: "provision",
  summary: { id: "menyiapkan mesin tempat bilik berjalan", en: "prepare the machine on which the booth runs" },
  usage: {
    id: [
      "bilik provision BAGIAN [--apply]",
      "",
      "  devices  aturan udev, akun dan kelompoknya, paket Debian untuk perangkat",
      "",
      "Tanpa --apply hanya menampilkan perubahannya. Rincian: bilik provision BAGIAN --help.",
    ].join("\n"),
    en: [
      "bilik provision PART [--apply]",
      "",
      "  devices  udev rules, the account and its groups, Debian packages for devices",
      "",
      "Without --apply it only shows what would change. More: bilik provision PART --help.",
    ].join("\n"),
  },
  run: async ([name = "", ...args], terminal) => (await findPart(name)).run(args, terminal),
  explain: async (args, terminal) => {
    const name = args.find((word) => Object.hasOwn(loaders, word));
    if (name === undefined) return false;
    explainPart(await findPart(name), terminal);
    return true;
  },
};

async function findPart(name: string): Promise<Verb> {
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (load !== undefined) return load();
  throw new BoothError("command.usage", { problem: `provision ${Object.keys(loaders).join(" | ")}, not "${name}"` });
}

function explainPart(verb: Verb, { print, language }: Terminal): void {
  print(`provision ${verb.name}: ${verb.summary[language]}`);
  print("");
  print(verb.usage[language]);
}
