import { createConnection, type Socket } from "node:net";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { ByteLink, OpenByteLink } from "./byte-link.ts";
import { createLinkEvents, type LinkEvents } from "./link-events.ts";

export type SocketLine = {
  /** Names the device in failures. */
  readonly device: string;
  readonly to: { readonly host: string; readonly port: number } | { readonly path: string };
};

/** Opens a TCP or Unix socket, for devices such as network printers. It has no speed of its own. */
export function createSocketLink({ device, to }: SocketLine): OpenByteLink {
  return async (signal) => {
    signal.throwIfAborted();
    const socket = createConnection(to);
    const events = createLinkEvents(device);
    socket.on("close", events.lose);
    // Without a listener an error would end the process; `close` follows it.
    socket.on("error", events.lose);
    socket.on("data", events.receive);
    await connected(socket, device, signal);
    return linkSocket(socket, events, "path" in to || isOwnMachine(to.host));
  };
}

function linkSocket(socket: Socket, { onBytes, onLost, perform, retire }: LinkEvents, isEmulated: boolean): ByteLink {
  return {
    isEmulated,
    onBytes,
    onLost,
    write: (bytes) =>
      perform((done) => {
        socket.write(bytes, done);
      }),
    setBaudRate: () => perform((done) => done()),
    close: async () => {
      retire();
      socket.destroy();
    },
  };
}

function connected(socket: Socket, device: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      socket.destroy();
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
    const settle = (then: () => void) => () => {
      signal.removeEventListener("abort", stop);
      then();
    };
    socket.once("connect", settle(resolve));
    socket.once(
      "close",
      settle(() => reject(new BoothError("driver.disconnected", { device }))),
    );
  });
}

/** Devices on a network have an address of their own: behind the loopback one sits a program. */
function isOwnMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}
