import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { expect } from "vitest";
import { BoothError, type FailureCode } from "../../../runtime/kernel/errors.ts";

export const newKeys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

export const stationId = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
export const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);
export const instant = fc
  .date({ min: new Date("2020-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Cuts, bends, lengthens and replaces a good message in every way; none may be read, none may throw anything else. */
export function expectOnlyItself(message: Buffer, parse: (bytes: Uint8Array) => unknown, code: FailureCode): void {
  expect(() => parse(message)).not.toThrow();
  for (let length = 0; length < message.length; length += 1) refuses(() => parse(message.subarray(0, length)), code);
  for (let offset = 0; offset < message.length; offset += 1) {
    const bent = Buffer.from(message);
    bent[offset] = (bent[offset] ?? 0) ^ 0x10;
    refuses(() => parse(bent), code);
  }
  refuses(() => parse(Buffer.concat([message, Buffer.from(" ")])), code);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => refuses(() => parse(garbage), code)),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.json(), (json) => refuses(() => parse(Buffer.from(json)), code)),
    { numRuns: 200 },
  );
}

/** As `expectOnlyItself`, for messages without a checksum: a bent one may be read, but as another value. */
export function expectReadOrRefused(message: Buffer, parse: (bytes: Uint8Array) => unknown): void {
  const value = parse(message);
  for (let length = 0; length < message.length; length += 1) {
    refuses(() => parse(message.subarray(0, length)), "message.invalid");
  }
  fc.assert(
    fc.property(fc.nat(message.length - 1), fc.integer({ min: 1, max: 255 }), (offset, change) => {
      const bent = Buffer.from(message);
      bent[offset] = (bent[offset] ?? 0) ^ change;
      const result = attempt(() => parse(bent));
      if (result instanceof BoothError) {
        expect(result.code).toBe("message.invalid");
        return;
      }
      expect(result).not.toEqual(value);
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => refuses(() => parse(garbage), "message.invalid")),
    { numRuns: 200 },
  );
}

function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    if (error instanceof BoothError) return error;
    throw error;
  }
}

export function refuses(act: () => unknown, code: FailureCode): void {
  const result = attempt(act);
  expect(result).toBeInstanceOf(BoothError);
  expect((result as BoothError).code).toBe(code);
}
