import { describe, expect, it } from "vitest";
import { sha256Hex } from "../../../../runtime/kernel/digest.ts";
import { listClips } from "../../../../runtime/kiosk/page/voice/clips.ts";
import { identifyNotice } from "../../../../runtime/kiosk/session/notice.ts";
import { languages } from "../../../../runtime/kiosk/wire/languages.ts";
import { writeNotice } from "../../../../runtime/kiosk/wire/notice-text.ts";
import { serviceIds } from "../../../../runtime/procedure/service.ts";
import { services } from "../../../../runtime/procedure/services.ts";

const office = "Kecamatan Contoh";

describe("the notice on personal data", () => {
  it.each(serviceIds)("of %s says who, why, what, how long and which rights, in every language", (service) => {
    for (const language of languages) {
      const sections = writeNotice(service, office, language);
      expect(sections).toHaveLength(5);
      expect(sections.filter(({ title, text }) => title === "" || text === "")).toEqual([]);
      expect(sections.flatMap((one) => one.office ?? [])).toEqual([office]);
      const clips = new Map(listClips(language).map(({ name, text }) => [name, text]));
      expect(sections.filter(({ topic, text }) => clips.get(`notice.${topic}`)?.endsWith(text) !== true)).toEqual([]);
    }
  });

  it("tells of face, fingers and eyes as recorded exactly where the service records them", () => {
    const recorded = serviceIds.filter((service) =>
      services[service].steps.some(({ acts }) => acts.includes("irises")),
    );
    const told = serviceIds.filter((service) =>
      writeNotice(service, office, "id").some(({ text }) => text.includes("iris mata")),
    );
    expect(told).toEqual(recorded);
    expect(writeNotice("ahli-waris", office, "id")[2]?.text).toContain("tidak direkam");
  });

  it("is known by a hash of what is shown: another purpose or office is another notice", () => {
    const [ktp, heirs, crowd] = (["ktp-el", "ahli-waris", "izin-keramaian"] as const).map(
      (service) => identifyNotice(service, office).hash,
    );
    expect(ktp).toMatch(/^[0-9a-f]{64}$/);
    expect(heirs).not.toBe(ktp);
    expect(crowd).toBe(heirs);
    expect(identifyNotice("ktp-el", "Kecamatan Lain").hash).not.toBe(ktp);
    const shown = languages.map((language) => [language, writeNotice("ktp-el", office, language)]);
    expect(sha256Hex(JSON.stringify(shown))).toBe(ktp);
  });
});
