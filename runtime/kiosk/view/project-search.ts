import { maskNik } from "../../letters/letter.ts";
import type { KioskParts } from "../kiosk-parts.ts";
import type { KioskMemory } from "../session/kiosk-memory.ts";
import { isAtIdentify } from "../session/take-session-intent.ts";
import type { RegisterSearchView } from "../wire/view/operator-view.ts";

/** The register's list as an officer sees it; null where there is none, or nobody at the screen who is asked for a number. */
export function projectSearch(
  memory: KioskMemory,
  { residents }: Pick<KioskParts, "residents">,
): RegisterSearchView | null {
  const { listed } = memory;
  if (residents.search === null || !isAtIdentify(memory)) return null;
  if (listed === null) return { state: "idle" };
  if (listed.kind === "too-short") {
    const { lettersMin, digitsMin } = listed;
    return { state: "too-short", lettersMin, digitsMin };
  }
  const found = listed.found.map(({ entry, biodata }) => ({
    entry,
    name: biodata["namaLengkap"] ?? "",
    nik: maskNik(biodata["nik"] ?? ""),
    birthDate: biodata["tanggalLahir"] ?? "",
    village: biodata["kelurahanDesa"] ?? "",
  }));
  return { state: "searched", found, isMore: listed.isMore };
}
