import { type OfficeTimeZone, officeDay } from "../kernel/office-day.ts";

export type SlipFacts = {
  /** The service's title. */
  readonly service: string;
  /** In the register book, or of the recording. */
  readonly number: string;
  readonly visitId: string;
  readonly packageId: string;
  /** UTC ISO 8601. */
  readonly finishedAt: string;
  readonly office: readonly string[];
  readonly boothId: string;
  readonly timeZone: OfficeTimeZone;
  readonly isSimulated: boolean;
  /** Letters in a line of the printer. */
  readonly columns: number;
};

/** What a resident takes along: text of a narrow printer and a code for the counter's scanner. */
export type Slip = { readonly title: string; readonly lines: readonly string[]; readonly qr: string };

const zoneNames: Readonly<Record<OfficeTimeZone, string>> = {
  "Asia/Jakarta": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Jayapura": "WIT",
};
const linesMax = 40;

/**
 * Names the visit and nobody: a slip is lost easily, so that neither name nor NIK stands on it. The office finds the
 * visit by its number or by the code.
 */
export function composeSlip(facts: SlipFacts): Slip {
  const { columns, isSimulated, service, number, boothId, office, visitId, packageId } = facts;
  const rule = "-".repeat(columns);
  const lines = [
    ...(isSimulated ? ["*** SIMULASI - TIDAK BERLAKU ***"] : []),
    ...office,
    rule,
    service,
    `Nomor : ${number}`,
    `Waktu : ${wordTime(facts)}`,
    `Bilik : ${boothId}`,
    rule,
    "Pelayanan ini GRATIS. Simpan bukti ini sampai dokumen diterima. Bukti ini bukan pengganti KTP-el.",
  ];
  return {
    title: "BUKTI LAYANAN",
    lines: lines.flatMap((line) => wrap(line, columns)).slice(0, linesMax),
    qr: `bilik:${visitId}:${packageId}`,
  };
}

function wordTime({ finishedAt, timeZone }: SlipFacts): string {
  const day = officeDay(finishedAt, timeZone).split("-").reverse().join("-");
  const time = new Intl.DateTimeFormat("sv-SE", { timeStyle: "short", timeZone }).format(new Date(finishedAt));
  return `${day} ${time} ${zoneNames[timeZone]}`;
}

/** Breaks at blanks; a word that is wider than the paper is cut. */
function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).flatMap((whole) => cut(whole, columns))) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (joined.length <= columns) line = joined;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === "" ? lines : [...lines, line];
}

function cut(word: string, columns: number): readonly string[] {
  return word.match(new RegExp(`.{1,${columns}}`, "gu")) ?? [];
}
