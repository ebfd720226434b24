import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BoothState, encodeBoothState, parseBoothState } from "../../../runtime/transfer/booth-state.ts";
import { encodeBitmap } from "../../../runtime/transfer/chunk-bitmap.ts";
import { stateLengthMaxBytes, statusLengthMaxBytes } from "../../../runtime/transfer/limits.ts";
import { encodeStatus, parseStatus, type Status } from "../../../runtime/transfer/status.ts";
import type { StepEvent } from "../../../runtime/transfer/step-event.ts";
import { encodeStepEvent, parseStepEvent } from "../../../runtime/transfer/step-message.ts";
import { expectReadOrRefused, instant, refuses, sha256, stationId } from "./transfer-fixtures.ts";

const status: fc.Arbitrary<Status> = fc.oneof(
  fc.record({
    kind: fc.constant("progress" as const),
    version: fc.constant(1 as const),
    packageId: sha256,
    chunkLengthBytes: fc.integer({ min: 16_384, max: 1_048_576 }),
    cause: fc.constantFrom("chunks", "manifest", "resumed" as const),
    held: fc.uniqueArray(fc.nat(99)).map((indexes) => encodeBitmap(indexes, 100)),
    refused: fc.uniqueArray(fc.nat(1_023), { maxLength: 5 }),
    creditBytes: fc.nat(67_108_864),
  }),
  fc.record({
    kind: fc.constant("abort" as const),
    version: fc.constant(1 as const),
    packageId: sha256,
    code: fc.constantFrom("booth-unknown", "signature-invalid", "package-foreign", "hash-mismatch" as const),
  }),
);
const state: fc.Arbitrary<BoothState> = fc.record({
  version: fc.constant(1 as const),
  siteId: stationId,
  boothId: stationId,
  isOnline: fc.boolean(),
  softwareVersion: fc.stringMatching(/^[0-9a-z.-]{1,20}$/),
  isSafeMode: fc.boolean(),
  pendingCount: fc.nat(),
  at: instant,
});
const step: fc.Arbitrary<StepEvent> = fc.record({
  version: fc.constant(1 as const),
  boothId: stationId,
  visitId: fc.uuid(),
  service: fc.constantFrom("ktp-el", "ahli-waris"),
  stepId: fc.constantFrom("photo", "fingers"),
  kind: fc.constantFrom("opened", "taken", "left", "suspended", "resumed", "finished", "cancelled" as const),
  at: instant,
  role: fc.constantFrom("resident", "operator"),
  standardMs: fc.nat(),
  workingMs: fc.nat(),
  waitingMs: fc.nat(),
});

const messages = [
  { name: "status", values: status as fc.Arbitrary<object>, encode: encodeStatus as Encode, parse: parseStatus },
  {
    name: "booth state",
    values: state as fc.Arbitrary<object>,
    encode: encodeBoothState as Encode,
    parse: parseBoothState,
  },
  {
    name: "step event",
    values: step as fc.Arbitrary<object>,
    encode: encodeStepEvent as Encode,
    parse: parseStepEvent,
  },
];
type Encode = (value: object) => Buffer;

describe.each(messages)("$name", ({ values, encode, parse }) => {
  it("reads back whatever it writes", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(parse(encode(value))).toEqual(value);
      }),
    );
  });

  it("refuses what is cut or made up, and never takes a bent one for the original", () => {
    for (const value of fc.sample(values, { numRuns: 3, seed: 1 })) expectReadOrRefused(encode(value), parse);
  });

  it("refuses an unknown field: no room for personal data", () => {
    const [value] = fc.sample(values, { numRuns: 1, seed: 1 }) as [object];
    refuses(() => parse(encode({ ...value, nik: "3171234567890123" })), "message.invalid");
  });
});

it("refuses a message over its limit before reading it", () => {
  refuses(() => parseStatus(Buffer.alloc(statusLengthMaxBytes + 1, "[")), "message.invalid");
  refuses(() => parseStatus(Buffer.alloc(statusLengthMaxBytes, "[")), "message.invalid");
  refuses(() => parseBoothState(Buffer.alloc(stateLengthMaxBytes + 1, " ")), "message.invalid");
});

it("refuses another spelling of a good message", () => {
  const [value] = fc.sample(state, { numRuns: 1, seed: 1 }) as [BoothState];
  const text = encodeBoothState(value).toString();
  refuses(() => parseBoothState(Buffer.from(text.replace(",", ", "))), "message.invalid");
  refuses(() => parseBoothState(Buffer.from(`\ufeff${text}`)), "message.invalid");
  refuses(() => parseBoothState(Buffer.from(text.replace("{", '{"at":"x",'))), "message.invalid");
});
