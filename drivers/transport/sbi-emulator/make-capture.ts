import { createHash } from "node:crypto";
import type { CaptureRequest } from "./capture-request.ts";
import {
  describeDigitalId,
  type EmulatedKind,
  emulatorEnvironment,
  emulatorSpecVersion,
  formatSeconds,
  success,
} from "./emulated-device.ts";
import type { EmulatorCertificate, EmulatorKeys } from "./emulator-keys.ts";
import type { CaptureFault } from "./sbi-fault.ts";

/** What a capture shows. */
export type RecordOrder = {
  readonly kind: EmulatedKind;
  /** Finger or eye by the protocol's names; empty for a face. */
  readonly name: string;
  readonly profile: string;
  /** UTC ISO 8601. */
  readonly capturedAt: string;
};

/** Makes an ISO/IEC 19794:2011 record without quality blocks: part 4 for a finger, 5 for a face, 6 for an eye. */
export type MakeRecord = (order: RecordOrder) => Promise<Uint8Array>;

export type CaptureParts = {
  readonly sign: EmulatorKeys["sign"];
  readonly makeRecord: MakeRecord;
  readonly nowAt: string;
  readonly fault: CaptureFault | null;
};

/** The answer to a capture request that has been read, with the fault that is due in it. */
export async function makeCapture(request: CaptureRequest, parts: CaptureParts): Promise<object> {
  const { fault } = parts;
  let previous = request.previousHash;
  const biometrics: object[] = [];
  for (const name of nameAll(request.names, fault)) {
    const { biometric, hash } = await makeBiometric(name, previous, { request, parts });
    biometrics.push(biometric);
    previous = hash;
  }
  return { biometrics };
}

/** A capture that failed, as the protocol says it: one entry with nothing but the error. */
export function makeFailedCapture(code: string): object {
  const error = { errorCode: code, errorInfo: "No Description available." };
  return { biometrics: [{ specVersion: "", data: "", hash: "", error }] };
}

function nameAll(names: readonly string[], fault: CaptureFault | null): readonly string[] {
  if (fault === "doubled") return [...names, names[0] ?? ""];
  if (fault === "missing") return names.slice(1);
  return fault === "reversed" ? names.toReversed() : names;
}

const skewMs = 6 * 60_000;

async function makeBiometric(
  name: string,
  previousHash: string,
  { request, parts }: { readonly request: CaptureRequest; readonly parts: CaptureParts },
) {
  const { device, transactionId, requestedScore } = request;
  const { fault, nowAt, sign } = parts;
  const made = await parts.makeRecord({ kind: device.kind, name, profile: device.profile, capturedAt: nowAt });
  const record = damageRecord(made, device.kind, fault);
  const shown = fault === "other-digital-id" ? { ...device, serial: `${device.serial}-OTHER` } : device;
  const at = fault === "stale-timestamp" ? new Date(Date.parse(nowAt) - skewMs).toISOString() : nowAt;
  const certificate = certificateFor(fault);
  const payload = {
    digitalId: sign(describeDigitalId(shown, nowAt), certificate),
    deviceCode: device.serial,
    deviceServiceVersion: emulatorSpecVersion,
    bioType: device.kind,
    ...(device.kind === "Face" ? {} : { bioSubType: fault === "other-finger" ? "UNKNOWN" : name }),
    purpose: "Registration",
    env: emulatorEnvironment,
    bioValue: Buffer.from(record).toString("base64url"),
    transactionId: fault === "other-transaction" ? "00000000-replayed" : transactionId,
    timestamp: formatSeconds(at),
    requestedScore: formatScore(requestedScore),
    qualityScore: formatScore(String(device.qualityScore)),
  };
  const data = sign(payload, certificate);
  const hash = chain(fault === "broken-chain" ? "00".repeat(32) : previousHash, record);
  const isBad = fault === "bad-signature";
  return {
    hash,
    biometric: { specVersion: emulatorSpecVersion, data: isBad ? spoil(data) : data, hash, error: success },
  };
}

function certificateFor(fault: CaptureFault | null): EmulatorCertificate {
  if (fault === "expired-certificate") return "expired";
  return fault === "unchained-certificate" ? "unchained" : "sound";
}

/** Where the width of the image stands in a record without quality blocks. */
const widthOffsets = { Finger: 49, Iris: 41, Face: 55 } as const satisfies Record<EmulatedKind, number>;

function damageRecord(record: Uint8Array, kind: EmulatedKind, fault: CaptureFault | null): Uint8Array {
  if (fault === "truncated-record") return record.slice(0, record.length >> 1);
  if (fault !== "wrong-geometry") return record;
  const misshapen = record.slice();
  const width = new DataView(misshapen.buffer, widthOffsets[kind]);
  width.setUint16(0, width.getUint16(0) + 8);
  return misshapen;
}

function chain(previousHash: string, record: Uint8Array): string {
  const hash = (...parts: readonly Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
  const previous = previousHash === "" ? hash() : Buffer.from(previousHash, "hex");
  return hash(previous, hash(record)).toString("hex").toUpperCase();
}

/** One bit of the signature, in its middle. */
function spoil(compact: string): string {
  const at = compact.lastIndexOf(".") + 100;
  return `${compact.slice(0, at)}${compact[at] === "A" ? "B" : "A"}${compact.slice(at + 1)}`;
}

/** Scores are written with a decimal, and as text. */
function formatScore(score: string): string {
  const value = Number(score);
  return Number.isFinite(value) ? value.toFixed(1) : score;
}
