import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { decodeWsq } from "../../pipelines/codec/wsq/decode-wsq.ts";
import { readFingerRecord } from "../../runtime/record/iso/finger-record.ts";
import { writeConfig } from "./configuration.ts";
import { enrol, inspectManifest, keyOptions, packagePath } from "./enrol.ts";
import { exceptOthers, makeResident } from "./make-resident.ts";
import { runBilik } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const timeoutMs = 240_000;

it("sends fingers as WSQ where the office wants it, scored as they came from the sensor", {
  timeout: timeoutMs,
}, async () => {
  const resident = await makeResident({ seed: "wsq", fingers: [2, 7], exceptions: exceptOthers([2, 7]) });
  const folder = await makeTemporaryFolder();
  const enrolAs = async (name: string, fingerImages: string) => {
    const state = join(folder, name);
    const config = await writeConfig({ record: { fingerImages }, logLevel: "silent" });
    return { state, summary: await enrol(resident, state, "--config", config) };
  };
  const { state, summary } = await enrolAs("wsq", "wsq-0.75");

  const manifest = await inspectManifest(state, summary.packageId);
  const fingers = manifest.captures.filter(({ modality }) => modality === "fingerprint");
  expect(fingers.map((finger) => ("compression" in finger ? finger.compression : null))).toEqual([
    { kind: "wsq", bitsPerPixel: 0.75 },
    { kind: "wsq", bitsPerPixel: 0.75 },
  ]);

  const file = packagePath(state, summary.packageId ?? "");
  const verified = await runBilik("package", "verify", file, ...keyOptions(state), "--json");
  expect(JSON.parse(verified.stdout)).toMatchObject({ isSound: true });

  const opened = join(folder, "opened");
  expect(await runBilik("package", "open", file, "--out", opened, ...keyOptions(state))).toMatchObject({ code: 0 });
  const record = readFingerRecord(await readFile(join(opened, "finger-02.fir")));
  const { image, comments } = decodeWsq(record.image);
  expect([image.widthPx, image.heightPx]).toEqual([record.widthPx, record.heightPx]);
  expect(comments[1]).toMatch(/^SIMULATED /);

  const lossless = await enrolAs("lossless", "jpeg-2000-lossless");
  expect(scoresOf(summary)).toEqual(scoresOf(lossless.summary));
});

function scoresOf({ captures }: Awaited<ReturnType<typeof enrol>>) {
  return captures.map(({ modality, position, score }) => ({ modality, position, score }));
}
