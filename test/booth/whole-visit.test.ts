import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { decodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import type { EnrolmentSummary } from "../../runtime/cli/report-enrolment.ts";
import { ktpElService } from "../../runtime/procedure/service-ktp-el.ts";
import { readSignatureSvg } from "../../runtime/record/signature-svg.ts";
import { comparePictures, rasterise } from "../pipelines/signature/compare-pictures.ts";
import { enrol, inspectManifest, keyOptions, packagePath, storedPackages } from "./enrol.ts";
import { deedsOf, readJournalLines } from "./journal-lines.ts";
import { makeResident } from "./make-resident.ts";
import { openPackage } from "./open-package.ts";
import { runBilik } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const composite = "../shared/data/residents/composite-01";
const hasComposite = existsSync(join(composite, "resident.json"));

type Visit = { readonly state: string; readonly summary: EnrolmentSummary; readonly elapsedMs: number };
let visit: Visit;

beforeAll(async () => {
  const resident = await makeResident({ seed: "whole" });
  const state = join(await makeTemporaryFolder(), "state");
  const startMs = performance.now();
  const summary = await enrol(resident, state);
  visit = { state, summary, elapsedMs: performance.now() - startMs };
}, 180_000);

describe("bilik enrol", () => {
  it("answers with exactly the promised object", () => {
    expectPromisedShape(visit.summary);
    expect(visit.summary.captures.every(({ exception, attempts }) => exception === null && attempts === 1)).toBe(true);
  });

  it("holds every step of the procedure against its standard time, and no more time than has passed", () => {
    const { steps } = visit.summary;
    expect(steps.map(({ id }) => id)).toEqual(ktpElService.steps.map(({ id }) => id));
    expect(sum(steps.map(({ standardMs }) => standardMs))).toBe(ktpElService.standardMs);
    const spentMs = sum(steps.map(({ workingMs, waitingMs }) => workingMs + waitingMs));
    expect(spentMs).toBeGreaterThan(0);
    expect(spentMs).toBeLessThanOrEqual(visit.elapsedMs + steps.length);
  });

  it("keeps every page of every paper, and reads none for an officer who is not there", async () => {
    const { state, summary } = visit;
    const deeds = deedsOf(await readJournalLines(state), summary.visitId);
    const scanned = deeds.flatMap((deed) => (deed.kind === "page-scanned" ? deed.pages : []));
    const read = deeds.filter((deed) => deed.kind === "page-read");
    expect(scanned.length).toBeGreaterThan(0);
    expect(read).toHaveLength(scanned.length);
    expect(read.every(({ failure, hints }) => failure === "not-asked" && hints.length === 0)).toBe(true);
  });

  it("leaves one package at the office, under the id it names, and none in the booth", async () => {
    const { state, summary } = visit;
    expect(await storedPackages(state)).toEqual([summary.packageId]);
    expect(existsSync(join(state, "booth/outbox", `${summary.packageId}.p7`))).toBe(false);
  });

  it("delivers a package that verifies with a data centre's key, and not with the booth's", async () => {
    const { state, summary } = visit;
    const file = packagePath(state, summary.packageId ?? "");
    const verified = await runBilik("package", "verify", file, ...keyOptions(state), "--json");
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(verified.stdout)).toMatchObject({ packageId: summary.packageId, isSound: true });

    const booth = ["--key", join(state, "keys/booth.key"), "--cert", join(state, "keys/booth.crt")];
    const refused = await runBilik("package", "verify", file, ...booth, "--ca", join(state, "keys/ca.crt"));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^bilik: [^\n]+\n$/);
  });

  it("holds the signature's outline: nothing but a path, which covers the ink of the 300 ppi picture", async () => {
    const { state, summary } = visit;
    const { manifest, folder, read } = await openPackage(state, summary.packageId);
    const { files, captures } = manifest;
    const svg = await read("signature.svg");
    expect(files.find(({ name }) => name === "signature.svg")).toEqual({
      ...{ name: "signature.svg", lengthBytes: svg.length },
      sha256: createHash("sha256").update(svg).digest("hex"),
    });
    expect(captures.find(({ modality }) => modality === "signature")?.files.at(-1)).toBe("signature.svg");
    expect(readSignatureSvg(svg).comments).toEqual(["SIMULATED EMU-SIGNATURE-PAD-REPLAY"]);
    const elements = elementsByPython(join(folder, "signature.svg"));
    if (elements !== null) expect(elements).toEqual(["svg", "desc", "path"]);
    const { widthPx, heightPx, resolutionPpi, pixels } = await decodeJp2(await read("signature.jp2"));
    expect(resolutionPpi).toBe(300);
    expect(new Set(pixels).size).toBeGreaterThan(50);
    expect(comparePictures({ pixels }, await rasterise(svg, { widthPx, heightPx })).iou).toBeGreaterThan(0.97);
  });

  it("says in the manifest what it says on the screen, and that nobody real was captured", async () => {
    const { state, summary } = visit;
    const manifest = await inspectManifest(state, summary.packageId);
    expect(manifest).toMatchObject({ visitId: summary.visitId, service: "ktp-el", sequence: 1, isSimulated: true });
    expect(manifest.previousPackageId).toBeNull();
    const pick = ({ modality, position, score, attempts }: (typeof manifest.captures)[number]) => ({
      modality,
      position,
      score,
      attempts,
      exception: null,
    });
    expect(new Set(manifest.captures.map(pick))).toEqual(new Set(summary.captures));
    expect(manifest.captures.every(({ provenance }) => provenance.isSimulated && !provenance.isCertified)).toBe(true);
    expect(manifest.steps).toMatchObject(summary.steps);
    expect(Object.keys(manifest.models).length).toBeGreaterThan(0);
  });

  it("prints the step table and the receipt to whoever does not ask for JSON", async () => {
    const resident = await makeResident({ seed: "table", papers: ["kk", "ktp", "formulir-desa"] });
    const state = await makeTemporaryFolder();
    const args = ["--resident", resident, "--service", "surat-pengantar", "--state", state, "--lang", "en"];
    const { code, stdout } = await runBilik("enrol", ...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Step +standard +working +waiting/m);
    expect(stdout).toMatch(/^Package: [0-9a-f]{64}$/m);
    expect(stdout).toMatch(/^Receipt: RECEIVED \d{4}-/m);
  });
});

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl) process.stdout.write("skipped: openssl is not installed\n");

describe.skipIf(!hasOpenssl)("a delivered package in the hands of openssl", () => {
  const decrypt = (file: string, keys = "data-centre-2") => {
    const key = (suffix: string) => join(visit.state, `keys/${keys}.${suffix}`);
    const opening = ["cms", "-decrypt", "-inform", "DER", "-binary", "-in", file];
    return spawnSync("openssl", [...opening, "-recip", key("crt"), "-inkey", key("key")], { maxBuffer: 1e8 });
  };
  const verify = (signed: Uint8Array) => {
    const authority = join(visit.state, "keys/ca.crt");
    const checking = ["cms", "-verify", "-inform", "DER", "-binary", "-CAfile", authority, "-purpose", "any"];
    return spawnSync("openssl", checking, { input: signed, maxBuffer: 1e8 });
  };
  const delivered = () => packagePath(visit.state, visit.summary.packageId ?? "");

  it("opens and verifies, and is a ZIP that everybody's tools read, manifest first", async () => {
    const decrypted = decrypt(delivered());
    expect(decrypted.status, decrypted.stderr.toString()).toBe(0);
    const verified = verify(decrypted.stdout);
    expect(verified.status, verified.stderr.toString()).toBe(0);
    const archive = join(await makeTemporaryFolder("archive"), "package.zip");
    await writeFile(archive, verified.stdout);
    const manifest = await inspectManifest(visit.state, visit.summary.packageId);
    const names = ["manifest.json", ...manifest.files.map(({ name }) => name)];
    for (const listed of [listByPython(archive), listByUnzip(archive)]) {
      if (listed !== null) expect(listed).toEqual(names);
    }
  });

  it("stays shut for a key that is no recipient's", () => {
    expect(decrypt(delivered(), "booth").status).not.toBe(0);
  });

  it("stays shut once a single bit has changed", async () => {
    const sealed = await readFile(delivered());
    const damaged = join(await makeTemporaryFolder("damaged"), "damaged.p7");
    const middle = Math.floor(sealed.length / 2);
    sealed[middle] = (sealed[middle] ?? 0) ^ 0x10;
    await writeFile(damaged, sealed);
    expect(decrypt(damaged).status).not.toBe(0);
    const refused = await runBilik("package", "verify", damaged, ...keyOptions(visit.state));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^bilik: [^\n]+\n$/);
  });
});

if (!hasComposite) process.stdout.write(`skipped: no recorded resident in ${composite}\n`);

describe.skipIf(!hasComposite)("a resident composed of public sample images", () => {
  it("is enrolled with all 14 captures, the one poor finger after three attempts and with a reason", async () => {
    const state = await makeTemporaryFolder();
    const summary = await enrol(composite, state);
    expectPromisedShape(summary);
    const poor = summary.captures.filter(({ exception }) => exception !== null);
    expect(poor).toHaveLength(1);
    expect(poor).toMatchObject([{ modality: "fingerprint", position: 9, attempts: 3 }]);
    expect(poor[0]?.score).toBeLessThan(40);
    const others = summary.captures.filter(({ exception }) => exception === null);
    expect(others.every(({ attempts }) => attempts === 1)).toBe(true);
    const manifest = await inspectManifest(state, summary.packageId);
    const captured = manifest.captures.find(({ position }) => position === 9);
    expect(captured?.exception).toMatchObject({ reason: poor[0]?.exception });
    expect(captured?.exception?.operatorId).not.toBe(captured?.exception?.secondPersonId);
  }, 180_000);
});

function expectPromisedShape(summary: EnrolmentSummary): void {
  expect(Object.keys(summary)).toEqual(["visitId", "service", "steps", "captures", "packageId", "receipt"]);
  expect(summary.visitId).toMatch(/^[0-9a-f-]{36}$/);
  expect(summary.service).toBe("ktp-el");
  for (const step of summary.steps) expect(Object.keys(step)).toEqual(["id", "standardMs", "workingMs", "waitingMs"]);
  const keys = ["modality", "position", "score", "attempts", "exception"];
  for (const capture of summary.captures) expect(Object.keys(capture)).toEqual(keys);
  const targets = summary.captures.map(({ modality, position }) => [modality, position]);
  const fingers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((position) => ["fingerprint", position]);
  expect(targets).toEqual([["face", null], ...fingers, ["signature", null], ["iris", "right"], ["iris", "left"]]);
  expect(summary.packageId).toMatch(/^[0-9a-f]{64}$/);
  expect(Object.keys(summary.receipt ?? {})).toEqual(["status", "receivedAt"]);
  expect(summary.receipt?.status).toBe("RECEIVED");
  expect(Date.parse(summary.receipt?.receivedAt ?? "")).not.toBeNaN();
}

function listByPython(archive: string): readonly string[] | null {
  const script = "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(*z.namelist())";
  const { status, stdout, error } = spawnSync("python3", ["-c", script, archive]);
  if (error !== undefined) return null;
  expect(status).toBe(0);
  return stdout.toString().trim().split(" ");
}

/** Every element of a well-formed document, in its order; null where there is nobody else to ask. */
function elementsByPython(file: string): readonly string[] | null {
  const script =
    "import sys; from xml.etree import ElementTree as e; print(*[n.tag.split('}')[1] for n in e.parse(sys.argv[1]).iter()])";
  const { status, stdout, stderr, error } = spawnSync("python3", ["-c", script, file]);
  if (error !== undefined) return null;
  expect(status, stderr.toString()).toBe(0);
  return stdout.toString().trim().split(" ");
}

function listByUnzip(archive: string): readonly string[] | null {
  const tested = spawnSync("unzip", ["-tq", archive]);
  if (tested.error !== undefined) return null;
  expect(tested.status).toBe(0);
  return spawnSync("unzip", ["-Z1", archive]).stdout.toString().trim().split("\n");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
