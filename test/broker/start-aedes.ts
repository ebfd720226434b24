import { type EmbeddedBroker, startEmbeddedBroker } from "../../runtime/transfer/embedded-broker.ts";
import type { TestBroker } from "./test-broker.ts";

/** The embedded broker, which forgets everything when it is killed. */
export async function startAedes(): Promise<TestBroker> {
  let broker: EmbeddedBroker | null = await startEmbeddedBroker({ host: "127.0.0.1", port: 0 });
  const { url } = broker;
  const port = Number(new URL(url).port);
  const kill = async () => {
    await broker?.stop();
    broker = null;
  };
  return {
    url,
    port,
    kill,
    restart: async () => {
      broker = await startEmbeddedBroker({ host: "127.0.0.1", port });
    },
    stop: kill,
  };
}
