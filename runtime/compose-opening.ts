import { randomUUID } from "node:crypto";
import { statfs } from "node:fs/promises";
import type { Storage } from "./compose-storage.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import type { Clock } from "./kernel/clock.ts";
import { BoothError } from "./kernel/errors.ts";
import type { Logger } from "./kernel/logger.ts";
import { officeDay } from "./kernel/office-day.ts";
import { deriveTraits } from "./procedure/eligibility.ts";
import { checkNik } from "./procedure/nik.ts";
import type { ServiceId } from "./procedure/service.ts";
import { services } from "./procedure/services.ts";
import type { Biodata } from "./registry/registry.ts";
import { submitOrThrow, type VisitDesk } from "./visit/visit-desk.ts";
import type { Actor, DeedOf } from "./visit/visit-event.ts";

/** Who comes, for what, and who lets them in. */
export type Opening = {
  readonly biodata: Biodata;
  readonly service: ServiceId;
  readonly by: Actor;
  /** The notice on personal data that the resident has read. */
  readonly notice?: NonNullable<DeedOf<"opened">["notice"]>;
};

type OpeningParts = {
  readonly config: BoothConfig;
  readonly storage: Pick<Storage, "journal" | "vault">;
  readonly desk: VisitDesk;
  /** On whose file system there must be room. */
  readonly dir: string;
  readonly clock: Clock;
  readonly logger: Logger;
};

/**
 * Opens a visit and returns its id; where that fails, nothing of the resident stays.
 * @throws BoothError `journal.full`, `disk.full`, `visit.refused`
 */
export async function openVisit(
  { biodata, service, by, notice }: Opening,
  { config, storage, desk, dir, clock, logger }: OpeningParts,
): Promise<string> {
  const { journal, vault } = storage;
  const { journalLimitBytes, freeSpaceMinBytes } = config.storage;
  if (!journal.hasRoomForVisit()) {
    throw new BoothError("journal.full", { usedBytes: journal.usedBytes(), limitBytes: journalLimitBytes });
  }
  await requireFreeSpace(dir, freeSpaceMinBytes);
  noteNik(biodata, logger);
  const visitId = randomUUID();
  const traits = deriveTraits(
    {
      tanggalLahir: biodata["tanggalLahir"] ?? "",
      kewarganegaraan: biodata["kewarganegaraan"] ?? "",
      statusPerkawinan: biodata["statusPerkawinan"] ?? "",
    },
    officeDay(clock.nowAt(), config.booth.timeZone),
  );
  await vault.createKey(visitId);
  try {
    const residentData = await vault.put(visitId, new TextEncoder().encode(JSON.stringify(biodata)));
    const { sopRevision } = services[service];
    await submitOrThrow(desk, visitId, {
      ...{ kind: "opened", service, sopRevision, residentData, ...traits, by },
      ...(notice === undefined ? {} : { notice }),
    });
  } catch (error) {
    await vault.destroyKey(visitId);
    throw error;
  }
  return visitId;
}

/** A strange NIK stops nobody here: people move, numbers are never reissued, and the operator has the papers. */
function noteNik(biodata: Biodata, logger: Logger): void {
  const { nik = "", tanggalLahir = "", jenisKelamin = "" } = biodata;
  const check = checkNik(nik, { tanggalLahir, jenisKelamin });
  if (!check.isValid) logger.warn("resident.nik-form", { problem: check.problem });
  else if (check.warnings.length > 0) logger.warn("resident.nik-differs", { warnings: check.warnings });
}

async function requireFreeSpace(path: string, limitBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(path);
  const freeBytes = bavail * bsize;
  if (freeBytes < limitBytes) throw new BoothError("disk.full", { path, freeBytes, limitBytes });
}
