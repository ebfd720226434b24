import { BoothError } from "../../../runtime/kernel/errors.ts";
import { failAsReported } from "../device-report.ts";
import { exchangeHttp, type HttpBounds, type HttpCall, loopbackHost } from "../exchange-http.ts";
import { noJson, readLeadingJson } from "../read-leading-json.ts";
import { takeTurns } from "../take-turns.ts";
import { bareErrorSchema } from "./sbi-messages.ts";
import { sbiReports } from "./sbi-reports.ts";

/** Where a service listens: a port of this machine, and what its paths begin with. */
export type SbiBase = { readonly port: number; readonly prefix: string };

/** The protocol's own HTTP methods, each with its only address. */
export const sbiPaths = {
  MOSIPDISC: "device",
  MOSIPDINFO: "info",
  RCAPTURE: "capture",
  STREAM: "stream",
} as const;
export type SbiVerb = keyof typeof sbiPaths;

/**
 * Sends one message and reads the answer as JSON, whatever the HTTP status: errors come with 200, and some services
 * wrap a whole second answer into the first.
 * @throws BoothError as `exchangeHttp` does, and the reported failure where the answer is a bare error
 */
export async function callSbi(
  base: SbiBase,
  verb: SbiVerb,
  message: object | null,
  bounds: HttpBounds,
): Promise<unknown> {
  const text = await exchangeHttp(formatSbiCall(base, verb, message), bounds);
  await takeTurns();
  const answer = readLeadingJson(unwrapAnswer(text));
  const { device, operation, timeoutMs } = bounds;
  if (answer === noJson)
    throw new BoothError("driver.malformed", { device, problem: `${verb} is not answered in JSON` });
  await takeTurns();
  const bare = bareErrorSchema.safeParse(answer);
  if (!bare.success || bare.data === "0") return answer;
  throw failAsReported(sbiReports, `sbi:${bare.data}`, { device, operation, timeoutMs, target: operation });
}

export function formatSbiCall({ port, prefix }: SbiBase, verb: SbiVerb, message: object | null): HttpCall {
  const body = message === null ? "" : JSON.stringify(message);
  const headers = { "Content-Type": "application/json", Accept: "*/*", Connection: "close" };
  return { port, tls: null, verb, path: `${prefix}${sbiPaths[verb]}`, headers, body };
}

/**
 * The base that a device wants later calls to go to, or null when that is not on this machine: a capture carries bare
 * biometrics and may not leave it.
 * @param callbackId base address with a trailing slash; empty for the one it was found at
 */
export function readCallback(callbackId: string, foundAt: SbiBase): SbiBase | null {
  if (callbackId === "") return foundAt;
  const url = URL.parse(callbackId);
  const isLocal = url?.protocol === "http:" && [loopbackHost, "localhost"].includes(url.hostname);
  if (url === null || !isLocal) return null;
  const prefix = url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`;
  return { port: url.port === "" ? 80 : Number(url.port), prefix };
}

/** The body of the answer inside the answer, as the reference device gives it to an address it does not know. */
function unwrapAnswer(text: string): string {
  if (!text.startsWith("HTTP/1.")) return text;
  const end = text.indexOf("\r\n\r\n");
  return end === -1 ? "" : text.slice(end + 4);
}
