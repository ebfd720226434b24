import { checkNik } from "../../procedure/nik.ts";

/**
 * The first NIK in what codes say: sixteen digits in a row that can be one. A hint like what somebody types, and looked up
 * like it; an address in a code is never followed.
 */
export function findNik(texts: readonly string[]): string | null {
  for (const text of texts) {
    for (const [digits] of text.matchAll(/(?<!\d)\d{16}(?!\d)/g)) {
      if (checkNik(digits, { tanggalLahir: "", jenisKelamin: "" }).isValid) return digits;
    }
  }
  return null;
}
