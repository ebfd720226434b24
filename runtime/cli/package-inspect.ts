import { inspectSealed, type SealedFacts } from "../record/cms/sealed-package.ts";
import type { Manifest } from "../record/manifest-schema.ts";
import { readPackage } from "../record/read-package.ts";
import { openSealed, readSealedFile } from "./package-file.ts";
import type { PackageOptions } from "./package-options.ts";
import { layTable } from "./text-table.ts";
import type { Language, Phrase, Terminal } from "./verb.ts";

/** What can be seen from outside; with a key, what the manifest says. */
export async function packageInspect(options: PackageOptions, terminal: Terminal): Promise<number> {
  const sealed = await readSealedFile(options.file);
  const facts = inspectSealed(sealed);
  const inside = options.hasKey ? await lookInside(sealed, options) : null;
  if (options.isJson) {
    terminal.print(JSON.stringify({ ...facts, ...inside }));
    return 0;
  }
  printFacts(facts, inside?.signer ?? null, terminal);
  if (inside !== null) printManifest(inside.manifest, terminal);
  return 0;
}

type Inside = { readonly signer: string; readonly signedAt: string; readonly manifest: Manifest };

async function lookInside(sealed: Uint8Array, options: PackageOptions): Promise<Inside> {
  const { archive, signer, signedAt } = await openSealed(sealed, options);
  const { manifest } = readPackage(archive);
  const shown = options.isBiodataShown ? manifest : { ...manifest, biodata: mask(manifest.biodata) };
  return { signer: signer.subject.replaceAll("\n", ", "), signedAt, manifest: shown };
}

/** The names stay, the values go; not even their lengths can be told. */
function mask(biodata: Manifest["biodata"]): Manifest["biodata"] {
  return Object.fromEntries(Object.keys(biodata).map((field) => [field, "•••"]));
}

const labels = {
  packageId: { id: "nomor paket", en: "package id" },
  sealed: { id: "ukuran tersegel", en: "sealed size" },
  content: { id: "ukuran isi bertanda tangan", en: "signed content" },
  recipient: { id: "penerima", en: "recipient" },
  signer: { id: "penanda tangan", en: "signer" },
  hidden: { id: "di dalam segel; perlu kunci penerima", en: "inside the seal; takes a recipient's key" },
  portraitEye: { id: "mata dari pas foto", en: "eye from the portrait" },
  visibleLight: { id: "cahaya tampak, bukan rekaman iris", en: "visible light, no iris capture" },
  simulated: { id: "SIMULASI: bukan orang sungguhan", en: "SIMULATED: no person was captured" },
} as const satisfies Record<string, Phrase>;

function printFacts(facts: SealedFacts, signer: string | null, { print, language }: Terminal): void {
  const rows = [
    [labels.packageId[language], facts.packageId],
    [labels.sealed[language], `${facts.sealedBytes} B`],
    [labels.content[language], `${facts.contentBytes} B`],
    ...facts.recipients.map((recipient) => [labels.recipient[language], recipient]),
    [labels.signer[language], signer ?? labels.hidden[language]],
  ];
  for (const line of layTable(rows)) print(line);
}

function printManifest(manifest: Manifest, { print, language }: Terminal): void {
  const facts = ["visitId", "service", "sopRevision", "boothId", "siteId", "createdAt", "sequence"] as const;
  const rows = [
    ...facts.map((fact) => [fact, String(manifest[fact])]),
    ["previousPackageId", manifest.previousPackageId ?? "-"],
    ["journalHead", `${manifest.journalHead.sequence} ${manifest.journalHead.hash}`],
    ...Object.entries(manifest.biodata),
  ];
  if (manifest.isSimulated) print(labels.simulated[language]);
  const tables = [rows, stepRows(manifest, language), captureRows(manifest, language), fileRows(manifest, language)];
  for (const table of tables.filter(({ length }) => length > 1)) {
    print("");
    for (const line of layTable(table)) print(line);
  }
}

type Rows = readonly (readonly string[])[];

const headers = {
  steps: {
    id: ["langkah", "baku", "kerja", "tunggu", "oleh"],
    en: ["step", "standard", "working", "waiting", "by"],
  },
  captures: {
    id: ["rekaman", "posisi", "nilai", "percobaan", "pengecualian", "perangkat"],
    en: ["capture", "position", "score", "attempts", "exception", "device"],
  },
  files: { id: ["berkas", "byte", "SHA-256"], en: ["file", "bytes", "SHA-256"] },
} as const satisfies Record<string, Readonly<Record<Language, readonly string[]>>>;

function stepRows({ steps }: Manifest, language: Language): Rows {
  const seconds = (durationMs: number) => `${Math.round(durationMs / 1000)} s`;
  return [
    headers.steps[language],
    ...steps.map((step) => [
      step.id,
      seconds(step.standardMs),
      seconds(step.workingMs),
      seconds(step.waitingMs),
      step.finishedBy,
    ]),
  ];
}

function captureRows({ captures, missing, portraitEyes = [] }: Manifest, language: Language): Rows {
  return [
    headers.captures[language],
    ...captures.map(({ modality, position, score, attempts, exception, provenance }) => [
      modality,
      String(position ?? "-"),
      score.toFixed(1),
      String(attempts),
      exception?.reason ?? "-",
      provenance.serial,
    ]),
    ...missing.map(({ modality, position, reason }) => [modality, String(position ?? "-"), "-", "-", reason, "-"]),
    ...portraitEyes.map((told) => {
      const state = told.kind === "kept" ? labels.visibleLight[language] : told.reason.code;
      return [labels.portraitEye[language], told.eye, "-", "-", state, "-"];
    }),
  ];
}

function fileRows({ files }: Manifest, language: Language): Rows {
  return [headers.files[language], ...files.map((file) => [file.name, String(file.lengthBytes), file.sha256])];
}
