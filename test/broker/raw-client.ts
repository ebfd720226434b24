import { connectAsync, type MqttClient } from "mqtt";
import { onTestFinished } from "vitest";

/** A plain MQTT client with nothing of ours between it and the broker. Ends with the test. */
export async function connectRaw(url: string, username: string, protocolVersion: 4 | 5 = 4): Promise<MqttClient> {
  const clientId = `raw-${username}-${Math.random().toString(36).slice(2)}`;
  const client = await connectAsync(url, { protocolVersion, username, clientId, reconnectPeriod: 0 });
  client.on("error", () => undefined);
  onTestFinished(async () => {
    await client.endAsync(true);
  });
  return client;
}
