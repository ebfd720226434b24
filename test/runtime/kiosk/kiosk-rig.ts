import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import WebSocket from "ws";
import { type ServeParts, serveKiosk } from "../../../runtime/kiosk/serve-kiosk.ts";
import { identifyNotice } from "../../../runtime/kiosk/session/notice.ts";
import type { KioskView } from "../../../runtime/kiosk/wire/kiosk-view.ts";
import type { Intent, PageMessage } from "../../../runtime/kiosk/wire/page-message.ts";
import {
  type IntentOutcome,
  type RuntimeMessage,
  runtimeMessageSchema,
} from "../../../runtime/kiosk/wire/runtime-message.ts";
import { knownNik, makeKioskParts, office } from "./make-kiosk-parts.ts";

/** The way of a resident to an open visit, as intents. */
export const wayIn = (service: "ktp-el" | "ahli-waris" | "izin-keramaian" = "ktp-el", nik = knownNik): Intent[] => [
  { kind: "start" },
  { kind: "choose-language", language: "id" },
  { kind: "choose-service", service },
  { kind: "accept-notice", hash: identifyNotice(service, office).hash },
  { kind: "identify", nik },
];

export type Answer = { readonly status: number; readonly headers: IncomingMessage["headers"]; readonly body: string };

export const token = "t".repeat(32);

/** A served kiosk on a free port, to be closed by whoever asked for it. */
export async function serveTestKiosk(given: Partial<ServeParts> = {}) {
  const parts = await makeKioskParts(given);
  const pageDir = await mkdtemp(join(tmpdir(), "page-"));
  await writeFile(join(pageDir, "index.html"), "<!doctype html><title>Bilik</title>");
  const kiosk = await serveKiosk({ port: 0, token, pageDir, build: "test", resumedVisitId: null, ...parts, ...given });
  const close = async () => {
    await kiosk.close();
    await rm(pageDir, { recursive: true });
  };
  return { kiosk, parts, port: Number(new URL(kiosk.url).port), close };
}

/** One that closes with the test, and a client that may send any header. */
export async function startKiosk(given: Partial<ServeParts> = {}) {
  const { kiosk, parts, port, close } = await serveTestKiosk(given);
  onTestFinished(close);
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = "GET") =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, async (response) => {
        let text = "";
        for await (const part of response.setEncoding("utf8")) text += part;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
      sent.on("error", reject);
      sent.end();
    });
  return { kiosk, parts, port, ask, openPage: (options?: PageOptions) => openPage(port, options) };
}

export type PageOptions = { readonly token?: string; readonly headers?: Readonly<Record<string, string>> };

/** A page that is no browser: says whatever it is told to, and keeps what it hears. */
export async function openPage(port: number, { token: given = token, headers = {} }: PageOptions = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket?token=${encodeURIComponent(given)}`, { headers });
  const heard: RuntimeMessage[] = [];
  const pictures: Buffer[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (isBinary) pictures.push(data);
    else heard.push(runtimeMessageSchema.parse(JSON.parse(data.toString())));
    for (const wake of waiting) wake();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  onTestFinished(() => socket.terminate());
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const view = (): KioskView => {
    const last = heard.findLast((message) => message.kind === "view");
    if (last?.kind !== "view") throw new RangeError("no view yet");
    return last.view;
  };
  const say = (message: PageMessage) => socket.send(JSON.stringify(message));
  const answerTo = (of: string): Promise<IntentOutcome> =>
    until(() => {
      const found = heard.find((message) => message.kind === "answer" && message.token === of);
      return found?.kind === "answer" ? found.outcome : undefined;
    });
  await until(() => heard.find(({ kind }) => kind === "view"));
  return {
    socket,
    heard,
    pictures,
    until,
    view,
    say,
    answerTo,
    untilScreen: (kind: KioskView["screen"]["kind"]) => until(() => (view().screen.kind === kind ? view() : undefined)),
    /** Does what a person would do who sees the newest view. */
    act: (intent: Intent, position = view().position) => {
      const made = randomUUID();
      say({ kind: "intent", token: made, position, intent });
      return answerTo(made);
    },
  };
}
