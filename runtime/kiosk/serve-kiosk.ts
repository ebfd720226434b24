import { randomUUID, timingSafeEqual } from "node:crypto";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import websocket from "@fastify/websocket";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { SeenFrame } from "../capture/capture-station.ts";
import { sha256Hex } from "../kernel/digest.ts";
import { BoothError } from "../kernel/errors.ts";
import { createKiosk } from "./kiosk.ts";
import type { KioskParts } from "./kiosk-parts.ts";
import { lendCamera } from "./pages/lend-camera.ts";
import { lendInk } from "./pages/lend-ink.ts";
import { openPageConnection, type PageConnection } from "./pages/page-connection.ts";
import { type PageFile, readPageFiles } from "./pages/page-files.ts";
import { createRequestRefusals, type RequestRefusals } from "./pages/request-refusals.ts";
import { createStillFeed } from "./previews/still-feed.ts";
import { frameBytesMax } from "./wire/page-message.ts";

export type ServeParts = KioskParts & {
  readonly port: number;
  /** What the page's address carries. */
  readonly token: string;
  /** Where the built page lies. */
  readonly pageDir: string;
  /** Which runtime this is; a page reloads when it finds another, or another build of itself. */
  readonly build: string;
  /** The visit that was at the screen when the booth stopped, or null. */
  readonly resumedVisitId: string | null;
};

export type ServedKiosk = {
  /** Where the page is; carries the token in its fragment, which browsers do not send. */
  readonly url: string;
  /** A live frame of a look. */
  readonly see: (visitId: string, seen: SeenFrame) => void;
  readonly close: () => Promise<void>;
};

const buildHashChars = 12;
const host = "127.0.0.1";
const bodyLimitBytes = 4_096;
/** Live times move on the screen once a second, also where nothing happens. */
const tickMs = 1_000;
/** The page, a trainer's and a few that were left open; of more than these the oldest is let go. */
const pagesMax = 8;

/** A page says every two seconds that it draws. */
const silentMaxMs = 15_000;

const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Serves the page and its socket. Loopback only; every request must name this host, and the socket needs the
 * token, which only the address that the booth prints carries.
 * @throws BoothError `config.invalid` when the port cannot be had, `file.missing` when the page has not been built
 */
export async function serveKiosk(parts: ServeParts): Promise<ServedKiosk> {
  const { token } = parts;
  const files = await readPageFiles(parts.pageDir);
  if (!files.has("/")) throw new BoothError("file.missing", { path: join(parts.pageDir, "index.html") });
  const kiosk = createKiosk(parts);
  if (parts.resumedVisitId !== null) await kiosk.attach(parts.resumedVisitId);
  const pages = new Set<PageConnection>();
  const showPicture = (message: Uint8Array) => {
    for (const page of pages) page.showPicture(message);
  };
  const stills = createStillFeed({ read: parts.readStill, send: showPicture, logger: parts.logger });
  const showView = () => {
    stills.follow(kiosk.visitId(), kiosk.view().screen.kind);
    for (const page of pages) page.showView();
  };
  const joinCamera = lendCamera(parts.page.camera, showView);
  const joinInk = lendInk(parts.page.ink);

  const app = fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: true });
  await app.register(websocket, { options: { maxPayload: frameBytesMax } });
  const refusals = createRequestRefusals(parts.logger, parts.clock.monotonicMs);
  guard(app, refusals);
  serveFiles(app, files);
  app.get("/socket", { websocket: true, preHandler: requireToken(token, refusals) }, (socket) => {
    const [oldest] = pages;
    if (oldest !== undefined && pages.size >= pagesMax) oldest.close();
    const page = openPageConnection(socket, {
      ...{ kiosk, loan: { camera: joinCamera(), ink: joinInk() }, start, build, logger: parts.logger },
      sendStills: stills.sendTo,
      monotonicMs: parts.clock.monotonicMs,
    });
    pages.add(page);
    socket.on("close", () => pages.delete(page));
  });
  const start = randomUUID();
  // The page's own files are named by their content, so that its first one tells every change of any.
  const build = `${parts.build}-${sha256Hex(files.get("/")?.body ?? new Uint8Array(0)).slice(0, buildHashChars)}`;
  const port = await listen(app, parts.port).catch((error: unknown) => {
    kiosk.close();
    throw error;
  });
  const stops = [
    kiosk.onChange(showView),
    kiosk.onPicture(showPicture),
    kiosk.onWipe(() => {
      for (const page of pages) page.wipe();
    }),
  ];
  const ticking = setInterval(() => {
    hangUpOnSilent(pages, parts.logger);
    kiosk.tick().catch((error: unknown) => parts.logger.error("kiosk.tick-failed", { problem: String(error) }));
  }, tickMs);
  return {
    url: `http://${host}:${port}/#${token}`,
    see: kiosk.see,
    close: async () => {
      clearInterval(ticking);
      for (const stop of stops) stop();
      for (const page of pages) page.close();
      kiosk.close();
      await app.close();
    },
  };
}

/** A page that no longer draws shows what may not be so any more; one that lives comes back by itself. */
function hangUpOnSilent(pages: ReadonlySet<PageConnection>, logger: KioskParts["logger"]): void {
  for (const page of pages) {
    const silentMs = Math.round(page.silentMs());
    if (silentMs < silentMaxMs) continue;
    logger.warn("page.silent", { silentMs });
    page.close();
  }
}

function guard(app: FastifyInstance, refusals: RequestRefusals): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("content-security-policy", contentPolicy).header("x-content-type-options", "nosniff");
    reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer");
    reply.header("permissions-policy", "camera=(self), microphone=(), geolocation=()");
    const { port } = app.server.address() as AddressInfo;
    const problem = findForeign(request, port);
    if (problem === null) return;
    refusals.count(problem);
    await reply.code(403).send({ problem: `foreign ${problem}` });
  });
}

function serveFiles(app: FastifyInstance, files: ReadonlyMap<string, PageFile>): void {
  for (const [path, { type, body }] of files) app.get(path, (_request, reply) => reply.type(type).send(body));
}

async function listen(app: FastifyInstance, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const problems = `kiosk.port ${port}: ${error instanceof Error ? error.message : "cannot listen"}`;
    throw new BoothError("config.invalid", { path: "kiosk", problems }, { cause: error });
  }
  return (app.server.address() as AddressInfo).port;
}

/** A page of another site must not reach the booth through this browser: DNS rebinding and cross-site requests end here. */
function findForeign({ headers }: FastifyRequest, port: number): "host" | "origin" | null {
  const hosts = [`${host}:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? "")) return "host";
  return headers.origin === undefined || hosts.some((own) => headers.origin === `http://${own}`) ? null : "origin";
}

function requireToken(token: string, refusals: RequestRefusals) {
  const expected = Buffer.from(token);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { token: query } = request.query as { readonly token?: unknown };
    const given = Buffer.from(String(request.headers["x-bilik-token"] ?? query ?? ""));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      refusals.count("token");
      await reply.code(401).send({ problem: "open the address that the booth printed" });
    }
  };
}
