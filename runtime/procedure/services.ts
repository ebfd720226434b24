import type { Service, ServiceId } from "./service.ts";
import { ktpElService } from "./service-ktp-el.ts";
import { coverLetterService, crowdPermitService, heirLetterService } from "./service-letters.ts";

/** Every service the booth offers; one engine runs them all. */
export const services: Readonly<Record<ServiceId, Service>> = {
  "ktp-el": ktpElService,
  "surat-pengantar": coverLetterService,
  "ahli-waris": heirLetterService,
  "izin-keramaian": crowdPermitService,
};
