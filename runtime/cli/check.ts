import { composeSelfTest } from "../compose-self-test.ts";
import { readBoothConfig } from "../config/read-config.ts";
import type { Verdict } from "../health/self-test/check-result.ts";
import { runSelfTest } from "../health/self-test/run-self-test.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { wordCheck } from "./check-sentences.ts";
import { withState } from "./enrol.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import type { Phrase, Verb } from "./verb.ts";

/** `bilik check`: the power-on self-test. */
export const checkVerb: Verb = {
  name: "check",
  summary: { id: "memeriksa bilik sebelum melayani", en: "tests the booth before it serves anybody" },
  usage: {
    id: `bilik check [--config BERKAS] [--state FOLDER] [--json]

Memeriksa folder data dan ruang cakram, jurnal, model, kunci dan masa berlaku sertifikat, jam, broker, program Debian yang
diperlukan, setiap perangkat pada konfigurasi (dibuka, ditanya, ditutup), dan petugas. Tidak mengubah apa pun. Selagi bilik
berjalan, perangkat tidak disentuh.

  --json  satu objek JSON: verdict, results (check, verdict, code, detail)
Kode keluar: 0 baik atau dengan peringatan, 1 ada yang gagal, 2 perintah tidak sesuai.`,
    en: `bilik check [--config F] [--state DIR] [--json]

Tests state folder and disk space, journal, models, keys and certificates' dates, clock, broker, the Debian programs that
are needed, each device of the configuration (opened, asked, closed), and officers. Changes nothing. While the booth runs,
its devices are left alone.

  --json  one JSON object: verdict, results (check, verdict, code, detail)
Exit code: 0 good or with warnings, 1 something failed, 2 the command does not fit.`,
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      config: { type: "string" },
      state: { type: "string" },
      json: { type: "boolean", default: false },
    });
    refuseNames(positionals);
    const config = withState(await readBoothConfig(values.config), values.state);
    const checks = composeSelfTest({ config, clock: createSystemClock(), signal: terminal.stop });
    const { verdict, results } = await runSelfTest(checks);
    terminal.stop.throwIfAborted();
    const { print, language } = terminal;
    if (values.json) print(JSON.stringify({ verdict, results }));
    else {
      for (const result of results) print(`${marks[result.verdict][language]}  ${wordCheck(result, language)}`);
      print(summaries[verdict][language]);
    }
    return verdict === "fail" ? 1 : 0;
  },
};

const marks: Readonly<Record<Verdict, Phrase>> = {
  ok: { id: "baik     ", en: "ok  " },
  warn: { id: "PERHATIAN", en: "WARN" },
  fail: { id: "GAGAL    ", en: "FAIL" },
};
const summaries: Readonly<Record<Verdict, Phrase>> = {
  ok: { id: "Bilik siap.", en: "The booth is ready." },
  warn: {
    id: "Bilik dapat berjalan; perhatikan peringatan di atas.",
    en: "The booth can run; mind the warnings above.",
  },
  fail: { id: "Bilik belum siap melayani.", en: "The booth is not ready to serve anybody." },
};
