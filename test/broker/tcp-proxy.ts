import { connect, createServer, type Socket } from "node:net";

export type TcpProxy = {
  readonly port: number;
  /** Breaks every connection without a word, as a dying machine or a pulled cable does. */
  readonly cut: () => void;
  /** Lets nothing more through on the connections there are, and keeps them open. */
  readonly freeze: () => void;
  readonly stop: () => Promise<void>;
};

/** Stands between a client and a broker on the loopback address. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(targetPort, "127.0.0.1");
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    cut,
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      cut();
      await closed;
    },
  };
}
