import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFingerprintSbi, type FingerprintSbi } from "../../drivers/fingerprint/fingerprint-sbi.ts";
import { createEmulatorKeys } from "../../drivers/transport/sbi-emulator/emulator-keys.ts";
import { createSbiEmulator, type SbiEmulator } from "../../drivers/transport/sbi-emulator/sbi-emulator.ts";
import { decodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { readSbiFinger } from "../../runtime/compose-devices/read-sbi-records.ts";
import { composeEmulatedPerson } from "../../runtime/compose-sbi-emulator.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../runtime/kernel/logger.ts";
import type { VisitDeed } from "../../runtime/visit/visit-event.ts";
import { type DemoBooth, openDemoBooth, type Played, visitTimeoutMs } from "./demo-booth.ts";

const clock = createSystemClock();
let emulator: SbiEmulator;
let reader: FingerprintSbi;
let booth: DemoBooth;
/** Whose hands lie on the slab: somebody else's in each visit, or the second would be found to be the first. */
let person = composeEmulatedPerson(null, "first");

/** A booth whose fingerprint device is a slab behind SBI; everything else of it is simulated. */
beforeAll(async () => {
  const keys = await createEmulatorKeys(clock.nowAt());
  emulator = createSbiEmulator({
    ...{ clock, keys, port: 0, models: ["slab"], captureDelayMs: 20 },
    makeRecord: (order) => person.makeRecord(order),
    makeView: (order) => person.makeView(order),
  });
  const port = await emulator.plugIn();
  reader = createFingerprintSbi({
    ...{ clock, logger: createSilentLogger(), serial: null, slowFactor: 1, ports: { first: port, last: port } },
    ...{ environment: "Developer", requestedScore: 40, captureTimeoutMs: 5_000 },
    readAuthorities: async () => [new X509Certificate(keys.authorityPem)],
    readRecord: readSbiFinger(decodeJp2),
  });
  await reader.open();
  const { slaps, ...fingerprint } = reader;
  booth = await openDemoBooth({ fingerprint, slapReader: slaps });
}, 120_000);
afterAll(async () => {
  await booth.close();
  await reader.close();
  await emulator.close();
});

const ofKind = <K extends VisitDeed["kind"]>({ deeds }: Played, kind: K) =>
  deeds.filter((deed): deed is Extract<VisitDeed, { readonly kind: K }> => deed.kind === kind);
const slaps = (played: Played) =>
  ofKind(played, "slap-captured").map(
    ({ slap, fingers }) => `${slap}: ${fingers.map(({ target }) => target).join(" ")}`,
  );

describe("a visit over an SBI slab", { timeout: visitTimeoutMs }, () => {
  it("takes ten fingers by four, four and two, each recorded and judged by itself, and compares index fingers", async () => {
    const played = await booth.play("good");
    if (played.end.phase !== "closed") throw new Error(`ended ${played.end.phase}`);
    const fingers = played.end.visit.captures.filter(({ target }) => target.startsWith("finger-"));
    expect(slaps(played).slice(0, 1)).toEqual(["right-four: finger-02 finger-03 finger-04 finger-05"]);
    expect(new Set(slaps(played).map((slap) => slap.split(":")[0]))).toEqual(
      new Set(["right-four", "left-four", "thumbs"]),
    );
    expect(fingers).toHaveLength(10);
    expect(new Set(fingers.map(({ capture }) => capture.blob.hash)).size).toBe(10);
    expect(fingers.every(({ capture }) => capture.passed && capture.isSimulated)).toBe(true);
    expect(ofKind(played, "captured").some(({ target }) => target.startsWith("finger-"))).toBe(false);
    expect(ofKind(played, "resident-compared").every(({ decision }) => decision === "match")).toBe(true);
  });

  it("asks for no finger that is missing: it travels as an exception", async () => {
    person = composeEmulatedPerson(null, "second");
    const played = await booth.play("missing-fingers");
    if (played.end.phase !== "closed") throw new Error(`ended ${played.end.phase}`);
    const left = ofKind(played, "slap-captured").filter(({ slap }) => slap === "left-four");
    expect(left.at(-1)?.fingers.map(({ target }) => target)).toEqual(["finger-07"]);
    expect(played.end.visit.exceptions.map(({ target }) => target)).toEqual(["finger-08", "finger-09", "finger-10"]);
    const last = emulator.requests().findLast(({ deviceSubId, names }) => deviceSubId === "1" && names.length === 1);
    expect(last?.exceptions).toEqual(["Left MiddleFinger", "Left RingFinger", "Left LittleFinger"]);
  });
});
