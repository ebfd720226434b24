import { BoothError } from "../../../runtime/kernel/errors.ts";
import { failAsReported } from "../device-report.ts";
import { takeTurns } from "../take-turns.ts";
import type { SbiDevice } from "./find-sbi-device.ts";
import { chainRecordHash } from "./record-hash.ts";
import {
  type CaptureData,
  type CaptureReply,
  captureDataSchema,
  captureReplySchema,
  type DigitalId,
  digitalIdSchema,
} from "./sbi-messages.ts";
import { sbiReports } from "./sbi-reports.ts";
import type { SbiKind } from "./scan-sbi-ports.ts";
import { type JwsTrust, verifyJws } from "./verify-jws.ts";

/** What was asked of which device; the answer is held against it. */
export type CaptureExpectation = {
  readonly kind: SbiKind;
  /** Fingers or eyes by the protocol's names; empty for a face. */
  readonly names: readonly string[];
  readonly transactionId: string;
  readonly previousHash: string;
  readonly found: SbiDevice;
  readonly trust: JwsTrust;
  readonly timeoutMs: number;
};

/** One record that has passed every check. */
export type CheckedRecord = {
  /** The finger or eye by the protocol's name; empty for a face. */
  readonly name: string;
  /** The device's quality figure, 0 to 100. */
  readonly score: number;
  /** ISO/IEC 19794:2011, part 4, 5 or 6. */
  readonly record: Uint8Array;
  readonly hash: string;
};

/** The standard's tolerance between the device's clock and ours. */
const clockSkewMaxMs = 300_000;
const recordBytes = { min: 60, max: 32 * 1_048_576 } as const;
const formatMarks = { Finger: "FIR\0", Iris: "IIR\0", Face: "FAC\0" } as const satisfies Record<SbiKind, string>;

/**
 * Holds a capture's answer against what was asked: that each message is signed by the very device, for this transaction
 * and now; that what was asked for came, once each, and nothing else; that the records chain; that each is of its format.
 * @throws BoothError the reported failure; `driver.untrusted` where origin, time or chain do not hold;
 *   `driver.malformed` where it is not the answer to the question
 */
export async function checkCapture(answer: unknown, expected: CaptureExpectation): Promise<readonly CheckedRecord[]> {
  const { trust, names, kind } = expected;
  const { device } = trust;
  const parsed = captureReplySchema.safeParse(answer);
  if (!parsed.success) throw new BoothError("driver.malformed", { device, problem: "a capture that is none" });
  const { biometrics } = parsed.data;
  for (const { error } of biometrics) if (error !== null) throw failAs(error, expected);

  const wantedCount = kind === "Face" ? 1 : names.length;
  if (biometrics.length !== wantedCount) {
    throw new BoothError("driver.malformed", { device, problem: `${biometrics.length} of ${wantedCount} asked for` });
  }
  let previousHash = expected.previousHash;
  const checked: CheckedRecord[] = [];
  for (const biometric of biometrics) {
    const one = await checkOne(biometric, previousHash, expected);
    if (checked.some(({ name }) => name === one.name)) {
      throw new BoothError("driver.malformed", { device, problem: `${one.name} came twice` });
    }
    checked.push(one);
    previousHash = one.hash;
  }
  return checked;
}

async function checkOne(
  { specVersion, data, hash }: CaptureReply["biometrics"][number],
  previousHash: string,
  expected: CaptureExpectation,
): Promise<CheckedRecord> {
  const { trust, found } = expected;
  const { device } = trust;
  const parsed = captureDataSchema.safeParse(await verifyJws(data, "capture", trust));
  if (!parsed.success) throw new BoothError("driver.malformed", { device, problem: "a capture without its fields" });
  const digitalId = digitalIdSchema.safeParse(await verifyJws(parsed.data.digitalId, "digital id", trust));
  if (!digitalId.success)
    throw new BoothError("driver.malformed", { device, problem: "a digital id without its fields" });

  const doubt = findDoubt(parsed.data, digitalId.data, expected);
  if (doubt !== null) throw new BoothError("driver.untrusted", { device, problem: doubt });
  const score = parsed.data.qualityScore.trim() === "" ? Number.NaN : Number(parsed.data.qualityScore);
  const misfit = specVersion === found.specVersion ? findMisfit(parsed.data, score, expected) : "another version";
  if (misfit !== null) throw new BoothError("driver.malformed", { device, problem: misfit });

  await takeTurns();
  const record = readRecordBytes(parsed.data.bioValue, expected);
  const ownHash = chainRecordHash(previousHash, record);
  if (hash.toUpperCase() !== ownHash) {
    throw new BoothError("driver.untrusted", { device, problem: "its chain of hashes is broken" });
  }
  const name = expected.kind === "Face" ? "" : parsed.data.bioSubType;
  return { name, score, record, hash: ownHash };
}

/** Who, for whom and when: what a replayed or foreign capture gets wrong. */
function findDoubt(data: CaptureData, digitalId: DigitalId, { transactionId, found, trust }: CaptureExpectation) {
  if (data.transactionId !== transactionId) return "a capture of another transaction";
  const isSame = identityFields.every((field) => digitalId[field] === found.digitalId[field]);
  if (!isSame || data.deviceCode !== found.info.deviceCode) return "a capture of another device";
  if (data.env !== found.info.env || data.purpose !== "Registration") return "a capture for another purpose";
  const skewMs = Math.abs(Date.parse(data.timestamp) - Date.parse(trust.nowAt));
  return skewMs <= clockSkewMaxMs ? null : "its clock differs by more than 5 minutes";
}

const identityFields = ["serialNo", "make", "model", "type", "deviceProviderId"] as const satisfies (keyof DigitalId)[];

function findMisfit({ bioType, bioSubType }: CaptureData, score: number, { kind, names }: CaptureExpectation) {
  if (bioType !== kind) return "another biometric than asked for";
  if (kind !== "Face" && !names.includes(bioSubType)) return "a finger or eye that was not asked for";
  return score >= 0 && score <= 100 ? null : "a quality beyond 0 to 100";
}

function readRecordBytes(bioValue: string, { kind, trust: { device } }: CaptureExpectation): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(bioValue, "base64url"));
  const mark = new TextDecoder("latin1").decode(bytes.subarray(0, 4));
  const isSane = bytes.length >= recordBytes.min && bytes.length <= recordBytes.max && mark === formatMarks[kind];
  if (!isSane) throw new BoothError("driver.malformed", { device, problem: "not a record of its format" });
  const statedBytes = new DataView(bytes.buffer).getUint32(8);
  if (statedBytes === bytes.length) return bytes;
  throw new BoothError("driver.malformed", { device, problem: "a record shorter or longer than it says" });
}

function failAs(code: string, { kind, names, trust: { device }, timeoutMs }: CaptureExpectation): BoothError {
  const target = names.length === 0 ? kind : names.join(", ");
  return failAsReported(sbiReports, `sbi:${code}`, { device, operation: "capture", timeoutMs, target });
}
