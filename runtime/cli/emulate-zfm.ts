import { drawTouch } from "../../drivers/fingerprint/draw-touch.ts";
import { growFinger } from "../../drivers/fingerprint/grow-finger.ts";
import { pressFinger } from "../../drivers/fingerprint/press-finger.ts";
import { createZfmEmulator } from "../../drivers/fingerprint/zfm-emulator.ts";
import type { FarEnd } from "../../drivers/transport/emulated-line.ts";
import { fingerPositions } from "../kernel/biometric.ts";
import { createSystemClock } from "../kernel/clock.ts";
import type { GrayImage } from "../kernel/image.ts";
import { createRandom } from "../kernel/random.ts";
import { defaultLink, emulateOnLine, readWholeNumber } from "./emulate-line.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import type { Verb } from "./verb.ts";

/** What the module's window shows. */
const window = { widthPx: 256, heightPx: 288 } as const;
const ground = 255;

/** `bilik emulate zfm`: a serial fingerprint module, with one finger on it. */
export const emulateZfmVerb: Verb = {
  name: "zfm",
  summary: { id: "modul sidik jari serial ZFM/R30x/AS608", en: "a serial fingerprint module, ZFM/R30x/AS608" },
  usage: {
    id: [
      "bilik emulate zfm [--link JALUR] [--seed NAMA] [--finger N] [--fast]",
      "",
      `  --link    jalur port serial tiruan (bawaan: ${defaultLink("zfm")}); perlu socat`,
      "  --seed    orang yang jarinya dibaca (bawaan: nobody)",
      "  --finger  posisi 1 sampai 10 menurut ISO (bawaan: 2, telunjuk kanan)",
      "  --fast    tanpa meniru lambatnya jalur serial",
      "",
      "Setiap sentuhan sedikit berbeda. Nomor seri EMU-ZFM. Berhenti dengan Ctrl-C.",
    ].join("\n"),
    en: [
      "bilik emulate zfm [--link PATH] [--seed NAME] [--finger N] [--fast]",
      "",
      `  --link    path of the emulated serial port (default: ${defaultLink("zfm")}); needs socat`,
      "  --seed    whose finger is read (default: nobody)",
      "  --finger  ISO position 1 to 10 (default: 2, the right index)",
      "  --fast    does not take the time that the line would",
      "",
      "Each touch differs a little. Serial number EMU-ZFM. Ends with Ctrl-C.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      link: { type: "string", default: defaultLink("zfm") },
      seed: { type: "string", default: "nobody" },
      finger: { type: "string", default: "2" },
      fast: { type: "boolean", default: false },
    });
    refuseNames(positionals);
    const number = readWholeNumber("--finger", values.finger, { min: 1, max: fingerPositions.length });
    const touch = createTouches(values.seed, fingerPositions[number - 1] ?? 2);
    const clock = createSystemClock();
    const attend = (far: FarEnd) => {
      let levels = touch();
      const isThrottled = !values.fast;
      const module = createZfmEmulator({
        clock,
        isThrottled,
        send: far.send,
        finger: () => levels,
        // Asked when an image leaves: the finger is then laid down anew for the next.
        fault: () => {
          queueMicrotask(() => {
            levels = touch();
          });
          return null;
        },
      });
      far.onBytes(module.receive);
    };
    const place = { kind: "pty", path: values.link } as const;
    return emulateOnLine({ place, attend, describe: (path) => ({ fingerprint: { driver: "zfm", path } }) }, terminal);
  },
};

/** The same finger, pressed once more each time. */
function createTouches(person: string, position: (typeof fingerPositions)[number]): () => Uint8Array {
  const random = createRandom(`${person}/zfm`);
  const skin = growFinger(`${person}/${position}`, { position });
  let touches = 0;
  return () => {
    touches += 1;
    const own = random.fork(String(touches));
    return cutWindow(pressFinger(own, skin, drawTouch(own.fork("touch"), "normal")));
  };
}

/** The middle of a print; where it does not reach, the window is empty. */
function cutWindow({ widthPx, heightPx, pixels }: GrayImage): Uint8Array {
  const left = Math.round((widthPx - window.widthPx) / 2);
  const top = Math.round((heightPx - window.heightPx) / 2);
  return Uint8Array.from({ length: window.widthPx * window.heightPx }, (_, at) => {
    const x = left + (at % window.widthPx);
    const y = top + Math.floor(at / window.widthPx);
    const isInside = x >= 0 && x < widthPx && y >= 0 && y < heightPx;
    return isInside ? (pixels[y * widthPx + x] ?? ground) : ground;
  });
}
