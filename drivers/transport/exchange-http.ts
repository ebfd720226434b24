import { X509Certificate } from "node:crypto";
import { type IncomingMessage, request } from "node:http";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { Clock } from "../../runtime/kernel/clock.ts";
import { BoothError, isSystemError } from "../../runtime/kernel/errors.ts";
import { waitWithin } from "./wait-within.ts";

/** One request to a device's own service on this machine. Nothing leaves the loopback interface. */
export type HttpCall = {
  readonly port: number;
  /** Null for plain HTTP. */
  readonly tls: LoopbackTls | null;
  /** Any token: some services define verbs of their own. */
  readonly verb: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/**
 * A service that makes its own certificate cannot be vouched for by anybody. With `certificatePem` null any is taken,
 * because the peer is this very machine; otherwise that certificate alone.
 */
export type LoopbackTls = { readonly certificatePem: string | null };

export type HttpBounds = {
  readonly device: string;
  readonly operation: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** Four slap records, or one portrait of ten megapixels, encoded as text twice over, stay below. */
const bodyMaxBytes = 64 * 1_048_576;
export const loopbackHost = "127.0.0.1";

/**
 * Sends one request and reads the whole answer, whatever its status. The connection is closed on every path out.
 * @throws BoothError `driver.timeout` when the answer is not whole in time
 * @throws BoothError `driver.disconnected` when nobody listens, or the connection breaks off
 * @throws BoothError `driver.malformed` when what comes is not HTTP, or too much
 * @throws the signal's reason when aborted
 */
export async function exchangeHttp(call: HttpCall, bounds: HttpBounds): Promise<string> {
  const { device, operation, clock, timeoutMs, signal } = bounds;
  const ending = new AbortController();
  const work = send(call, AbortSignal.any([ending.signal, signal])).then(readWhole);
  const whenLate = () => new BoothError("driver.timeout", { device, operation, timeoutMs });
  try {
    return await waitWithin(work, { clock, timeoutMs, signal, whenLate });
  } catch (error) {
    signal.throwIfAborted();
    throw nameHttpFailure(device, error);
  } finally {
    ending.abort();
  }
}

/** Sends one request and hands over the answer as it comes; aborting the signal hangs up. Throws Node's own errors. */
export function send(call: HttpCall, signal: AbortSignal): Promise<IncomingMessage> {
  const { port, tls, verb, path, body } = call;
  const headers = { ...call.headers, "Content-Length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request({
      // A device's service is known by its port, never by a name that could resolve elsewhere.
      ...{ host: loopbackHost, port, path, method: verb, headers, signal },
      // Devices write HTTP of their own making; strictness protects proxies, and there is none here.
      insecureHTTPParser: true,
      ...(tls === null ? { agent: false } : { createConnection: secure(tls, port, signal) }),
    });
    outgoing.on("response", resolve);
    // Stays on for the life of the request: an error after the answer has begun is told to its reader.
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Hands a connection over once its certificate has been seen, so that nothing is said to a stranger. */
function secure({ certificatePem }: LoopbackTls, port: number, signal: AbortSignal) {
  return (_: unknown, onCreate: (error: Error | null, socket: TLSSocket) => void) => {
    const socket = connectTls({ host: loopbackHost, port, rejectUnauthorized: false });
    signal.addEventListener("abort", () => socket.destroy(), { once: true });
    socket.once("error", (error) => onCreate(error, socket));
    socket.once("secureConnect", () => {
      const isExpected = certificatePem === null || isSameCertificate(socket, certificatePem);
      if (!isExpected) socket.destroy();
      onCreate(isExpected ? null : Object.assign(new Error("another certificate"), { code: notPinned }), socket);
    });
    return undefined;
  };
}

function isSameCertificate(socket: TLSSocket, certificatePem: string): boolean {
  return socket.getPeerX509Certificate()?.raw.equals(new X509Certificate(certificatePem).raw) === true;
}

const notPinned = "CERT_NOT_PINNED";

/**
 * A foreign failure in the booth's words.
 * @returns `driver.disconnected` for broken connections, `driver.malformed` for what is not HTTP, `driver.untrusted` for
 *   another certificate than is pinned; others as they are
 */
export function nameHttpFailure(device: string, error: unknown): unknown {
  if (error instanceof BoothError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("HPE_") || code === "ERR_BODY_TOO_LARGE") {
    return new BoothError("driver.malformed", { device, problem: `not an HTTP answer (${code})` }, { cause: error });
  }
  if (code === notPinned) {
    return new BoothError("driver.untrusted", { device, problem: "another TLS certificate than is pinned" });
  }
  const isBroken = brokenLine.has(code) || /^ERR_(SSL|TLS|STREAM)_/.test(code);
  return isBroken ? new BoothError("driver.disconnected", { device }, { cause: error }) : error;
}

const brokenLine = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EPROTO",
  "ENETUNREACH",
]);

async function readWhole(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let lengthBytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      lengthBytes += chunk.length;
      if (lengthBytes > bodyMaxBytes) throw Object.assign(new Error("too large"), { code: "ERR_BODY_TOO_LARGE" });
      chunks.push(chunk);
    }
  } catch (error) {
    // Bytes behind the answer's stated end concern nobody, once the answer itself is whole.
    if (!answer.complete || !isSystemError(error, "HPE_CLOSED_CONNECTION")) throw error;
  }
  return Buffer.concat(chunks).toString("utf8");
}
