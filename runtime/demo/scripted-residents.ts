import type { ExceptionReason, FingerPosition, SlapTarget } from "../kernel/biometric.ts";
import type { Biodata } from "../registry/registry.ts";
import type { CaptureTarget } from "../visit/capture-target.ts";
import { type Body, calmBody, type FingerLook, type HandLook, hold, pass, stay } from "./body.ts";
import { makeBiodata, type Person } from "./make-biodata.ts";
import type { ResidentId, ScriptedResident } from "./scripted-resident.ts";

type Script = {
  readonly person: Person;
  readonly papers?: readonly string[];
  readonly body?: Partial<Body>;
  readonly exceptions?: Readonly<Partial<Record<CaptureTarget, ExceptionReason>>>;
  readonly breaks?: readonly CaptureTarget[];
  readonly ending?: "cancelled";
  /** What the register says otherwise; null when it does not know them. */
  readonly registered?: Biodata | null;
  readonly isRecorded?: boolean;
};

const usualPapers = ["kk", "ktp", "formulir-desa"];
const handMs = 900;

const own = (lies: FingerPosition): FingerLook => ({ lies, skin: "normal" });
const dry = (lies: FingerPosition): FingerLook => ({ lies, skin: "dry" });
const hand = (lies: SlapTarget, { off = [], dry: dried = [] }: Partial<HandLook> = {}): HandLook => ({
  ...{ lies, off, dry: dried },
});
const nothing: FingerLook = { lies: "nothing" };

/** People step up, look about, and settle; asked again they are settled already. */
const stepUp: Body["face"] = [[pass("far", 1_200), pass("turned", 1_200), stay("calm")], [stay("calm")]];
const comeNear: Body["eyes"] = [[pass("far", 1_000), stay("calm")], [stay("calm")]];

/** Everybody of the demonstration on this office day (an ISO date): ages hold whatever the year. */
export function writeScripts(today: string): readonly ScriptedResident[] {
  const scripts = describeResidents(today);
  return Object.entries(scripts).map(([id, script]) => toResident(id as ResidentId, script));
}

function describeResidents(today: string): Readonly<Record<ResidentId, Script>> {
  return { ...describeBodies(today), ...describeRecords() };
}

/** People whose bodies make the difference. */
function describeBodies(today: string) {
  return {
    good: {
      person: person(1, "SITI CONTOH", "P", "1990-03-14", "PEDAGANG"),
    },
    "dry-fingers": {
      person: person(2, "JOKO CONTOH", "L", "1971-08-09", "PETANI"),
      body: {
        fingers: {
          // Rubbed warm and moist after two attempts.
          2: [dry(2), dry(2), own(2)],
          3: [dry(3), own(3)],
          // Worn by work: never good enough, and accepted below the limit by two people.
          6: [dry(6)],
        },
      },
    },
    "wrong-hand": {
      person: person(3, "DEWI PERCOBAAN", "P", "1985-11-22", "GURU"),
      body: {
        fingers: {
          // The right hand once more where the left one is asked for; and a neighbour of the finger.
          6: [own(1), own(6)],
          7: [own(2), own(7)],
          9: [own(8), own(9)],
        },
        slaps: { "left-four": [hand("right-four"), hand("left-four")] },
      },
    },
    "whole-hands": {
      person: person(13, "HENDRA CONTOH", "L", "1982-10-05", "PETANI"),
      body: {
        // Where a device reads whole hands: the left one first where the right one is asked for, then a dry finger.
        slaps: {
          "right-four": [hand("left-four"), hand("right-four", { dry: [3] }), hand("right-four")],
          // The little finger stays off.
          "left-four": [hand("left-four", { off: [10] }), hand("left-four")],
        },
      },
    },
    glasses: {
      person: person(4, "AGUS UJI", "L", "1968-01-30", "PEDAGANG"),
      body: {
        hasGlasses: true,
        face: [
          [pass("far", 1_200), hold("squinting", 4_000), stay("calm")],
          [hold("squinting", 2_500), stay("calm")],
          [stay("calm")],
        ],
        eyes: [
          [pass("far", 1_000), hold("glare", 4_000), stay("calm")],
          [hold("blurred", 2_000), stay("calm")],
          [stay("calm")],
        ],
      },
    },
    "missing-fingers": {
      person: person(5, "EKO SIMULASI", "L", "1959-06-17", "PETANI"),
      body: { fingers: { 8: [nothing], 9: [nothing], 10: [nothing] } },
      exceptions: { "finger-08": "missing", "finger-09": "missing", "finger-10": "bandaged" },
    },
    "child-with-guardian": {
      person: { ...person(6, "RINA CONTOH", "P", yearsBefore(today, 16), "PELAJAR"), statusPerkawinan: "BELUM KAWIN" },
      papers: [...usualPapers, "akte-kelahiran", "surat-kuasa"],
      body: {
        // Looks round for the guardian, laughs, and then sits still.
        face: [
          [pass("far", 1_200), pass("turned", 1_500), hold("mouth-open", 2_500), stay("calm")],
          [pass("turned", 1_000), stay("calm")],
        ],
        eyes: [[pass("far", 1_000), hold("half-shut", 2_500), stay("calm")], [stay("calm")]],
        signature: ["short", "full"],
      },
    },
    "under-age": {
      person: { ...person(7, "BUDI CONTOH", "L", yearsBefore(today, 14), "PELAJAR"), statusPerkawinan: "BELUM KAWIN" },
      papers: [...usualPapers, "akte-kelahiran"],
      ending: "cancelled",
    },
    "runs-out-of-time": {
      person: person(8, "SARI PERCOBAAN", "P", "1947-04-05", "PETANI"),
      body: {
        // Tired: nothing comes until the device gives up; after a break it goes.
        fingers: { 4: [nothing, own(4)], 8: [nothing, own(8)] },
        handMs: 3 * handMs,
      },
      breaks: ["finger-04"],
    },
  } satisfies Partial<Record<ResidentId, Script>>;
}

/** People about whom the register, or an earlier visit, has something to say. */
function describeRecords() {
  return {
    "unknown-to-register": {
      person: person(9, "JOKO SIMULASI", "L", "1993-02-02", "GURU"),
      registered: null,
      ending: "cancelled",
    },
    "data-differ": {
      person: person(10, "DEWI UJI", "P", "1988-07-19", "PEDAGANG"),
      papers: [...usualPapers, "akte-kelahiran"],
      registered: { namaLengkap: "DEWI UJII", tempatLahir: "KUMAI" },
    },
    "already-recorded": {
      person: person(11, "AGUS CONTOH", "L", "1979-12-01", "PETANI"),
      isRecorded: true,
      ending: "cancelled",
    },
    "spoofed-duplicate": {
      person: person(12, "RATNA PERCOBAAN", "P", "1991-05-25", "PEDAGANG"),
      body: { fingersOf: nameBody("good") },
      ending: "cancelled",
    },
  } satisfies Partial<Record<ResidentId, Script>>;
}

function person(
  number: number,
  namaLengkap: string,
  jenisKelamin: "L" | "P",
  tanggalLahir: string,
  pekerjaan: string,
): Person {
  return { number, namaLengkap, jenisKelamin, tanggalLahir, statusPerkawinan: "KAWIN", pekerjaan };
}

function toResident(id: ResidentId, script: Script): ScriptedResident {
  const { registered = {}, isRecorded = false, exceptions = {}, breaks = [], ending = "receipt" } = script;
  const biodata = makeBiodata(script.person);
  const hasHeadScarf = script.person.jenisKelamin === "L" ? false : null;
  const body = {
    ...calmBody(nameBody(id)),
    cardCode: biodata["nik"] ?? null,
    cardNumbers: [biodata["nomorKk"] ?? "", biodata["nik"] ?? ""],
    hasHeadScarf,
    face: stepUp,
    eyes: comeNear,
    handMs,
    ...script.body,
  };
  return {
    id,
    biodata,
    register: registered === null ? null : { biodata: { ...biodata, ...registered }, isRecorded },
    papers: new Set(script.papers ?? usualPapers),
    body,
    exceptions: new Map(Object.entries(exceptions) as [CaptureTarget, ExceptionReason][]),
    breaks: new Set(breaks),
    ending,
  };
}

function nameBody(id: ResidentId): string {
  return `demo/${id}`;
}

/** Three months past the birthday of that age. */
function yearsBefore(today: string, years: number): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() - 3, 1);
  day.setUTCFullYear(day.getUTCFullYear() - years);
  return day.toISOString().slice(0, 10);
}
