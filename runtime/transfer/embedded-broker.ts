import { createServer, type Server, type Socket } from "node:net";
import { Aedes, type AuthenticateError } from "aedes";
import { BoothError } from "../kernel/errors.ts";
import { stationIdSchema } from "./identifiers.ts";
import { mayBoothPublish, mayBoothSubscribe } from "./topics.ts";

export type EmbeddedBroker = { readonly url: string; readonly stop: () => Promise<void> };

/** User name of the receiving end; everybody else is the booth it is named after. */
export const officeUsername = "office";

const loopback: readonly string[] = ["127.0.0.1", "::1", "localhost"];

/**
 * A broker inside the process, for a first run on one machine: MQTT 3.1.1, no passwords, nothing kept on disk. So it
 * listens on the loopback address only; a booth may publish under its own id only, and only the office may answer it.
 * `port` 0 takes any free one.
 * @throws BoothError `config.invalid` when the host is not a loopback address
 * @throws BoothError `broker.unreachable` when it cannot listen there
 */
export async function startEmbeddedBroker(options: {
  readonly host: string;
  readonly port: number;
}): Promise<EmbeddedBroker> {
  const { host, port } = options;
  if (!loopback.includes(host)) {
    throw new BoothError("config.invalid", { path: "broker", problems: `${host} is not a loopback address` });
  }
  const broker = await Aedes.createBroker(authorisation());
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    broker.handle(socket);
  });
  const listeningPort = await listen(server, host, port);

  return {
    url: `mqtt://${host.includes(":") ? `[${host}]` : host}:${listeningPort}`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      await closed;
    },
  };
}

function authorisation(): ConstructorParameters<typeof Aedes>[0] {
  // The broker's client object carries no user name of its own.
  const usernames = new WeakMap<object, string>();
  const isOffice = (client: object) => usernames.get(client) === officeUsername;
  const nameOf = (client: object) => usernames.get(client) ?? "";
  return {
    authenticate: (client, username, _password, done) => {
      if (username === undefined || !stationIdSchema.safeParse(username).success) return done(refusal(), false);
      usernames.set(client, username);
      done(null, true);
    },
    authorizePublish: (client, packet, done) => {
      const isAllowed = client !== null && (isOffice(client) || mayBoothPublish(nameOf(client), packet.topic));
      done(isAllowed ? null : new Error("not this booth's topic"));
    },
    authorizeSubscribe: (client, subscription, done) => {
      const isAllowed = isOffice(client) || mayBoothSubscribe(nameOf(client), subscription.topic);
      done(null, isAllowed ? subscription : null);
    },
  };
}

/** CONNACK return code 5, not authorised (MQTT 3.1.1, 3.2.2.3). */
function refusal(): AuthenticateError {
  return Object.assign(new Error("no such station"), { returnCode: 5 });
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const problem = `cannot listen: ${cause.message}`;
      reject(new BoothError("broker.unreachable", { url: `mqtt://${host}:${port}`, problem }, { cause }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
