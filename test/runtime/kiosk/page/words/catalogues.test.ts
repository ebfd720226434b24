import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentReasonCodes } from "../../../../../pipelines/document/document-reasons.ts";
import { faceReasonCodes } from "../../../../../pipelines/face/collect-reasons.ts";
import { fingerprintReasonCodes } from "../../../../../pipelines/fingerprint/fingerprint-limits.ts";
import { slapReasonCodes } from "../../../../../pipelines/fingerprint/slap/segment-slap.ts";
import { irisReasonCodes } from "../../../../../pipelines/iris/iris-reasons.ts";
import { signatureReasonCodes } from "../../../../../pipelines/signature/signature-reasons.ts";
import { simulateResident } from "../../../../../runtime/attendant/simulate-resident.ts";
import { residentIds } from "../../../../../runtime/demo/scripted-resident.ts";
import { exceptionReasons } from "../../../../../runtime/kernel/biometric.ts";
import { catalogues } from "../../../../../runtime/kiosk/page/words/catalogues.ts";
import { lookUp, wordAdvice, wordCause } from "../../../../../runtime/kiosk/page/words/look-up.ts";
import type { Words } from "../../../../../runtime/kiosk/page/words/words.ts";
import { showForm } from "../../../../../runtime/kiosk/session/data-entry.ts";
import { languages } from "../../../../../runtime/kiosk/wire/languages.ts";
import { actIds, roles } from "../../../../../runtime/procedure/service.ts";
import { coverLetterKinds } from "../../../../../runtime/procedure/service-letters.ts";
import { services } from "../../../../../runtime/procedure/services.ts";
import { captureTargets } from "../../../../../runtime/visit/capture-target.ts";
import { sameFingerCode } from "../../../../../runtime/visit/same-finger.ts";
import { visitDeedSchema } from "../../../../../runtime/visit/visit-event.ts";

const wordsMax = 12;
/** As nobody has typed anything into it. */
const entryFields = showForm(null, null, "");
const repository = join(import.meta.dirname, "../../../../..");

/** Text of every source file under a folder. */
function readSources(folder: string): readonly string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(repository, folder, name), "utf8"));
}

/** Literals of refusals in the visit's code: `refuse("cause", "next")` and `{ cause: "…", nextAction: "…" }`. */
function findRefusals(): { readonly causes: readonly string[]; readonly nextActions: readonly string[] } {
  const causes = new Set<string>();
  const nextActions = new Set<string>();
  const forms = [
    /refuse\(\s*["`]([\w-]+)[^"`]*?["`],\s*"([\w-]+)"/g,
    /refuse\(\s*`([\w-]+):\$\{[^`]*`,\s*"([\w-]+)"/g,
    /cause: ["`]([\w-]+)[^"`]*["`],\s*nextAction: "([\w-]+)"/g,
  ];
  for (const source of [...readSources("runtime/visit"), ...readSources("runtime/kiosk")]) {
    for (const form of forms) {
      for (const [, cause = "", nextAction = ""] of source.matchAll(form)) {
        // Codes that are put together are listed below.
        if (!cause.endsWith("-")) causes.add(cause);
        nextActions.add(nextAction);
      }
    }
  }
  return { causes: [...causes], nextActions: [...nextActions] };
}

/** Codes of device failures, as the list of all failures names them. */
function findDriverFailures(): readonly string[] {
  const source = readFileSync(join(repository, "runtime/kernel/errors.ts"), "utf8");
  return [...source.matchAll(/"(driver\.[a-z-]+)"/g)].map(([, code = ""]) => code);
}

/** Deeds that somebody does, and that an offer can name. */
function findDeeds(): readonly string[] {
  return visitDeedSchema.options
    .filter(({ shape }) => "by" in shape)
    .map(({ shape }) => [...shape.kind.values][0] ?? "");
}

type Table = (words: Words) => Readonly<Record<string, unknown>>;
const allSteps = Object.values(services).flatMap(({ steps }) => steps);
const { causes, nextActions } = findRefusals();
/** The server makes these of what the access room answers. */
const logInCauses = ["log-in-refused", "log-in-locked"];
const tables: readonly (readonly [name: string, table: Table, codes: readonly string[]])[] = [
  ["services", ({ services }) => services, Object.keys(services)],
  ["letter kinds", ({ letterKinds }) => letterKinds, coverLetterKinds.map(({ id }) => id)],
  ["steps", ({ steps }) => steps, allSteps.map(({ id }) => id)],
  ["acts", ({ acts }) => acts, actIds],
  ["papers", ({ papers }) => papers, allSteps.flatMap(({ papers }) => papers.map(({ id }) => id))],
  ["roles", ({ roles }) => roles, roles],
  ["deeds", ({ deeds }) => deeds, findDeeds()],
  ["exceptions", ({ exceptions }) => exceptions, exceptionReasons],
  ["targets", ({ targets }) => targets, captureTargets],
  ["face reasons", ({ reasons }) => reasons.face, faceReasonCodes],
  ["iris reasons", ({ reasons }) => reasons.iris, irisReasonCodes],
  ["signature reasons", ({ reasons }) => reasons.signature, signatureReasonCodes],
  ["document reasons", ({ reasons }) => reasons.document, documentReasonCodes],
  ["finger reasons", ({ reasons }) => reasons.fingerprint, [...fingerprintReasonCodes, ...slapReasonCodes]],
  ["device failures", ({ failures }) => failures, findDriverFailures()],
  ["refusal causes", ({ refusalCauses }) => refusalCauses, [...causes, ...logInCauses]],
  ["next actions", ({ nextActions }) => nextActions, nextActions],
  ["fields of the entry form", ({ fields }) => fields, entryFields.map(({ field }) => field)],
  ["coded values", ({ fieldValues }) => flattenValues(fieldValues), listCodedValues()],
  ["scripted residents", ({ demoResidents }) => demoResidents, residentIds],
  ["biodata", ({ fields }) => fields, Object.keys(simulateResident("words", 1))],
];

/** Values that the entry form offers, as `field=value`. */
function listCodedValues(): readonly string[] {
  return entryFields.flatMap(({ field, choices }) => choices.map((choice) => `${field}=${choice}`));
}

function flattenValues(values: Words["fieldValues"]): Readonly<Record<string, string>> {
  const pairs = Object.entries(values).flatMap(([field, table]) =>
    Object.entries(table).map(([value, text]) => [`${field}=${value}`, text] as const),
  );
  return Object.fromEntries(pairs);
}

/** What a resident is told to do: short enough to be read standing, and to be spoken before it is out of date. */
function listGuidance(words: Words): readonly (readonly [path: string, text: string])[] {
  const guides = Object.entries(words.screens).map(([kind, { guide }]) => [`screens.${kind}.guide`, guide] as const);
  const { conditions, devicesAway, failures } = words;
  const residents = Object.entries({ conditions, devicesAway, failures }).flatMap(([name, table]) =>
    Object.entries(table).map(([code, { resident }]) => [`${name}.${code}`, resident] as const),
  );
  const plain = [words.waits, words.identifyProblems, words.ended].flatMap((table) => Object.entries(table));
  return [...guides, ...residents, ...plain, ...listLeaves(words.reasons, "reasons")];
}

function listLeaves(value: unknown, path: string): readonly (readonly [path: string, text: string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => listLeaves(each, `${path}.${key}`));
}

/** Names, and words that Javanese shares with Indonesian. */
const sameEverywhere = new Set<string>([
  ...["Bilik", "2:08", "NIK", "RT", "RW", "2 menit", "SIMULASI", "Rekam KTP-el", "KTP pemohon", "NIK ibu"],
  ...["Gratis", "Tutup", "Pindai", "Pindai kode", "Langkah prosedur", "Papan angka", "Papan ketik", "Spasi"],
  ...["Perekaman", "Validasi", "Fotokopi", "Asli", "Alamat", "Kecamatan", "Provinsi", "Kode pos"],
]);

/** All that a resident may read or hear, and no officer's words. Sentences with figures are told with some. */
function listResidentsWords(words: Words): readonly (readonly [path: string, text: string])[] {
  const { chrome, screens, surfaces, ended, waits, identifyProblems, conditions, devicesAway, failures } = words;
  const { services, letterKinds, steps, papers, paperForms, paperConditions, targets, slaps, fields, reasons } = words;
  const { refusalCauses, nextActions, invalidProblems, stale, deeds } = words;
  const told = Object.entries(chrome).flatMap(([key, word]) =>
    typeof word === "function"
      ? [[`chrome.${key}`, (word as (...figures: readonly number[]) => string)(2, 8)] as const]
      : listLeaves(word, `chrome.${key}`),
  );
  const tables = { screens, surfaces, ended, waits, identifyProblems, services, letterKinds, steps, papers };
  const others = { paperForms, paperConditions, targets, slaps, fields, reasons, refusalCauses, nextActions };
  const residents = Object.entries({ conditions, devicesAway, failures }).flatMap(([name, table]) =>
    Object.entries(table).map(([code, { resident }]) => [`${name}.${code}`, resident] as const),
  );
  const own = residentsDeeds.map((deed) => [`deeds.${deed}`, deeds[deed].action] as const);
  return [...told, ...residents, ...own, ...listLeaves({ ...tables, ...others, invalidProblems, stale }, "words")];
}

/** What a resident does by themselves. */
const residentsDeeds = [
  "scan-requested",
  "data-confirmed",
  "retry-requested",
  "photo-approved",
  "photo-refused",
  "data-approved",
  "verification-retried",
] as const;

describe.each(languages)("the catalogue in %s", (language) => {
  const words = catalogues[language];

  it.each(tables)("has words for all %s that the runtime knows", (_name, table, codes) => {
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => lookUp(table(words), code) === null)).toEqual([]);
  });

  it("says nothing by its code, and nothing empty", () => {
    const leaves = listLeaves(words, "words");
    expect(leaves.length).toBeGreaterThan(400);
    const isCode = ([path, text]: readonly [string, string]) => text.trim() === "" || text === path.split(".").at(-1);
    expect(leaves.filter(isCode)).toEqual([]);
  });

  it("guides in at most twelve words", () => {
    const tooLong = listGuidance(words).filter(([, text]) => text.split(/\s+/).length > wordsMax);
    expect(tooLong).toEqual([]);
  });

  it("ends every sentence of guidance", () => {
    expect(listGuidance(words).filter(([, text]) => !/[.?!]$/.test(text))).toEqual([]);
  });

  it("tells to which side where the side is known, and does without where it is not", () => {
    const left = wordAdvice(words, "face", { code: "yaw", side: -1 });
    const right = wordAdvice(words, "face", { code: "yaw", side: 1 });
    expect(new Set([left, right, wordAdvice(words, "face", { code: "yaw", side: 0 })]).size).toBe(3);
    expect(wordAdvice(words, "face", { code: "blurred", side: 1 })).toBe(words.reasons.face.blurred);
  });

  it("knows every finger that another one may look like", () => {
    for (const target of captureTargets) {
      expect(wordAdvice(words, "finger-02", { code: sameFingerCode(target), side: 0 })).toBe(words.reasons.sameFinger);
    }
  });

  it("falls back to a sentence, never to the code", () => {
    expect(wordAdvice(words, "face", { code: "constructor", side: 1 })).toBe(words.reasons.other);
    expect(wordCause(words, "no-such-cause")).toBe(words.refusalCauses.other);
  });

  it("says what a device's failure as the cause of a refusal means to an officer", () => {
    expect(wordCause(words, "driver.timeout")).toBe(words.failures["driver.timeout"].operator);
  });

  it("names the papers that a refusal is about", () => {
    const cause = wordCause(words, "papers-incomplete:kk,surat-nikah");
    expect(cause).toContain(words.papers.kk);
    expect(cause).toContain(words.papers["surat-nikah"]);
  });
});

describe("the catalogues together", () => {
  it("find the refusals of the visit's code", () => {
    expect(causes).toContain("papers-incomplete");
    expect(causes).toContain("booth-occupied");
    expect(causes.length).toBeGreaterThan(20);
    expect(nextActions).toContain("dismiss-duplicate-or-cancel");
  });

  it("leave none of the resident's words untranslated", () => {
    const own = new Map(listResidentsWords(catalogues.id));
    expect(own.size).toBeGreaterThan(350);
    for (const language of languages.filter((each) => each !== "id")) {
      const same = listResidentsWords(catalogues[language]).filter(([path, text]) => own.get(path) === text);
      expect([language, same.filter(([, text]) => !sameEverywhere.has(text))]).toEqual([language, []]);
    }
  });

  it("leave no sentence of the resident's screens untranslated", () => {
    const own = new Map(listGuidance(catalogues.id));
    for (const language of languages.filter((each) => each !== "id")) {
      expect(listGuidance(catalogues[language]).filter(([path, text]) => own.get(path) === text)).toEqual([]);
    }
  });
});
