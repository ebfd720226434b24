import { type TopazModel, topazModels, topazWindows } from "../../drivers/signature-pad/signature-pad-topaz.ts";
import { synthesiseSignature } from "../../drivers/signature-pad/synthesise-signature.ts";
import { encodeTopazInk } from "../../drivers/signature-pad/topaz-emulator.ts";
import type { FarEnd } from "../../drivers/transport/emulated-line.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { createRandom } from "../kernel/random.ts";
import { defaultLink, emulateOnLine, readChoice, readWholeNumber } from "./emulate-line.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import type { Terminal, Verb } from "./verb.ts";

const unitsPerMm = 410 / 25.4;
/** About 200 reports a second. */
const reportMs = 5;
const reportsAtOnce = 4;
/** The driver takes a signature for finished when the pen has rested; without a rest it would never end. */
const pauseMinMs = 3_000;

/** `bilik emulate topaz`: a signature pad on which somebody signs again and again. */
export const emulateTopazVerb: Verb = {
  name: "topaz",
  summary: { id: "papan tanda tangan Topaz BSB (serial)", en: "a Topaz BSB signature pad (serial)" },
  usage: {
    id: [
      "bilik emulate topaz [--link JALUR] [--model MODEL] [--seed NAMA] [--every MS]",
      "",
      `  --link   jalur port serial tiruan (bawaan: ${defaultLink("topaz")}); perlu socat`,
      `  --model  ${topazModels.join(", ")} (bawaan: siglite-1x5)`,
      "  --seed   penanda tangan (bawaan: nobody)",
      "  --every  jeda antara dua tanda tangan, ms (bawaan: 10000)",
      "",
      "Nomor seri EMU-TOPAZ. Berhenti dengan Ctrl-C.",
    ].join("\n"),
    en: [
      "bilik emulate topaz [--link PATH] [--model MODEL] [--seed NAME] [--every MS]",
      "",
      `  --link   path of the emulated serial port (default: ${defaultLink("topaz")}); needs socat`,
      `  --model  ${topazModels.join(", ")} (default: siglite-1x5)`,
      "  --seed   who signs (default: nobody)",
      "  --every  pause between two signatures, ms (default: 10000)",
      "",
      "Serial number EMU-TOPAZ. Ends with Ctrl-C.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      link: { type: "string", default: defaultLink("topaz") },
      model: { type: "string", default: "siglite-1x5" },
      seed: { type: "string", default: "nobody" },
      every: { type: "string", default: "10000" },
    });
    refuseNames(positionals);
    const model = readChoice("--model", values.model, topazModels);
    const everyMs = readWholeNumber("--every", values.every, { min: pauseMinMs, max: 3_600_000 });
    return emulateOnLine(
      {
        place: { kind: "pty", path: values.link },
        attend: (far) => void signOnAndOn(far, { model, person: values.seed, everyMs }, terminal),
        describe: (path) => ({ signaturePad: { driver: "topaz", path, model } }),
      },
      terminal,
    );
  },
};

type Signing = { readonly model: TopazModel; readonly person: string; readonly everyMs: number };

async function signOnAndOn(
  far: FarEnd,
  { model, person, everyMs }: Signing,
  { print, language }: Terminal,
): Promise<void> {
  const clock = createSystemClock();
  const random = createRandom(`${person}/topaz`);
  const { left, top, right, bottom } = topazWindows[model];
  const pad = { padWidthMm: (right - left) / unitsPerMm, padHeightMm: (bottom - top) / unitsPerMm };
  try {
    for (let count = 1; ; count += 1) {
      await clock.sleep(everyMs, far.gone);
      const ink = synthesiseSignature(random.fork(String(count)), { writerSeed: person, kind: "full", ...pad });
      const reports = encodeTopazInk({ ink, origin: { x: left, y: top }, hasPressure: true });
      print(language === "id" ? `  tanda tangan ${count}` : `  signature ${count}`);
      for (let at = 0; at < reports.length; at += reportsAtOnce) {
        far.send(Buffer.concat(reports.slice(at, at + reportsAtOnce)));
        await clock.sleep(reportMs * reportsAtOnce, far.gone);
      }
    }
  } catch (error) {
    if (!far.gone.aborted) throw error;
  }
}
