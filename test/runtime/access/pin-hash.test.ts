import { describe, expect, it } from "vitest";
import { hashPin, isPin } from "../../../runtime/access/pin-hash.ts";

describe("a PIN's hash", () => {
  it("knows its PIN and no other, and never two hashes are the same", async () => {
    const [known, again] = [await hashPin("246810"), await hashPin("246810")];
    expect(await isPin("246810", known)).toBe(true);
    for (const wrong of ["246811", "24681", "2468100", ""]) expect(await isPin(wrong, known)).toBe(false);
    expect(again.hash).not.toBe(known.hash);
    expect(JSON.stringify(known)).not.toContain("246810");
  });

  it("is the one that another implementation of scrypt gives", async () => {
    // RFC 7914, section 12, third vector, cut to 32 bytes.
    const vector = {
      salt: Buffer.from("SodiumChloride").toString("base64"),
      hash: Buffer.from("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2", "hex").toString("base64"),
      cost: 16_384,
      blockSize: 8,
      parallelization: 1,
    };
    expect(await isPin("pleaseletmein", vector)).toBe(true);
    expect(await isPin("pleaseletmeout", vector)).toBe(false);
  });

  it("of nobody fits nothing, not even an empty one", async () => {
    expect(await isPin("", null)).toBe(false);
    expect(await isPin("000000", null)).toBe(false);
  });
});
