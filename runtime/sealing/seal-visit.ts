import type { Pipelines } from "../capture/pipelines.ts";
import type { CaptureLimits } from "../config/capture-limits-config.ts";
import type { JournalHead } from "../journal/journal.ts";
import type { FingerImagePolicy, IrisImagePolicy } from "../kernel/biometric.ts";
import type { Clock } from "../kernel/clock.ts";
import type { LetterHead } from "../letters/letter.ts";
import type { NumberLetter } from "../letters/number-letters.ts";
import { renderLetter } from "../letters/render-letter.ts";
import { draftPackage } from "../record/build-package.ts";
import type { Identity } from "../record/cms/sealed-package.ts";
import type { PortraitEyesPolicy } from "../record/portrait-eye.ts";
import { keepPortraitEyes } from "../record/portrait-eyes.ts";
import { sealAside } from "../record/seal-aside.ts";
import type { Outbox, OutboxEntry } from "../uplink/outbox.ts";
import type { Vault } from "../vault/vault.ts";
import type { DeedOf } from "../visit/visit-event.ts";
import type { FinishedVisit } from "../visit/visit-state.ts";
import { composeLetter } from "./compose-letter.ts";
import { gatherContent } from "./gather-content.ts";

export type SealingParts = {
  readonly vault: Vault;
  readonly outbox: Outbox;
  readonly pipelines: Pipelines;
  readonly journalHead: () => JournalHead;
  readonly signer: Identity;
  /** Certificates (DER) of the data centres, two or more. Never the office's. */
  readonly recipients: readonly Uint8Array[];
  readonly boothId: string;
  readonly siteId: string;
  readonly letterHead: LetterHead;
  readonly numberLetter: NumberLetter;
  readonly fingerImages: FingerImagePolicy;
  readonly irisImages: IrisImagePolicy;
  readonly portraitLimitBytes: number | null;
  readonly portraitEyes: PortraitEyesPolicy;
  readonly captureLimits: CaptureLimits;
  readonly software: { readonly name: string; readonly version: string };
  readonly clock: Clock;
};

/**
 * Turns a finished visit into a sealed package in the outbox. A visit has one package: when a power cut came between
 * sealing and saying so, the package that is already there is named again.
 * @throws BoothError `vault.*`, `codec.invalid`, `disk.full`, `state.poisoned`, `model.*`
 */
export async function sealVisit(visit: FinishedVisit, parts: SealingParts): Promise<DeedOf<"package-sealed">> {
  const { outbox, clock } = parts;
  const known = outbox.findVisit(visit.visitId)?.entry;
  if (known !== undefined) return name(known);

  const newest = outbox.newest();
  const sequence = (newest?.sequence ?? 0) + 1;
  const previousPackageId = newest?.packageId ?? null;
  const createdAt = clock.nowAt();
  const content = await gatherContent(visit, parts.vault);
  const letter = composeLetter(content, { issuedAt: createdAt, number: await parts.numberLetter(visit) });
  const draft = await draftPackage(
    {
      ...content,
      portraitEyes: keepPortraitEyes(content, parts.portraitEyes),
      boothId: parts.boothId,
      siteId: parts.siteId,
      createdAt,
      sequence,
      previousPackageId,
      journalHead: parts.journalHead(),
      letters: [{ id: letter.id, pdf: await renderLetter(letter, parts.letterHead) }],
      software: parts.software,
      captureLimits: parts.captureLimits,
      models: await parts.pipelines.modelHashes(),
    },
    {
      encodeJp2: parts.pipelines.encodeJp2,
      encodeWsq: parts.pipelines.encodeWsq,
      fingerImages: parts.fingerImages,
      irisImages: parts.irisImages,
      portraitLimitBytes: parts.portraitLimitBytes,
    },
  );
  const { signer, recipients } = parts;
  const { packageId, sealed } = await sealAside(draft, { signer, recipients, signedAt: createdAt });
  const entry: OutboxEntry = {
    packageId,
    visitId: visit.visitId,
    sequence,
    previousPackageId,
    sealedAt: createdAt,
    lengthBytes: sealed.length,
  };
  await outbox.add(entry, sealed);
  return name(entry);
}

function name({ packageId, sequence, lengthBytes }: OutboxEntry): DeedOf<"package-sealed"> {
  return { kind: "package-sealed", packageId, sequence, lengthBytes };
}
