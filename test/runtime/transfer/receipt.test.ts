import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeReceipt, openReceipt, type Receipt } from "../../../runtime/transfer/receipt.ts";
import { signDocument } from "../../../runtime/transfer/signed-document.ts";
import { expectOnlyItself, instant, newKeys, refuses, sha256, stationId } from "./transfer-fixtures.ts";

const { privateKey, publicKey } = newKeys();

const receipt: fc.Arbitrary<Receipt> = fc
  .record({
    packageId: sha256,
    siteId: stationId,
    boothId: stationId,
    sequence: fc.nat(),
    ingestId: stationId,
    receivedAt: instant,
    ledgerHash: sha256,
    status: fc.constantFrom("RECEIVED", "ACCEPTED", "REJECTED" as const),
  })
  .map((value) => ({
    ...value,
    kind: "receipt",
    version: 1,
    code: value.status === "REJECTED" ? "signer-unknown" : null,
  }));

const [sample] = fc.sample(receipt, { numRuns: 1, seed: 3 }) as [Receipt];
const read = (bytes: Uint8Array) => openReceipt(bytes, publicKey);

describe("receipt", () => {
  it("reads back whatever the receiving end signed", () => {
    fc.assert(
      fc.property(receipt, (value) => {
        expect(read(encodeReceipt(value, privateKey))).toEqual(value);
      }),
      { numRuns: 30 },
    );
  });

  it("refuses anything cut, bent, lengthened or made up", () => {
    expectOnlyItself(encodeReceipt(sample, privateKey), read, "receipt.invalid");
  });

  it("refuses a receipt signed with any other key, even under the right key's name", () => {
    const forged = JSON.parse(encodeReceipt(sample, newKeys().privateKey).toString()) as object;
    refuses(() => read(Buffer.from(JSON.stringify(forged))), "receipt.invalid");
    const good = JSON.parse(encodeReceipt(sample, privateKey).toString()) as { readonly keyId: string };
    refuses(() => read(Buffer.from(JSON.stringify({ ...forged, keyId: good.keyId }))), "receipt.invalid");
  });

  it("names the package whose receipt it refuses", () => {
    expect(() => read(encodeReceipt(sample, newKeys().privateKey))).toThrow(sample.packageId);
  });

  it("wants a code exactly when it rejects", () => {
    const body = { ...sample, status: "REJECTED", code: null } as const;
    refuses(() => read(signDocument(body, privateKey)), "receipt.invalid");
    refuses(() => read(signDocument({ ...body, status: "ACCEPTED", code: "x" }, privateKey)), "receipt.invalid");
  });
});
