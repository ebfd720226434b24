import { generateKeyPair } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll } from "vitest";
import { writeRsaCertificate } from "../../../drivers/transport/sbi-emulator/write-rsa-certificate.ts";
import type { FrameSource } from "../../../runtime/kernel/device.ts";
import type { Bench } from "../device-contract.ts";
import type { Fault } from "../frame-source-contract.ts";
import { waitUntilLost } from "../wait-until-lost.ts";

/** A gray BMP as these services send it: palette, rows from below. */
export function formatBmp(
  widthPx: number,
  heightPx: number,
  pixelAt = (x: number, y: number) => (x * 3 + y * 5) % 256,
) {
  const strideBytes = Math.ceil(widthPx / 4) * 4;
  const bmp = Buffer.alloc(1_078 + strideBytes * heightPx);
  bmp.write("BM");
  bmp.writeUInt32LE(bmp.length, 2);
  for (const [at, value] of [
    [10, 1_078],
    [14, 40],
    [18, widthPx],
    [22, heightPx],
  ] as const)
    bmp.writeUInt32LE(value, at);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(8, 28);
  for (let index = 0; index < 256; index += 1) bmp.fill(index, 54 + 4 * index, 57 + 4 * index);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) bmp[1_078 + (heightPx - 1 - y) * strideBytes + x] = pixelAt(x, y);
  }
  return bmp;
}

/** One vendor's service: what it answers to a request, given what is wrong with it just now. */
export type Speak = (request: IncomingMessage, body: string, fault: Fault | null) => object | null;

/** What happens to the bytes of the next capture's answer, whatever it says. */
export type WireFault =
  | { readonly kind: "torn"; readonly atByte: number }
  | { readonly kind: "slow"; readonly pauseMs: number }
  | { readonly kind: "doubled" };

export type VendorService = {
  readonly port: () => number;
  readonly certificatePem: () => string;
  readonly plugIn: () => Promise<void>;
  readonly unplug: () => void;
  /** For the next capture alone, or until it is cleared when the reader is held. */
  readonly setFault: (fault: Fault | null) => void;
  readonly setWireFault: (fault: WireFault | null) => void;
  /** Answers nothing to the next question of any kind. */
  readonly goMute: () => void;
};

/** A service on its own port, gone after the tests; `capturePath` is where its faults act. */
export function useVendorService(
  speak: Speak,
  { capturePath, isTls }: { capturePath: string; isTls: boolean },
): VendorService {
  let server: Server | null = null;
  let port = 0;
  let fault: Fault | null = null;
  let wireFault: WireFault | null = null;
  let isMute = false;
  const sockets = new Set<Socket>();
  const tls = { cert: "", key: "" };

  const unplug = () => {
    server?.close();
    server = null;
    for (const socket of sockets) socket.destroy();
  };
  const answer = (request: IncomingMessage, response: ServerResponse, body: string) => {
    if (isMute) {
      isMute = false;
      return;
    }
    const isCapture = request.url === capturePath;
    const due = isCapture ? fault : null;
    if (isCapture && fault !== "held") fault = null;
    if (due === "stall") return;
    if (due === "unplug") return unplug();
    if (due === "garbage") return response.end("<html>not here</html>");
    const text = JSON.stringify(speak(request, body, due));
    deliver(response, text, isCapture);
  };
  const deliver = (response: ServerResponse, text: string, isCapture: boolean) => {
    const due = isCapture ? wireFault : null;
    if (isCapture) wireFault = null;
    if (due === null) response.end(text);
    else void answerBadly(response, text, due);
  };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => answer(request, response, Buffer.concat(chunks).toString()));
  };
  const plugIn = async () => {
    if (server !== null) return;
    const listener = isTls ? createTlsServer(tls, handle) : createServer(handle);
    listener.on("connection", (socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    });
    server = listener;
    await new Promise<void>((resolve) => listener.listen(port, "127.0.0.1", resolve));
    port = (listener.address() as AddressInfo).port;
  };

  beforeAll(async () => {
    if (isTls) Object.assign(tls, await makeCertificate());
    await plugIn();
  });
  afterAll(unplug);
  return {
    port: () => port,
    certificatePem: () => tls.cert,
    plugIn,
    unplug,
    setFault: (next) => {
      fault = next;
    },
    setWireFault: (next) => {
      wireFault = next;
    },
    goMute: () => {
      isMute = true;
    },
  };
}

async function answerBadly(response: ServerResponse, text: string, fault: WireFault): Promise<void> {
  const socket = response.socket;
  if (socket === null) return;
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n`;
  const whole = Buffer.from(`${head}${text}`);
  switch (fault.kind) {
    case "torn":
      socket.end(whole.subarray(0, fault.atByte));
      return;
    case "doubled":
      socket.end(Buffer.concat([whole, whole]));
      return;
    case "slow":
      for (let at = 0; at < whole.length; at += 100) {
        socket.write(whole.subarray(at, at + 100));
        await delay(fault.pauseMs);
      }
      socket.end();
      return;
    default:
      fault satisfies never;
  }
}

/** As such services make it for themselves: self-signed, by nobody's authority. */
export async function makeCertificate(): Promise<{ readonly cert: string; readonly key: string }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2_048 });
  const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const der = writeRsaCertificate({
    ...{ commonName: "localhost", publicKey, issuer: { commonName: "localhost", privateKey }, isAuthority: true },
    ...{ validFrom: at(-1), validUntil: at(30) },
  });
  const cert = `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString("base64")}\n-----END CERTIFICATE-----\n`;
  return { cert, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

/** The benches of the frame source contract over one vendor's service. */
export function vendorBenches<Target, Frame>(service: VendorService, create: () => FrameSource<Target, Frame>) {
  const settle = <T>(work: Promise<T>) => work;
  const working = (): Bench<FrameSource<Target, Frame>> => ({ device: create(), settle });
  const mended = (): Bench<FrameSource<Target, Frame>> => {
    const device = create();
    let openings = 0;
    const open = async () => {
      openings += 1;
      if (openings > 1) {
        service.setFault(null);
        await service.plugIn();
      }
      await device.open();
    };
    return { device: { ...device, open }, settle };
  };
  return {
    isSimulated: true,
    working,
    plugged: () => {
      const { device } = working();
      const pull = async () => {
        service.unplug();
        await waitUntilLost(device);
      };
      return { device, settle, pull, insert: service.plugIn };
    },
    lateComer: () => {
      service.unplug();
      return mended();
    },
    mute: () => {
      service.goMute();
      return mended();
    },
    faulty: (fault: Fault) => {
      service.setFault(fault);
      return mended();
    },
  };
}
