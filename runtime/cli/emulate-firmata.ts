import { createFirmataEmulator } from "../../drivers/booth-io/firmata-emulator.ts";
import type { FarEnd } from "../../drivers/transport/emulated-line.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { defaultLink, emulateOnLine, readWholeNumber } from "./emulate-line.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import type { Terminal, Verb } from "./verb.ts";

const pinFirst = 2;
const pinLast = 13;
const lookEveryMs = 200;
const presencePin = 2;
const doorPin = 4;

/** `bilik emulate firmata`: the booth's microcontroller; what its pins do appears on the terminal. */
export const emulateFirmataVerb: Verb = {
  name: "firmata",
  summary: {
    id: "mikrokontroler Firmata: latar, lampu, sakelar",
    en: "a Firmata microcontroller: backdrop, lights, switches",
  },
  usage: {
    id: [
      "bilik emulate firmata [--link JALUR] [--home LANGKAH] [--presence MS]",
      "",
      `  --link      jalur port serial tiruan (bawaan: ${defaultLink("firmata")}); perlu socat`,
      "  --home      langkah motor sampai sakelar awalnya (bawaan: 0)",
      "  --presence  orang datang dan pergi setiap MS ms (bawaan: 0, tidak pernah)",
      "",
      "Setiap pin yang berubah tampil di terminal. Pintu tertutup. Nomor seri EMU-FIRMATA. Berhenti dengan Ctrl-C.",
    ].join("\n"),
    en: [
      "bilik emulate firmata [--link PATH] [--home STEPS] [--presence MS]",
      "",
      `  --link      path of the emulated serial port (default: ${defaultLink("firmata")}); needs socat`,
      "  --home      the motor's steps to its home switch (default: 0)",
      "  --presence  somebody comes and goes every MS ms (default: 0, never)",
      "",
      "Each pin that changes appears on the terminal. The door is shut. Serial number EMU-FIRMATA. Ends with Ctrl-C.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      link: { type: "string", default: defaultLink("firmata") },
      home: { type: "string", default: "0" },
      presence: { type: "string", default: "0" },
    });
    refuseNames(positionals);
    const homeSteps = readWholeNumber("--home", values.home, { min: 0, max: 100_000 });
    const presenceMs = readWholeNumber("--presence", values.presence, { min: 0, max: 86_400_000 });
    return emulateOnLine(
      {
        place: { kind: "pty", path: values.link },
        attend: (far) => attendBoard(far, { homeSteps, presenceMs }, terminal),
        describe: (path) => ({ boothIo: { driver: "firmata", path, versionTimeoutMs: 500 } }),
      },
      terminal,
    );
  },
};

type BoardOptions = { readonly homeSteps: number; readonly presenceMs: number };

function attendBoard(far: FarEnd, { homeSteps, presenceMs }: BoardOptions, { print }: Terminal): void {
  const board = createFirmataEmulator({ send: far.send, homeSteps });
  far.onBytes(board.receive);
  board.setInput(doorPin, 0);
  board.setInput(presencePin, 0);
  board.boot();
  const shown = new Map<number, number>();
  const look = () => {
    for (let pin = pinFirst; pin <= pinLast; pin += 1) {
      const value = board.value(pin);
      if (value === (shown.get(pin) ?? 0)) continue;
      shown.set(pin, value);
      print(`  pin ${pin}: ${value}`);
    }
  };
  void repeat(lookEveryMs, far.gone, look);
  if (presenceMs === 0) return;
  let isThere = false;
  void repeat(presenceMs, far.gone, () => {
    isThere = !isThere;
    board.setInput(presencePin, isThere ? 1 : 0);
    print(`  pin ${presencePin}: ${isThere ? 1 : 0}`);
  });
}

/** Until the line is gone. */
async function repeat(everyMs: number, until: AbortSignal, act: () => void): Promise<void> {
  const clock = createSystemClock();
  for (;;) {
    await clock.sleep(everyMs, until).catch(() => undefined);
    if (until.aborted) return;
    act();
  }
}
