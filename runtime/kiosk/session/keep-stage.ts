import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Clock } from "../../kernel/clock.ts";
import { replaceFile } from "../../kernel/durable-file.ts";
import type { Logger } from "../../kernel/logger.ts";
import { serviceIds } from "../../procedure/service.ts";
import { languages } from "../wire/languages.ts";
import type { HelpCall, KeptStage, KioskMemory } from "./kiosk-memory.ts";
import type { KioskSession } from "./kiosk-session.ts";
import { identifyNotice } from "./notice.ts";

/**
 * Where somebody is before there is a visit that the journal could bring back, and a call for an officer that nobody has
 * answered. Nothing in it is of a person: neither the number that was typed nor what was found under it, which are asked
 * for again.
 */
const keptStage = z.strictObject({
  savedAt: z.iso.datetime(),
  /** The notice that they have read, or are reading; empty before it is known which one is theirs. */
  noticeHash: z.string().max(64),
  session: z
    .strictObject({
      stage: z.enum(["language", "service", "letter-kind", "notice", "identify"]),
      language: z.enum(languages),
      service: z.enum(serviceIds).nullable(),
      letter: z.string().max(64).nullable(),
      hasReadNotice: z.boolean(),
      comfort: z.strictObject({
        isInReach: z.boolean(),
        isHighContrast: z.boolean(),
        hasMoreTime: z.boolean(),
        volumePercent: z.int().min(0).max(100),
      }),
    })
    .nullable(),
  help: z.strictObject({ by: z.enum(["page", "button"]), calledAt: z.iso.datetime() }).nullable(),
});
type KeptSession = z.output<typeof keptStage>["session"];
type KeptHelp = z.output<typeof keptStage>["help"];

export type StageKeeper = {
  readonly kept: () => KeptStage;
  /** Keeps how things are now, in the background; a stage that cannot be kept is a stage that begins anew. */
  readonly keep: (now: Pick<KioskMemory, "session" | "help">) => void;
  /** Resolves when all that was to be kept is. */
  readonly close: () => Promise<void>;
};

export type StageKeeperParts = {
  readonly path: string;
  /** Whose notice it is. */
  readonly office: string;
  readonly clock: Pick<Clock, "nowAt">;
  readonly logger: Logger;
};

/** Who was there so long ago has gone, and the next one is not to go on where they were. */
const keptMaxMs = 180_000;
/** Whoever called so long ago has found an officer, or has gone home. */
const helpMaxMs = 1_800_000;

/** @param path of a small file, whose folder exists */
export async function openStageKeeper({ path, office, clock, logger }: StageKeeperParts): Promise<StageKeeper> {
  const kept = await readKept({ path, office }, clock.nowAt());
  let wanted: Wanted = { session: kept.session, help: kept.help && select(kept.help) };
  let last = JSON.stringify(wanted);
  let writing: Promise<void> | null = null;

  const write = async () => {
    while (JSON.stringify(wanted) !== last) {
      const next = wanted;
      last = JSON.stringify(next);
      const text = JSON.stringify({ savedAt: clock.nowAt(), noticeHash: hashOf(next.session, office), ...next });
      await replaceFile(path, new TextEncoder().encode(text));
    }
  };
  return {
    kept: () => kept,
    keep: ({ session, help }) => {
      wanted = { session: selectSession(session), help: help && select(help) };
      // One write at a time; the next one takes what is newest by then.
      writing ??= write()
        .catch((error: unknown) => logger.warn("stage.not-kept", { problem: String(error) }))
        .finally(() => {
          writing = null;
        });
    },
    close: async () => {
      await writing;
    },
  };
}

type Wanted = { readonly session: KeptSession; readonly help: KeptHelp };

function select({ by, calledAt }: Omit<HelpCall, "sinceMs">): KeptHelp {
  return { by, calledAt };
}

function selectSession({ stage, language, service, letter, hasReadNotice, comfort }: KioskSession): KeptSession {
  const kept = { language, service, letter, hasReadNotice, comfort };
  switch (stage) {
    case "attract":
    case "visit":
    case "ended":
      return null;
    case "data-entry":
      // Whose data they are is not kept: the number is asked for again.
      return { stage: "identify", ...kept };
    default:
      return { stage, ...kept };
  }
}

/** Nothing for a file that is missing, torn or not ours: then the booth waits for the next one, as ever. */
async function readKept({ path, office }: Pick<StageKeeperParts, "path" | "office">, nowAt: string) {
  const text = await readFile(path, "utf8").catch(() => "");
  const parsed = keptStage.safeParse(parseJson(text));
  if (!parsed.success) return { session: null, help: null };
  const { savedAt, noticeHash, session, help } = parsed.data;
  const waitedMs = Date.parse(nowAt) - Date.parse(help?.calledAt ?? nowAt);
  return {
    session: isWithin(Date.parse(nowAt) - Date.parse(savedAt), keptMaxMs) ? renew(session, noticeHash, office) : null,
    help: help !== null && isWithin(waitedMs, helpMaxMs) ? { ...help, waitedMs } : null,
  };
}

/** By a clock that has not gone back. */
function isWithin(ageMs: number, maxMs: number): boolean {
  return ageMs >= 0 && ageMs <= maxMs;
}

/** Another notice has to be read before anything goes on. */
function renew(session: KeptSession, noticeHash: string, office: string): KeptSession {
  if (session === null || !session.hasReadNotice || noticeHash === hashOf(session, office)) return session;
  return { ...session, stage: "notice", hasReadNotice: false };
}

function hashOf(session: KeptSession, office: string): string {
  const service = session?.service ?? null;
  return service === null ? "" : identifyNotice(service, office).hash;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
