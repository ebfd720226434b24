import type { ActId, Service, ServiceId } from "./service.ts";
import { ktpElService } from "./service-ktp-el.ts";
import { coverLetterService, crowdPermitService, heirLetterService } from "./service-letters.ts";

/** Every service the booth offers; one engine runs them all. */
export const services: Readonly<Record<ServiceId, Service>> = {
  "ktp-el": ktpElService,
  "surat-pengantar": coverLetterService,
  "ahli-waris": heirLetterService,
  "izin-keramaian": crowdPermitService,
};

const captureActs: readonly ActId[] = ["photo", "fingers", "signature", "irises"];

/** Whether a service captures the resident's biometrics; a letter needs papers only. */
export function capturesBiometrics(service: ServiceId): boolean {
  return services[service].steps.some(({ acts }) => acts.some((act) => captureActs.includes(act)));
}
