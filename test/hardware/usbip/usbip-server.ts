import { once } from "node:events";
import { createServer } from "node:net";
import type { UsbDevice } from "./usb-device.ts";
import { createUsbipSession, type UsbipSession } from "./usbip-session.ts";

export type UsbipServer = {
  /** To be called whenever the device has something new to say. */
  readonly flush: () => void;
  /** Cuts every connection: to the kernel on the other end, the device is pulled out. */
  readonly close: () => void;
};

/** Offers one device on a local port, as `usbipd` does. */
export async function startUsbipServer(device: UsbDevice, port: number): Promise<UsbipServer> {
  const sessions = new Map<() => void, UsbipSession>();
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    const session = createUsbipSession(device, (bytes) => socket.write(bytes));
    const cut = () => socket.destroy();
    sessions.set(cut, session);
    socket.on("data", (bytes) => {
      if (!session.receive(bytes)) socket.end();
    });
    // A client that goes away has pulled the cable from its side.
    socket.on("error", cut);
    socket.on("close", () => sessions.delete(cut));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    flush: () => {
      for (const session of sessions.values()) session.flush();
    },
    close: () => {
      server.close();
      for (const cut of sessions.keys()) cut();
    },
  };
}
