import { type IncomingMessage, request } from "node:http";
import { request as requestTls } from "node:https";
import { z } from "zod";
import type { Clock } from "../kernel/clock.ts";
import type { Logger } from "../kernel/logger.ts";
import { compareBiodata, type RegisterRow } from "./compare-biodata.ts";
import { registerRowSchema } from "./register-row-schema.ts";
import type { Registry } from "./registry.ts";

export type HttpRegistryOptions = {
  readonly url: string;
  /** Sent as a bearer token, where the service asks for one. */
  readonly token: string | null;
  /** PEM certificates of whoever vouches for the service; null takes the system's. */
  readonly authorityPem: string | null;
  /** Longest wait for each whole answer. */
  readonly timeoutMs: number;
  readonly attemptsMax: number;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** A resident's data are some kilobytes. */
const answerMaxBytes = 65_536;
const retryDelayMs = 300;

const answerSchema = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("found"), resident: registerRowSchema }),
  z.strictObject({ status: z.literal("unknown") }),
]);

type Answer =
  | { readonly kind: "found"; readonly row: RegisterRow }
  | { readonly kind: "unknown" }
  /** `isFinal`: asking again would bring the same. */
  | { readonly kind: "failed"; readonly problem: string; readonly isFinal: boolean };

/**
 * A register service on the office's network. The NIK is posted in the body, never part of an address, for addresses end up
 * in logs: `{"nik": "…"}`; the answer is `{"status": "found", "resident": {…}}` with the columns of a list, or
 * `{"status": "unknown"}`. Whatever else comes, or nothing, is a register that cannot be reached.
 */
export function createHttpRegistry(options: HttpRegistryOptions): Registry {
  return {
    lookUp: async (biodata, signal) => {
      const answer = await ask(options, biodata["nik"] ?? "", signal);
      if (answer.kind === "found") return compareBiodata(answer.row, biodata);
      return { outcome: answer.kind === "unknown" ? "not-found" : "unreachable", differences: [] };
    },
    find: async (nik, signal) => {
      const answer = await ask(options, nik, signal);
      if (answer.kind === "found") return { kind: "found", biodata: answer.row.biodata };
      return { kind: answer.kind === "unknown" ? "unknown" : "unreachable" };
    },
  };
}

async function ask(options: HttpRegistryOptions, nik: string, signal: AbortSignal): Promise<Answer> {
  const { attemptsMax, clock, logger } = options;
  let answer: Answer = { kind: "failed", problem: "not asked", isFinal: false };
  for (let attempt = 1; attempt <= attemptsMax && !signal.aborted; attempt += 1) {
    answer = await askOnce(options, nik, signal);
    if (answer.kind !== "failed") return answer;
    if (!signal.aborted) logger.warn("registry.unreachable", { attempt, problem: answer.problem });
    if (answer.isFinal || attempt === attemptsMax) break;
    await clock.sleep(retryDelayMs * attempt, signal).catch(() => undefined);
  }
  return answer;
}

async function askOnce(options: HttpRegistryOptions, nik: string, signal: AbortSignal): Promise<Answer> {
  const ending = new AbortController();
  const { timeoutMs, clock } = options;
  const late = clock.sleep(timeoutMs, ending.signal).then(
    () => fail("timeout"),
    () => fail("aborted"),
  );
  try {
    const until = AbortSignal.any([ending.signal, signal]);
    const work = post(options, nik, until)
      .then(readAnswer)
      .catch((error: unknown) => fail(nameError(error)));
    return await Promise.race([work, late]);
  } finally {
    ending.abort();
  }
}

function post({ url, token, authorityPem }: HttpRegistryOptions, nik: string, signal: AbortSignal) {
  const body = JSON.stringify({ nik });
  const headers = {
    "Content-Type": "application/json",
    "Content-Length": String(Buffer.byteLength(body)),
    Accept: "application/json",
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
  };
  const isTls = new URL(url).protocol === "https:";
  const trust = isTls && authorityPem !== null ? { ca: authorityPem } : {};
  return new Promise<IncomingMessage>((resolve, reject) => {
    const send = isTls ? requestTls : request;
    const outgoing = send(url, { method: "POST", headers, signal, agent: false, ...trust });
    outgoing.on("response", resolve);
    // Stays on for the life of the request: an error after the answer has begun is told to its reader.
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function readAnswer(message: IncomingMessage): Promise<Answer> {
  const { statusCode = 0 } = message;
  if (statusCode !== 200) {
    message.destroy();
    return fail(`status ${statusCode}`, statusCode < 500 && statusCode !== 429);
  }
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > answerMaxBytes) return fail("too long an answer", true);
    chunks.push(chunk);
  }
  const parsed = answerSchema.safeParse(parseJson(Buffer.concat(chunks).toString("utf8")));
  if (!parsed.success) return fail("an answer of another form", true);
  return parsed.data.status === "found" ? { kind: "found", row: parsed.data.resident } : { kind: "unknown" };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function fail(problem: string, isFinal = false): Answer {
  return { kind: "failed", problem, isFinal };
}

function nameError(error: unknown): string {
  if (error instanceof Error && "code" in error) return String(error.code);
  return error instanceof Error ? error.name : "unknown";
}
