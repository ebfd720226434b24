import { createEscposEmulator } from "../../drivers/printer/escpos-emulator.ts";
import type { FarEnd } from "../../drivers/transport/emulated-line.ts";
import { defaultLink, emulateOnLine, type LinePlace, readChoice, readWholeNumber } from "./emulate-line.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import type { Terminal, Verb } from "./verb.ts";

const papers = ["present", "low", "out", "silent"] as const;

/** `bilik emulate escpos`: a receipt printer; what it prints appears on the terminal. */
export const emulateEscposVerb: Verb = {
  name: "escpos",
  summary: { id: "pencetak struk ESC/POS", en: "an ESC/POS receipt printer" },
  usage: {
    id: [
      "bilik emulate escpos [--link JALUR | --tcp PORTA] [--paper KEADAAN]",
      "",
      `  --link   jalur port serial tiruan (bawaan: ${defaultLink("escpos")}); perlu socat`,
      "  --tcp    porta pada 127.0.0.1 sebagai gantinya; 0 untuk porta bebas mana pun",
      `  --paper  ${papers.join(", ")} (bawaan: present)`,
      "",
      "Yang dicetak tampil di terminal. Nomor seri EMU-ESCPOS. Berhenti dengan Ctrl-C.",
    ].join("\n"),
    en: [
      "bilik emulate escpos [--link PATH | --tcp PORT] [--paper STATE]",
      "",
      `  --link   path of the emulated serial port (default: ${defaultLink("escpos")}); needs socat`,
      "  --tcp    a port on 127.0.0.1 instead; 0 for any free one",
      `  --paper  ${papers.join(", ")} (default: present)`,
      "",
      "What is printed appears on the terminal. Serial number EMU-ESCPOS. Ends with Ctrl-C.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      link: { type: "string", default: defaultLink("escpos") },
      tcp: { type: "string" },
      paper: { type: "string", default: "present" },
    });
    refuseNames(positionals);
    const paper = readChoice("--paper", values.paper, papers);
    const place: LinePlace =
      values.tcp === undefined
        ? { kind: "pty", path: values.link }
        : { kind: "tcp", port: readWholeNumber("--tcp", values.tcp, { min: 0, max: 65_535 }) };
    const attend = (far: FarEnd) => attendPrinter(far, () => paper, terminal);
    return emulateOnLine({ place, attend, describe: (address) => describe(place, address) }, terminal);
  },
};

function describe({ kind }: LinePlace, address: string): object {
  const [host = "", port = ""] = address.split(":");
  const line = kind === "pty" ? { kind: "serial", path: address } : { kind: "tcp", host, port: Number(port) };
  return { receiptPrinter: { driver: "escpos", line } };
}

/** Shows each receipt when it is cut off. */
function attendPrinter(far: FarEnd, paper: () => (typeof papers)[number], { print }: Terminal): void {
  const printer = createEscposEmulator({ send: far.send, paper });
  let shown = { lines: 0, codes: 0, cuts: 0 };
  far.onBytes((chunk) => {
    printer.receive(chunk);
    const { lines, codes, cuts } = printer.printed();
    if (cuts === shown.cuts) return;
    for (const line of lines.slice(shown.lines)) print(`  | ${line.replace(/\p{C}/gu, ".")}`);
    for (const code of codes.slice(shown.codes)) print(`  | [QR ${code.replace(/\p{C}/gu, ".")}]`);
    print("  '---");
    shown = { lines: lines.length, codes: codes.length, cuts };
  });
}
