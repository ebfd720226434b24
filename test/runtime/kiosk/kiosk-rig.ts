import { type IncomingMessage, request } from "node:http";
import { onTestFinished } from "vitest";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import type { BoothView } from "../../../runtime/kiosk/booth-view.ts";
import { type KioskParts, serveKiosk } from "../../../runtime/kiosk/serve-kiosk.ts";
import type { Uplink } from "../../../runtime/uplink/uplink.ts";
import { openTestDesk } from "../visit/desk-rig.ts";

const status = { isConnected: true, pending: 2, lastFailure: null, refusedCount: 0, stepsLostCount: 0 };

/** A line that is up and has two packages to send, and does nothing. */
export const idleUplink: Uplink = {
  start: async () => undefined,
  publishStep: () => undefined,
  setState: () => undefined,
  kick: () => undefined,
  onReceipt: () => () => undefined,
  status: () => status,
  stop: async () => undefined,
};

/** Nothing to look after. */
export const noDevices: KioskParts["devices"] = { status: () => [], onChange: () => () => undefined };

export type Answer = {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};
export type Asking = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** A kiosk on a free port that closes with the test, and a client that may send any header. */
export async function startKiosk(parts: Partial<KioskParts> = {}) {
  const desk = parts.desk ?? (await openTestDesk());
  const kiosk = await serveKiosk({
    port: 0,
    desk,
    uplink: idleUplink,
    devices: noDevices,
    enrolSimulated: async () => "11111111-2222-4333-8444-555555555555",
    logger: createSilentLogger(),
    ...parts,
  });
  onTestFinished(kiosk.close);
  const { port, hash } = new URL(kiosk.url);
  const token = hash.slice(1);
  const ask = (path: string, { method = "GET", headers = {}, body }: Asking = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, async (response) => {
        let text = "";
        for await (const part of response.setEncoding("utf8")) text += part;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  const openView = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const options = { host: "127.0.0.1", port, path: `/view?token=${token}`, agent: false };
      request(options, resolve).on("error", reject).end();
    });
  /** Follows `/view`; yields each view as it comes. Leaving the loop hangs up. */
  async function* follow(): AsyncGenerator<BoothView> {
    const response = await openView();
    let text = "";
    for await (const part of response.setEncoding("utf8")) {
      const events = `${text}${part}`.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) yield JSON.parse(event.replace(/^data: /, "")) as BoothView;
    }
  }
  const post = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    ask("/visits", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", "x-bilik-token": token, ...headers },
    });
  return { kiosk, desk, port: Number(port), token, ask, openView, follow, post };
}
