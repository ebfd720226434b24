import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { z } from "zod";
import { BoothError } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import { type ServiceId, serviceIds } from "../procedure/service.ts";
import type { Uplink } from "../uplink/uplink.ts";
import type { VisitDesk } from "../visit/visit-desk.ts";
import { createBoothView, type WatchedDevices } from "./booth-view.ts";
import { createViewStreams } from "./view-streams.ts";

export type KioskParts = {
  readonly port: number;
  readonly desk: VisitDesk;
  readonly uplink: Uplink;
  readonly devices: WatchedDevices;
  /** Lets a simulated resident walk in. @throws BoothError `visit.refused` when the booth is occupied */
  readonly enrolSimulated: (service: ServiceId) => Promise<string>;
  readonly logger: Logger;
};

export type Kiosk = {
  /** Where the page is; carries the token of this start in its fragment, which browsers do not send. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

const host = "127.0.0.1";
const bodyLimitBytes = 4_096;
/** Live times move on the screen once a second, also where nothing happens. */
const tickMs = 1_000;

const pages = {
  "/": { file: "index.html", type: "text/html; charset=utf-8" },
  "/page.css": { file: "page.css", type: "text/css; charset=utf-8" },
  "/page.js": { file: "page.js", type: "text/javascript; charset=utf-8" },
} as const;

const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const enrolSchema = z.strictObject({ service: z.enum(serviceIds) });

/**
 * Serves the local page: the step table live, and a button for simulated residents. Loopback only; every request must
 * name this host, and everything but the page's own files needs the token of this start.
 */
export async function serveKiosk(parts: KioskParts): Promise<Kiosk> {
  const token = randomBytes(24).toString("base64url");
  const app = fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: true });
  const view = createBoothView(parts);
  const streams = createViewStreams(view.read);

  app.addHook("onRequest", async (request, reply) => {
    reply.header("content-security-policy", contentPolicy).header("x-content-type-options", "nosniff");
    reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer");
    const { port } = app.server.address() as AddressInfo;
    if (!isOurs(request, port)) await reply.code(403).send({ problem: "foreign host or origin" });
  });
  for (const [path, { file, type }] of Object.entries(pages)) {
    const body = await readFile(new URL(`./page/${file}`, import.meta.url));
    app.get(path, (_request, reply) => reply.type(type).send(body));
  }
  app.get("/view", { preHandler: requireToken(token) }, (_request, reply) => streams.open(reply));
  app.post("/visits", { preHandler: requireToken(token) }, async (request, reply) => {
    const parsed = enrolSchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ problem: z.prettifyError(parsed.error) });
    try {
      return await reply.code(201).send({ visitId: await parts.enrolSimulated(parsed.data.service) });
    } catch (error) {
      if (!(error instanceof BoothError)) throw error;
      return reply.code(409).send({ problem: error.code, detail: error.detail });
    }
  });

  const port = await listen(app, parts.port).catch((error: unknown) => {
    view.close();
    throw error;
  });
  const stopTelling = view.onChange(streams.tell);
  const ticking = setInterval(streams.tell, tickMs);
  return {
    url: `http://${host}:${port}/#${token}`,
    close: async () => {
      clearInterval(ticking);
      stopTelling();
      view.close();
      streams.close();
      await app.close();
    },
  };
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
function isOurs({ headers }: FastifyRequest, port: number): boolean {
  const hosts = [`${host}:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? "")) return false;
  return headers.origin === undefined || hosts.some((own) => headers.origin === `http://${own}`);
}

function requireToken(token: string) {
  const expected = Buffer.from(token);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { token: query } = request.query as { readonly token?: unknown };
    const given = Buffer.from(String(request.headers["x-bilik-token"] ?? query ?? ""));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      await reply.code(401).send({ problem: "open the address that the booth printed" });
    }
  };
}
