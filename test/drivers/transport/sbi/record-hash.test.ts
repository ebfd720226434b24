import { expect, it } from "vitest";
import { chainRecordHash } from "../../../../drivers/transport/sbi/record-hash.ts";

it("chains records as coreutils' sha256sum does by hand", () => {
  const record = new TextEncoder().encode("FIR\0 020\0 record");
  const first = chainRecordHash("", record);
  expect(first).toBe("12EDF89361C2E223B61B2C039FA5B5E8871642888321797275EC44128F17318C");
  const second = chainRecordHash(first, record);
  expect(second).toBe("29F5FA13F611782E0F40F8EA1519F4969E28CFF3886CC2511F43676B5812859A");
  expect(chainRecordHash(first.toLowerCase(), record)).toBe(second);
  expect(chainRecordHash("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", record)).toBe(first);
});
