import { expect, it } from "vitest";
import type { Clock } from "../../../runtime/kernel/clock.ts";
import { createBoothCertificates } from "../../../runtime/office/booth-certificates.ts";
import { createTestAuthority } from "../../broker/test-authority.ts";

const at = (nowAt: string): Clock => ({ monotonicMs: () => 0, nowAt: () => nowAt, sleep: async () => undefined });
const january = "2026-01-01T00:00:00.000Z";
const march = "2026-03-01T00:00:00.000Z";
const inBetween = at("2026-01-15T00:00:00.000Z");

it("knows a booth by the common name of a certificate its authority signed", () => {
  const authority = createTestAuthority();
  const booth = authority.issue("bilik-01", january, march);
  const certificates = createBoothCertificates([booth.certificate], authority.certificate, inBetween);
  expect(certificates.findKey("bilik-01")?.equals(booth.certificate.publicKey)).toBe(true);
  expect(certificates.findKey("bilik-02")).toBeUndefined();
});

it("believes no certificate of another authority, and none outside its time", () => {
  const authority = createTestAuthority();
  const forged = createTestAuthority().issue("bilik-01", january, march);
  const findForged = createBoothCertificates([forged.certificate], authority.certificate, inBetween);
  expect(findForged.findKey("bilik-01")).toBeUndefined();
  const booth = authority.issue("bilik-01", january, march);
  for (const nowAt of ["2025-12-31T23:59:59.000Z", "2026-03-01T00:00:01.000Z"]) {
    const certificates = createBoothCertificates([booth.certificate], authority.certificate, at(nowAt));
    expect(certificates.findKey("bilik-01")).toBeUndefined();
  }
});

it("takes the newer of two valid certificates", () => {
  const authority = createTestAuthority();
  const old = authority.issue("bilik-01", january, march);
  const renewed = authority.issue("bilik-01", "2026-01-10T00:00:00.000Z", "2026-04-01T00:00:00.000Z");
  const both = [renewed.certificate, old.certificate];
  const certificates = createBoothCertificates(both, authority.certificate, inBetween);
  expect(certificates.findKey("bilik-01")?.equals(renewed.certificate.publicKey)).toBe(true);
});
