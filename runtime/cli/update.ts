import { spawn } from "node:child_process";
import { once } from "node:events";
import { readBoothConfig } from "../config/read-config.ts";
import { awaitFreeBooth, type Hindrance } from "../health/await-free-booth.ts";
import { type DayHours, parseHours } from "../health/office-hours.ts";
import { announceUpdate, withdrawUpdate } from "../health/update-marker.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { makeFolder } from "../kernel/durable-file.ts";
import { BoothError } from "../kernel/errors.ts";
import { withState } from "./enrol.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import type { Phrase, Terminal, Verb } from "./verb.ts";

/** `bilik update -- COMMAND`: says that newer software waits, and has it installed once nobody is in the booth. */
export const updateVerb: Verb = {
  name: "update",
  summary: {
    id: "memasang pembaruan saat bilik tidak dipakai",
    en: "install newer software while nobody uses the booth",
  },
  usage: {
    id: [
      "bilik update [--hours 17:00-06:00] [--config BERKAS] [--state FOLDER] -- PERINTAH [ARGUMEN]…",
      "bilik update --cancel [--config BERKAS] [--state FOLDER]",
      "",
      "  --hours   hanya pada jam kantor ini, boleh melewati tengah malam (bawaan: kapan saja)",
      "  --cancel  tidak ada lagi pembaruan yang menunggu",
      "",
      "Layar memberi tahu bahwa pembaruan menunggu. PERINTAH dijalankan tanpa shell setelah tidak ada kunjungan terbuka, dua",
      "menit tidak ada kegiatan, dan listrik tidak dari baterai; PERINTAH itulah yang menghentikan, memasang, dan menjalankan",
      "bilik lagi. Bila gagal, pembaruan tetap menunggu. Kode keluar: 0; 1 bila PERINTAH gagal.",
    ].join("\n"),
    en: [
      "bilik update [--hours 17:00-06:00] [--config F] [--state DIR] -- COMMAND [ARGUMENT]…",
      "bilik update --cancel [--config F] [--state DIR]",
      "",
      "  --hours   only at these hours of the office, over midnight if need be (default: any)",
      "  --cancel  nothing waits any more",
      "",
      "The page says that an update waits. COMMAND is run without a shell once no visit is open, nothing has gone on for two",
      "minutes, and the power is not a battery's; it is COMMAND that stops the booth, installs, and starts it again. When it",
      "fails the update goes on waiting. Exit code: 0; 1 when COMMAND failed.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const asked = parseArguments(args);
    const config = withState(await readBoothConfig(asked.config), asked.state);
    const { stateDir } = config;
    await makeFolder(stateDir);
    if (asked.command === null) {
      await withdrawUpdate(stateDir);
      return 0;
    }
    await announceUpdate(stateDir);
    await awaitFreeBooth(
      {
        stateDir,
        powerDir: config.power.suppliesDir,
        policy: { ...config.capture, fingersBy: "finger" },
        hours: asked.hours,
        timeZone: config.booth.timeZone,
        clock: createSystemClock(),
        onWait: (hindrance) => terminal.remark(waits[hindrance][terminal.language]),
      },
      terminal.stop,
    );
    return install(asked.command, stateDir, terminal);
  },
};

type Command = readonly [program: string, ...args: string[]];
type Asked = {
  readonly config: string | undefined;
  readonly state: string | undefined;
  readonly hours: DayHours | null;
  /** Null where it is to be called off. */
  readonly command: Command | null;
};

function parseArguments(args: readonly string[]): Asked {
  const at = args.indexOf("--");
  const [program, ...rest] = at < 0 ? [] : args.slice(at + 1);
  const { values, positionals } = readOptions(at < 0 ? args : args.slice(0, at), {
    config: { type: "string" },
    state: { type: "string" },
    hours: { type: "string" },
    cancel: { type: "boolean", default: false },
  });
  refuseNames(positionals);
  if (values.cancel === (program !== undefined)) throw usage("say -- COMMAND, or --cancel");
  const hours = values.hours === undefined ? null : parseHours(values.hours);
  if (values.hours !== undefined && hours === null) throw usage(`--hours 17:00-06:00, not "${values.hours}"`);
  const { config, state } = values;
  return { config, state, hours, command: program === undefined ? null : [program, ...rest] };
}

function usage(problem: string): BoothError {
  return new BoothError("command.usage", { problem });
}

const waits: Readonly<Record<Hindrance, Phrase>> = {
  hours: { id: "Menunggu jamnya.", en: "Waiting for the hour." },
  "on-battery": { id: "Menunggu listrik: sekarang dari baterai.", en: "Waiting for mains: the power is a battery's." },
  "in-use": { id: "Menunggu: bilik baru saja dipakai.", en: "Waiting: the booth was in use just now." },
  "visit-open": { id: "Menunggu kunjungan yang terbuka.", en: "Waiting for a visit that is open." },
};

/** An installation that has begun is not cut short, whoever asks this command to end. */
async function install([program, ...args]: Command, stateDir: string, terminal: Terminal): Promise<number> {
  const { language, print, remark } = terminal;
  const problem = await runToEnd(program, args);
  if (problem !== null) {
    remark(
      language === "id" ? `${program}: ${problem}; pembaruan tetap menunggu` : `${program}: ${problem}; it still waits`,
    );
    return 1;
  }
  await withdrawUpdate(stateDir);
  print(language === "id" ? "Pembaruan terpasang." : "The update is installed.");
  return 0;
}

/** Null when it ended well, else in a word how not. */
async function runToEnd(program: string, args: readonly string[]): Promise<string | null> {
  const child = spawn(program, args, { stdio: "inherit" });
  try {
    const [code, signal] = await once(child, "close");
    return code === 0 ? null : String(signal ?? code);
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "failed";
  }
}
