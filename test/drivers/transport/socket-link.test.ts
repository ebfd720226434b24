import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createSocketLink } from "../../../drivers/transport/socket-link.ts";
import { waitUntil } from "../../broker/wait-until.ts";

const device = "test line";
const never = new AbortController().signal;
const gone = { code: "driver.disconnected", detail: { device } };
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listen(attend: (far: Socket) => void) {
  const server = createServer(attend);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return createSocketLink({ device, to: { host: "127.0.0.1", port } });
}

describe("a line over a socket", () => {
  it("carries bytes both ways", async () => {
    const openLink = await listen((far) => far.pipe(far));
    const link = await openLink(never);
    const received: number[] = [];
    const stop = link.onBytes((chunk) => received.push(...chunk));
    await link.setBaudRate(9_600);
    await link.write(Uint8Array.of(1, 2, 3));
    await waitUntil("all is back", () => received.length === 3);
    stop();
    expect(received).toEqual([1, 2, 3]);
    await link.close();
  });

  it("says once that the other end has gone, and fails what comes after", async () => {
    let far: Socket | undefined;
    const openLink = await listen((socket) => {
      far = socket;
    });
    const link = await openLink(never);
    let losses = 0;
    link.onLost(() => {
      losses += 1;
    });
    await waitUntil("the far end is there", () => far !== undefined);
    far?.resetAndDestroy();
    await waitUntil("the loss is told", () => losses === 1);
    await expect(link.write(Uint8Array.of(1))).rejects.toMatchObject(gone);
    await link.close();
    expect(losses).toBe(1);
  });

  it("reports nothing after it was closed", async () => {
    const openLink = await listen((far) => far.on("error", () => undefined));
    const link = await openLink(never);
    let isTold = false;
    link.onLost(() => {
      isTold = true;
    });
    await Promise.all([link.close(), link.close()]);
    await expect(link.write(Uint8Array.of(1))).rejects.toMatchObject(gone);
    expect(isTold).toBe(false);
  });

  it("is disconnected where nobody listens, and does not open for somebody who has left", async () => {
    const nobody = createSocketLink({ device, to: { path: "/no/such/socket" } });
    await expect(nobody(never)).rejects.toMatchObject(gone);
    const reason = new Error("the resident left");
    const openLink = await listen(() => undefined);
    await expect(openLink(AbortSignal.abort(reason))).rejects.toBe(reason);
    const leaving = new AbortController();
    const opening = openLink(leaving.signal);
    leaving.abort(reason);
    await expect(opening).rejects.toBe(reason);
  });
});
