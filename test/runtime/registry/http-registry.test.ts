import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import type { LogFields, Logger } from "../../../runtime/kernel/logger.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { createHttpRegistry, type HttpRegistryOptions } from "../../../runtime/registry/http-registry.ts";
import { hasOpenssl } from "./has-openssl.ts";

const { signal } = new AbortController();
const clock = createSystemClock();
const resident = {
  nik: "9901014101900001",
  namaLengkap: "SITI CONTOH",
  jenisKelamin: "P",
  tempatLahir: "KARANG MULYA",
  tanggalLahir: "1990-01-01",
  statusPerkawinan: "KAWIN",
  kewarganegaraan: "WNI",
};

type Handler = (request: IncomingMessage, body: string, response: ServerResponse, asked: number) => void;

/** A small register service; counts how often it is asked. */
async function serve(handle: Handler, tls?: { readonly key: string; readonly cert: string }) {
  let asked = 0;
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked += 1;
    handle(request, Buffer.concat(chunks).toString(), response, asked);
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `${tls ? "https" : "http"}://127.0.0.1:${port}/find`, asked: () => asked };
}

const create = (url: string, options: Partial<HttpRegistryOptions> = {}) =>
  createHttpRegistry({
    ...{ url, token: null, authorityPem: null, timeoutMs: 2_000, attemptsMax: 2 },
    ...{ clock, logger: createSilentLogger() },
    ...options,
  });
const answer =
  (value: unknown): Handler =>
  (_request, _body, response) =>
    response.end(JSON.stringify(value));
const found = (more: object = {}) => answer({ status: "found", resident: { ...resident, ...more } });

describe("a register behind HTTP", () => {
  it("is asked by a post that has the NIK in its body and nowhere else, with the token", async () => {
    const seen: unknown[] = [];
    const { url } = await serve((request, body, response) => {
      seen.push([request.method, request.url, JSON.parse(body), request.headers.authorization]);
      response.end(JSON.stringify({ status: "unknown" }));
    });
    expect(await create(url, { token: "s3cret" }).find(resident.nik, signal)).toEqual({ kind: "unknown" });
    expect(seen).toEqual([["POST", "/find", { nik: resident.nik }, "Bearer s3cret"]]);
  });

  it("finds a resident, and names the fields that differ", async () => {
    const { url } = await serve(found());
    expect(await create(url).find(resident.nik, signal)).toEqual({ kind: "found", biodata: resident });
    expect(await create(url).lookUp({ ...resident, namaLengkap: "SITI LAIN" }, signal)).toEqual({
      outcome: "found",
      differences: ["namaLengkap"],
    });
  });

  it("says who has been recorded, and whom it does not know", async () => {
    const recorded = await serve(found({ sudahRekam: true }));
    expect((await create(recorded.url).lookUp(resident, signal)).outcome).toBe("already-recorded");
    const empty = await serve(answer({ status: "unknown" }));
    expect(await create(empty.url).lookUp(resident, signal)).toEqual({ outcome: "not-found", differences: [] });
  });

  it("tries again after a hiccup, and only so often", async () => {
    const flaky = await serve((request, body, response, asked) => {
      if (asked === 1) response.writeHead(503).end();
      else found()(request, body, response, asked);
    });
    expect((await create(flaky.url).find(resident.nik, signal)).kind).toBe("found");
    expect(flaky.asked()).toBe(2);
    const broken = await serve((request) => request.socket.destroy());
    expect(await create(broken.url, { attemptsMax: 3 }).find(resident.nik, signal)).toEqual({ kind: "unreachable" });
    expect(broken.asked()).toBe(3);
  });

  it.each<[string, Handler]>([
    ["a refusal", (_request, _body, response) => response.writeHead(403).end()],
    [
      "a redirection",
      (_request, _body, response) => response.writeHead(302, { Location: "http://127.0.0.1:1/" }).end(),
    ],
    ["what is no JSON", (_request, _body, response) => response.end("<html>")],
    ["a resident who is not whole", answer({ status: "found", resident: { nik: resident.nik } })],
    ["more than was agreed", answer({ status: "unknown", reason: "x" })],
    ["a resident with unknown fields", found({ umur: 5 })],
    ["an answer without end", (_request, _body, response) => response.end("x".repeat(70_000))],
  ])("is unreachable, and asked once, when it answers with %s", async (_name, handle) => {
    const { url, asked } = await serve(handle);
    expect(await create(url).lookUp(resident, signal)).toEqual({ outcome: "unreachable", differences: [] });
    expect(asked()).toBe(1);
  });

  it("waits for each answer only so long", async () => {
    const silent = await serve(() => undefined);
    const trickling = await serve((_request, _body, response) => {
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(timer));
    });
    for (const { url, asked } of [silent, trickling]) {
      const startMs = performance.now();
      expect(await create(url, { timeoutMs: 200 }).find(resident.nik, signal)).toEqual({ kind: "unreachable" });
      expect(performance.now() - startMs).toBeLessThan(3_000);
      expect(asked()).toBe(2);
    }
  });

  it("stops asking when the resident has left, and does not reject", async () => {
    const { url, asked } = await serve(() => undefined);
    const leaving = new AbortController();
    const asking = create(url, { timeoutMs: 20_000 }).find(resident.nik, leaving.signal);
    while (asked() === 0) await clock.sleep(5);
    leaving.abort(new Error("left"));
    expect(await asking).toEqual({ kind: "unreachable" });
    expect(await create(url).find(resident.nik, AbortSignal.abort())).toEqual({ kind: "unreachable" });
    expect(asked()).toBe(1);
  });

  it("is unreachable where nobody listens, and no log has a resident's data", async () => {
    const logged: unknown[] = [];
    const note = (event: string, fields?: LogFields) => logged.push([event, fields]);
    const logger: Logger = { ...createSilentLogger(), warn: note };
    const registry = create("http://127.0.0.1:1/find", { logger });
    expect(await registry.find(resident.nik, signal)).toEqual({ kind: "unreachable" });
    expect(logged).toEqual([
      ["registry.unreachable", { attempt: 1, problem: "ECONNREFUSED" }],
      ["registry.unreachable", { attempt: 2, problem: "ECONNREFUSED" }],
    ]);
  });

  it("is an outcome, whatever bytes come back", async () => {
    let bytes: Uint8Array = new Uint8Array();
    const { url } = await serve((_request, _body, response) => response.end(bytes));
    const registry = create(url, { attemptsMax: 1 });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        async (hostile) => {
          bytes = hostile;
          expect(await registry.find(resident.nik, signal)).toEqual({ kind: "unreachable" });
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe.skipIf(!hasOpenssl)("a register behind HTTPS", () => {
  it("is asked only when the office's authority vouches for it", async () => {
    const dir = mkdtempSync(join(tmpdir(), "registry-tls-"));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    const path = (name: string) => join(dir, name);
    const request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=register".split(
      " ",
    );
    const files = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path("key.pem"), "-out", path("cert.pem")];
    execFileSync("openssl", [...request, ...files], { stdio: "ignore" });
    const [key, cert] = [readFileSync(path("key.pem"), "utf8"), readFileSync(path("cert.pem"), "utf8")];
    const { url, asked } = await serve(found(), { key, cert });
    expect((await create(url, { authorityPem: cert }).find(resident.nik, signal)).kind).toBe("found");
    expect(await create(url).find(resident.nik, signal)).toEqual({ kind: "unreachable" });
    expect(asked()).toBe(1);
  });
});
