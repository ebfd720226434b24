import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyWebsocket from "@fastify/websocket";
import fastify from "fastify";
import type { WebSocket } from "ws";
import type { KioskView } from "../../runtime/kiosk/wire/kiosk-view.ts";
import { type PageMessage, pageMessageSchema } from "../../runtime/kiosk/wire/page-message.ts";
import { packPicture, unpackPicture } from "../../runtime/kiosk/wire/picture-message.ts";
import {
  type IntentOutcome,
  type PictureHeader,
  pictureHeaderSchema,
  type RuntimeMessage,
  runtimeMessageSchema,
} from "../../runtime/kiosk/wire/runtime-message.ts";
import { baseView } from "./views.ts";
import { waitFor } from "./wait-for.ts";

const buildFolder = new URL("../../runtime/kiosk/page/build/", import.meta.url);
const token = "token-of-this-start";

/** The policy that the kiosk serves the page under: nothing inline, nothing from elsewhere. */
const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ogg": "audio/ogg",
};

export type Frame = { readonly sequence: number; readonly picture: Uint8Array };

/** The other end of the page: shows it what a test says, and keeps what it sends, checked against the contract. */
export type FakeRuntime = {
  readonly url: string;
  readonly port: number;
  /** Shown at once to whoever is connected, and to whoever connects. */
  readonly show: (view: KioskView) => void;
  readonly send: (message: RuntimeMessage) => void;
  /** Whatever it is. */
  readonly sendRaw: (text: string | Uint8Array) => void;
  readonly sendPicture: (header: PictureHeader, picture: Uint8Array) => void;
  /** Everything the page has sent, in its order. */
  readonly messages: PageMessage[];
  /** What the contract does not allow; empty when the page keeps to it. */
  readonly violations: string[];
  readonly frames: Frame[];
  /** What the next intents are answered with; null leaves them without an answer. */
  readonly answerWith: (outcome: IntentOutcome | null) => void;
  /** Takes frames of the page's camera in, or leaves them waiting. */
  readonly takeFrames: (isTaking: boolean) => void;
  /** Hangs up on every page and takes none, or is there again and waits for one. */
  readonly setAway: (isAway: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Whether there is a page to serve: `npm run page:build` makes it. */
export const isPageBuilt = existsSync(new URL("index.html", buildFolder));

/** @param port 0 for any free one; a fixed one to come back where one was before */
export async function startFakeRuntime({ port = 0, start = "first" } = {}): Promise<FakeRuntime> {
  const app = fastify({ forceCloseConnections: true });
  const sockets = new Set<WebSocket>();
  const messages: PageMessage[] = [];
  const violations: string[] = [];
  const frames: Frame[] = [];
  let view = baseView;
  let outcome: IntentOutcome | null = { kind: "done" };
  let isTaking = true;
  let isAway = false;

  const tell = (message: RuntimeMessage) => tellRaw(JSON.stringify(runtimeMessageSchema.parse(message)));
  const tellRaw = (text: string | Uint8Array) => {
    for (const socket of sockets) socket.send(text);
  };
  const takeText = (text: string) => {
    const parsed = pageMessageSchema.safeParse(JSON.parse(text));
    if (!parsed.success) {
      violations.push(`${parsed.error.message} ${text.slice(0, 200)}`);
      return;
    }
    messages.push(parsed.data);
    if (parsed.data.kind === "show-again") tell({ kind: "view", view });
    if (parsed.data.kind === "intent" && outcome !== null) {
      tell({ kind: "answer", token: parsed.data.token, outcome });
    }
  };
  const takeFrame = (bytes: Buffer) => {
    const message = unpackPicture(new Uint8Array(bytes));
    const { sequence } = (message?.header ?? {}) as { readonly sequence?: unknown };
    if (message === null || typeof sequence !== "number") {
      violations.push("a binary message that is no camera frame");
      return;
    }
    frames.push({ sequence, picture: message.picture });
    if (isTaking) tell({ kind: "camera-taken", sequence });
  };

  await app.register(fastifyWebsocket);
  app.get("/socket", { websocket: true }, (socket, request) => {
    const { token: given } = request.query as { readonly token?: string };
    if (given !== token || isAway) {
      socket.close(1008);
      return;
    }
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("message", (data: Buffer, isBinary: boolean) => (isBinary ? takeFrame(data) : takeText(String(data))));
    socket.send(JSON.stringify({ kind: "hello", start, build: "test" } satisfies RuntimeMessage));
    socket.send(JSON.stringify({ kind: "view", view } satisfies RuntimeMessage));
  });
  app.get("/*", async (request, reply) => {
    const path = request.url === "/" ? "index.html" : request.url.slice(1).split("?")[0];
    const file = fileURLToPath(new URL(path ?? "", buildFolder));
    if (!file.startsWith(fileURLToPath(buildFolder)) || !existsSync(file)) return reply.code(404).send();
    reply.header("content-security-policy", contentPolicy).header("cache-control", "no-store");
    return reply.type(types[extname(file)] ?? "application/octet-stream").send(await readFile(file));
  });
  const address = await app.listen({ host: "127.0.0.1", port });
  return {
    url: `${address}/#${token}`,
    port: Number(new URL(address).port),
    show: (next) => {
      view = next;
      tell({ kind: "view", view });
    },
    send: tell,
    sendRaw: tellRaw,
    sendPicture: (header, picture) => {
      for (const socket of sockets) socket.send(packPicture(pictureHeaderSchema.parse(header), picture));
    },
    messages,
    violations,
    frames,
    answerWith: (next) => {
      outcome = next;
    },
    takeFrames: (next) => {
      isTaking = next;
    },
    setAway: async (next) => {
      isAway = next;
      if (isAway) for (const socket of sockets) socket.terminate();
      else await waitFor("a page", () => sockets.size > 0);
    },
    close: async () => {
      for (const socket of sockets) socket.terminate();
      await app.close();
    },
  };
}
