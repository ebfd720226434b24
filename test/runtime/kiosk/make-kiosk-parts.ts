import { randomUUID } from "node:crypto";
import type { OperatorRole } from "../../../runtime/access/operator-book.ts";
import { parseBoothConfig } from "../../../runtime/config/booth-config.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import type { KioskParts } from "../../../runtime/kiosk/kiosk-parts.ts";
import { residentActor } from "../../../runtime/kiosk/offers/find-offers.ts";
import type { Biodata } from "../../../runtime/registry/registry.ts";
import { createRegisterSearch } from "../../../runtime/registry/search-register.ts";
import type { VisitDesk } from "../../../runtime/visit/visit-desk.ts";
import { createManualClock, type ManualClock } from "../../manual-clock.ts";
import { openTestDesk } from "../visit/desk-rig.ts";
import { openingOf, policy } from "../visit/play-visit.ts";

/** A resident whom the register of the rig knows; region 99 is no office's. */
export const knownNik = "9901014101900001";
export const knownResident: Biodata = {
  nik: knownNik,
  namaLengkap: "SITI CONTOH",
  tempatLahir: "KARANG MULYA",
  tanggalLahir: "1990-01-01",
  jenisKelamin: "P",
};
/** Whose booth the rig is. */
export const office = "Kecamatan Contoh";
export const unknownNik = "9901014101900002";

/** Officers of the rig; the PIN of each is this. */
export const pin = "246810";
const officers: readonly { readonly id: string; readonly role: OperatorRole }[] = [
  { id: "operator-satu", role: "operator" },
  { id: "operator-dua", role: "operator" },
  { id: "kasi-satu", role: "kasi" },
];

export type KioskRigParts = KioskParts & { readonly clock: ManualClock; readonly desk: VisitDesk };

/** All that a kiosk needs, in memory: people whose PIN is known, a register of one resident, visits that are opened on the desk. */
export async function makeKioskParts(parts: Partial<KioskParts> = {}): Promise<KioskRigParts> {
  const clock = createManualClock();
  const desk = parts.desk ?? (await openTestDesk({ clock, admit: () => null }));
  const biodataOf = new Map<string, Biodata>();
  const verifyPin = async (id: string, given: string) => {
    const officer = officers.find((one) => one.id === id);
    return officer !== undefined && given === pin
      ? { kind: "granted" as const, ...officer }
      : { kind: "refused" as const };
  };
  return {
    office,
    policy,
    portraitEyes: { isKept: false, irisDiameterMinPx: 80 },
    limits: {
      fingerprintScoreMin: 40,
      irisScoreMin: 60,
      faceScoreMin: 0,
      signatureScoreMin: 0,
      attemptsMax: 3,
      fingersBy: "finger",
    },
    people: {
      list: () => officers.map((officer) => ({ ...officer, hasPin: true, fingers: [] })),
      verifyPin,
      verifyFinger: async () => ({ kind: "refused" }),
      attest: async (visitId, proof) => {
        const { id } = proof;
        const result = await verifyPin(id, "pin" in proof ? proof.pin : "");
        if (result.kind !== "granted") return result;
        const by = { role: result.role, id };
        const refusal = await desk.submit(visitId, { kind: "operator-attested", by, method: "pin" });
        return refusal === null ? { kind: "attested" } : { kind: "not-taken", refusal };
      },
    },
    residents: {
      find: async (nik) => (nik === knownNik ? { kind: "found", biodata: knownResident } : { kind: "unknown" }),
      findRegistered: async () => ({ kind: "found", biodata: { ...knownResident, tempatLahir: "PANGKALAN BUN" } }),
      search: createRegisterSearch([{ biodata: knownResident, isRecorded: false }]),
      readCodes: async () => ["https://example.invalid/?n=9901014101900000", `KK;${knownNik}`],
      openVisit: async ({ biodata, service, notice }) => {
        const visitId = randomUUID();
        const opening = openingOf(service);
        const refusal = await desk.submit(visitId, { ...opening, notice, by: residentActor } as typeof opening);
        if (refusal !== null) {
          const { cause, nextAction, override } = refusal;
          throw new BoothError("visit.refused", { event: "opened", cause, nextAction, override: override ?? "-" });
        }
        biodataOf.set(visitId, biodata);
        return visitId;
      },
      read: async (visitId) => biodataOf.get(visitId) ?? knownResident,
    },
    readStill: async () => null,
    letters: { stateOf: () => null, print: () => false, onChange: () => () => undefined },
    isSlipOut: () => false,
    line: () => ({ isConnected: true, pending: 0 }),
    devices: { status: () => [], onChange: () => () => undefined },
    conditions: () => [],
    outOfService: null,
    signs: { show: () => undefined, onHelp: () => () => undefined },
    page: { camera: null, ink: null },
    signatureSurface: () => "pad",
    demo: null,
    stages: null,
    timing: parseBoothConfig({}, "test").kiosk.timing,
    logger: createSilentLogger(),
    ...parts,
    clock,
    desk,
  };
}
