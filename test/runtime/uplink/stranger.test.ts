import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { mosquittoMissing, startMosquitto } from "../../broker/start-mosquitto.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { createPair } from "./booth-and-office.ts";

const listener = "/usr/bin/mosquitto_sub";
const missing = mosquittoMissing ?? (existsSync(listener) ? null : `${listener} is not installed`);

it.skipIf(missing !== null)(
  `lets a stranger with mosquitto_sub put the package together from the layout alone${missing === null ? "" : ` (skipped: ${missing})`}`,
  async () => {
    const broker = await startMosquitto();
    const pair = await createPair();
    const stranger = spawn(listener, ["-p", String(broker.port), "-q", "1", "-t", "bilik/v1/up/+/+/+/+/c", "-F", "%x"]);
    let heard = "";
    stranger.stdout.on("data", (text: Buffer) => {
      heard += text.toString();
    });
    await pair.createOffice(broker.url, 5).start();
    const uplink = pair.createUplink(broker.url, 5, { chunkLengthMaxBytes: 32_768 });
    await uplink.start();
    const { packageId, lengthBytes } = await pair.addPackage(400_000);
    uplink.kick();
    await waitUntil("the outbox is empty", () => pair.outbox.pending().length === 0);
    await waitUntil(
      "the stranger has heard all",
      () => heard.trim().split("\n").length === Math.ceil(400_000 / 32_768),
    );

    const whole = Buffer.alloc(lengthBytes);
    for (const line of heard.trim().split("\n")) {
      const message = Buffer.from(line, "hex");
      whole.set(message.subarray(48), Number(message.readBigUInt64BE(28)));
    }
    expect(createHash("sha256").update(whole).digest("hex")).toBe(packageId);
    stranger.kill();
    await pair.dispose();
    await broker.stop();
  },
);
