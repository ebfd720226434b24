import { existsSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { noJson, readLeadingJson } from "../../../../drivers/transport/read-leading-json.ts";
import {
  bareErrorSchema,
  captureDataSchema,
  captureReplySchema,
  deviceInfoSchema,
  digitalIdSchema,
  discoverySchema,
  infoListSchema,
} from "../../../../drivers/transport/sbi/sbi-messages.ts";
import { createFastClock, type PluggedEmulator, useEmulators } from "./emulator-bench.ts";

/** Recorded from MOSIP's own mock device; a JWS stands as `{ jwtPayload }`, and images by their length alone. */
const path = "../shared/reference/sbi-transcripts.json";
const isThere = existsSync(path);
const transcripts = z
  .array(
    z.object({
      name: z.string(),
      request: z.object({ method: z.string(), path: z.string(), body: z.unknown().optional() }),
      response: z.unknown(),
    }),
  )
  .parse(isThere ? JSON.parse(readFileSync(path, "utf8")) : []);
const bench = useEmulators(createFastClock(5));

/** The kinds of all values by their places; lists by their first member. What varies with the device is left out. */
function describeShape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [describeShape(value[0])];
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, describeShape(each)])
      .sort(),
  );
}

/** A JWS as the transcripts show it. */
function unfold(value: unknown): unknown {
  if (typeof value === "string" && /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(value)) {
    return { jwtPayload: unfold(JSON.parse(Buffer.from(value.split(".")[1]!, "base64url").toString())) };
  }
  if (Array.isArray(value)) return value.map(unfold);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unfold(each)]));
}

/** A transcript as it was on the wire, but for its signatures. */
function fold(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fold);
  if (typeof value !== "object" || value === null) return value;
  if ("jwtPayload" in value) return `h.${Buffer.from(JSON.stringify(fold(value.jwtPayload))).toString("base64url")}.s`;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fold(each)]));
}
const payload = (compact: string) => JSON.parse(Buffer.from(compact.split(".")[1]!, "base64url").toString());

function ask({ port }: PluggedEmulator, { method, path: to, body }: { method: string; path: string; body?: unknown }) {
  const text = body === undefined ? "" : JSON.stringify(body).replaceAll("Staging", "Developer");
  return new Promise<unknown>((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, method, path: to, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => {
        const whole = Buffer.concat(chunks).toString();
        const json = readLeadingJson(whole);
        resolve(json === noJson ? whole : json);
      });
    });
    outgoing.on("error", reject);
    outgoing.end(text);
  });
}

describe.skipIf(!isThere)(
  `the reference device's transcripts (${isThere ? "there" : "skipped: not on this machine"})`,
  () => {
    const named = (name: string) => transcripts.find((one) => one.name === name)!;

    it("are understood by our reading of each message", () => {
      expect(discoverySchema.parse(named("discover all").response)).toHaveLength(3);
      expect(discoverySchema.parse(named("discover busy").response)[0]?.error).toBe("111");
      const infos = infoListSchema.parse(fold(named("info").response));
      expect(infos).toHaveLength(3);
      for (const { deviceInfo, error } of infos) {
        const info = deviceInfoSchema.parse(payload(deviceInfo));
        expect(error).toBeNull();
        expect(digitalIdSchema.parse(payload(info.digitalId)).make).toBe("MOSIP");
      }
      const { biometrics } = captureReplySchema.parse(fold(named("rcapture left slap").response));
      expect(biometrics.map(({ data }) => captureDataSchema.parse(payload(data)).bioSubType)).toHaveLength(4);
      for (const [name, code] of Object.entries({
        ...{ "rcapture missing previousHash": "123", "rcapture bad count": "109", "rcapture bad tx": "112" },
        "rcapture busy": "703",
      })) {
        expect(captureReplySchema.parse(named(name).response).biometrics[0]?.error).toBe(code);
      }
      expect(bareErrorSchema.parse(named("second stream while streaming").response)).toBe("111");
      expect(bareErrorSchema.parse(named("discover bad").response)).toBe("502");
    });

    it("have the shapes of the emulator's answers to the same questions", async () => {
      const emulator = await bench.plugIn(["iris", "slab", "face"]);
      const asked = [
        "discover all",
        "discover bad",
        "info",
        "rcapture left slap",
        "rcapture bad count",
        "rcapture bad tx",
      ];
      for (const name of asked) {
        const transcript = named(name);
        const own = unfold(await ask(emulator, transcript.request));
        expect([name, describeShape(own)]).toEqual([name, describeShape(transcript.response)]);
      }
      const missing = await ask(emulator, named("rcapture missing previousHash").request);
      expect(captureReplySchema.parse(missing).biometrics[0]?.error).toBe("123");
      const nowhere = await ask(emulator, named("unknown verb path").request);
      const body = (text: unknown) => String(text).slice(String(text).indexOf("\r\n\r\n"));
      expect(body(nowhere)).toBe(body(named("unknown verb path").response));
      expect(String(nowhere)).toMatch(/^HTTP\/1\.1 405 OK\r\n/);
    });
  },
);
