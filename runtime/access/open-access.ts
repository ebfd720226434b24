import type { Minutia } from "../../pipelines/fingerprint/extract-minutiae.ts";
import type { Journal } from "../journal/journal.ts";
import type { FingerPosition } from "../kernel/biometric.ts";
import type { Clock } from "../kernel/clock.ts";
import { BoothError } from "../kernel/errors.ts";
import { createWriteQueue } from "../kernel/write-queue.ts";
import type { Settings } from "../settings/settings.ts";
import { countFailure, type Lock, openLock, remainingMs } from "./lockout.ts";
import { type Credentials, type OperatorBook, type OperatorRole, operatorBookSchema } from "./operator-book.ts";
import { hashPin, isPin } from "./pin-hash.ts";
import type { CredentialSeal } from "./seal-credentials.ts";

export type AccessMethod = "pin" | "fingerprint";
export type OperatorEntry = {
  readonly id: string;
  readonly role: OperatorRole;
  readonly hasPin: boolean;
  readonly fingers: readonly FingerPosition[];
};

/** A refusal never says whether the id, the PIN or the finger was wrong. */
export type AccessResult =
  | { readonly kind: "granted"; readonly id: string; readonly role: OperatorRole }
  | { readonly kind: "refused" }
  | { readonly kind: "locked"; readonly remainingMs: number };

export type NewOperator = {
  readonly id: string;
  readonly role: OperatorRole;
  /** 6 to 12 digits, or null for fingers alone. */
  readonly pin: string | null;
  readonly fingers: readonly { readonly position: FingerPosition; readonly minutiae: readonly Minutia[] }[];
};

/** Score of a probe against each print, 0 to 100: minutiae at 500 pixels an inch. */
export type ScoreFingers = (
  probe: readonly Minutia[],
  prints: readonly (readonly Minutia[])[],
) => Promise<readonly number[]>;

export type AccessParts = {
  readonly book: Settings<OperatorBook>;
  readonly seal: CredentialSeal;
  readonly journal: Pick<Journal, "append">;
  readonly scoreFingers: ScoreFingers;
  /** From which score a finger is the one that was named, and one among all officers'. */
  readonly limits: { readonly verificationScoreMin: number; readonly identificationScoreMin: number };
  readonly clock: Clock;
};

/**
 * Officers, and whether one is who it claims to be. Attempts are heard one after another; each is counted durably before
 * it is judged, so that no power cut gives another try, and journalled by id alone.
 */
export type Access = {
  readonly list: () => readonly OperatorEntry[];
  /** @throws BoothError `access.refused` for an id or PIN of the wrong form, no credential, or an id that is taken */
  readonly enrol: (operator: NewOperator) => Promise<void>;
  /** @throws BoothError `access.refused` when there is no such officer */
  readonly revoke: (id: string) => Promise<void>;
  readonly verifyPin: (id: string, pin: string) => Promise<AccessResult>;
  /**
   * One to one where an id is given, else one among all officers at the stricter limit. An officer who is found so is
   * heard again with the PIN as well: nobody is locked out by somebody else's typing.
   */
  readonly verifyFingerprint: (probe: readonly Minutia[], id?: string) => Promise<AccessResult>;
};

/** The journal's name for attempts and changes of officers. */
export const accessEntryKind = "operator-access";
const pinForm = /^[0-9]{6,12}$/;
/** Longer input is wrong whatever it is, and must not cost more than the right one. */
const pinLengthMax = 64;

export function openAccess(parts: AccessParts): Access {
  const { book, seal, journal, clock } = parts;
  const turns = createWriteQueue();
  const tell = (body: { readonly operatorId: string | null; readonly what: string; readonly method?: AccessMethod }) =>
    journal.append(accessEntryKind, body);
  const open = (operator: OperatorBook["operators"][number]) => seal.open(operator, operator.sealed);

  /** Counts a failure first, and takes it back when `judge` grants: whatever happens in between has cost an attempt. */
  const attempt = async (
    claimed: string | null,
    method: AccessMethod,
    judge: () => Promise<OperatorBook["operators"][number] | null>,
  ): Promise<AccessResult> => {
    const nowAt = clock.nowAt();
    const known = book.value().operators.find(({ id }) => id === claimed)?.id ?? null;
    const waitMs = remainingMs(lockOf(book.value(), known, method), nowAt);
    if (waitMs > 0) return { kind: "locked", remainingMs: waitMs };
    await book.update((before) => withLock(before, known, method, countFailure(lockOf(before, known, method), nowAt)));
    const found = await judge();
    await tell({ operatorId: found?.id ?? known, method, what: found === null ? "refused" : "granted" });
    if (found === null) return { kind: "refused" };
    await book.update((before) => withLock(withLock(before, known, method, openLock), found.id, method, openLock));
    return { kind: "granted", id: found.id, role: found.role };
  };

  return {
    list: () =>
      book.value().operators.map((operator) => {
        const { pin, fingers } = open(operator);
        const { id, role } = operator;
        return { id, role, hasPin: pin !== null, fingers: fingers.map(({ position }) => position) };
      }),
    enrol: (operator) =>
      turns.run(async () => {
        checkNew(operator, book.value());
        const { id, role, pin, fingers } = operator;
        const credentials: Credentials = {
          pin: pin === null ? null : await hashPin(pin),
          fingers: fingers.map(({ position, minutiae }) => ({
            position,
            minutiae: minutiae.map((each) => ({ ...each })),
          })),
        };
        const entry = { id, role, sealed: seal.seal({ id, role }, credentials), lock: openLock };
        await book.update((before) => operatorBookSchema.parse({ ...before, operators: [...before.operators, entry] }));
        await tell({ operatorId: id, what: "enrolled" });
      }),
    revoke: (id) =>
      turns.run(async () => {
        if (!book.value().operators.some((operator) => operator.id === id)) refuse("no such officer");
        await book.update((before) => ({ ...before, operators: before.operators.filter((each) => each.id !== id) }));
        await tell({ operatorId: id, what: "revoked" });
      }),
    verifyPin: (id, pin) =>
      turns.run(() =>
        attempt(id, "pin", async () => {
          const operator = book.value().operators.find((each) => each.id === id) ?? null;
          const isRight = await isPin(pin.slice(0, pinLengthMax), operator === null ? null : open(operator).pin);
          return isRight ? operator : null;
        }),
      ),
    verifyFingerprint: (probe, id) =>
      turns.run(() => attempt(id ?? null, "fingerprint", () => findByFinger(parts, probe, id ?? null))),
  };
}

async function findByFinger(
  { book, seal, scoreFingers, limits }: AccessParts,
  probe: readonly Minutia[],
  claimed: string | null,
): Promise<OperatorBook["operators"][number] | null> {
  const prints = book
    .value()
    .operators.filter(({ id }) => claimed === null || id === claimed)
    .flatMap((operator) =>
      seal.open(operator, operator.sealed).fingers.map(({ minutiae }) => ({ operator, minutiae })),
    );
  if (prints.length === 0 || probe.length === 0) return null;
  const scores = await scoreFingers(
    probe,
    prints.map(({ minutiae }) => minutiae),
  );
  const scoreMin = claimed === null ? limits.identificationScoreMin : limits.verificationScoreMin;
  let best: { readonly index: number; readonly score: number } | null = null;
  for (const [index, score] of scores.entries()) {
    if (score >= scoreMin && score > (best?.score ?? -1)) best = { index, score };
  }
  return best === null ? null : (prints[best.index]?.operator ?? null);
}

function lockOf({ operators, strangers }: OperatorBook, id: string | null, method: AccessMethod): Lock {
  return operators.find((operator) => operator.id === id)?.lock ?? strangers[method];
}

function withLock(book: OperatorBook, id: string | null, method: AccessMethod, lock: Lock): OperatorBook {
  if (!book.operators.some((operator) => operator.id === id)) {
    return { ...book, strangers: { ...book.strangers, [method]: lock } };
  }
  return { ...book, operators: book.operators.map((each) => (each.id === id ? { ...each, lock } : each)) };
}

function checkNew({ id, pin, fingers }: NewOperator, { operators }: OperatorBook): void {
  const form = operatorBookSchema.shape.operators.element.shape.id.safeParse(id);
  if (!form.success) refuse(`id: ${form.error.issues[0]?.message ?? "not an id"}`);
  if (operators.some((operator) => operator.id === id)) refuse("the id is taken");
  if (pin === null && fingers.length === 0) refuse("neither PIN nor finger");
  if (pin !== null && !pinForm.test(pin)) refuse("a PIN has 6 to 12 digits");
  if (fingers.some(({ minutiae }) => minutiae.length === 0)) refuse("a finger without minutiae");
}

function refuse(cause: string): never {
  throw new BoothError("access.refused", { cause });
}
