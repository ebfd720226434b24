import fc from "fast-check";
import { expect, it } from "vitest";
import { BoothError } from "../../../../runtime/kernel/errors.ts";

export type RecordRig = {
  readonly write: () => Promise<Uint8Array>;
  readonly read: (bytes: Uint8Array) => unknown;
};

/** What every record reader promises about bytes that are not a record. */
export function testRecordContract({ write, read }: RecordRig): void {
  it("refuses a record torn at any byte with record.invalid", async () => {
    const whole = await write();
    for (let lengthBytes = 0; lengthBytes < whole.length; lengthBytes += 1) {
      expect(() => read(whole.subarray(0, lengthBytes))).toThrow("record.invalid");
    }
  });

  it("refuses a byte too many", async () => {
    const whole = await write();
    expect(() => read(Buffer.concat([whole, Uint8Array.of(0)]))).toThrow("record.invalid");
  });

  it("meets any changed bytes with a record or record.invalid, never anything else", async () => {
    const whole = await write();
    const change = fc.record({ offset: fc.nat(whole.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = whole.slice();
        for (const { offset, byte } of changes) changed[offset] = byte;
        readOrRefuse(read, changed);
      }),
      { numRuns: 2_000 },
    );
  });

  it("meets arbitrary bytes with record.invalid", async () => {
    const whole = await write();
    fc.assert(
      fc.property(fc.nat(40), fc.uint8Array({ maxLength: 300 }), (kept, noise) => {
        expect(() => read(Buffer.concat([whole.subarray(0, kept), noise]))).toThrow("record.invalid");
      }),
      { numRuns: 500 },
    );
  });
}

function readOrRefuse(read: RecordRig["read"], bytes: Uint8Array): void {
  try {
    read(bytes);
  } catch (error) {
    if (!(error instanceof BoothError) || error.code !== "record.invalid") throw error;
  }
}
