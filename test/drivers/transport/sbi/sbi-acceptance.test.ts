import { X509Certificate } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { createFingerprintSbi } from "../../../../drivers/fingerprint/fingerprint-sbi.ts";
import { createIrisCameraSbi } from "../../../../drivers/iris-camera/iris-camera-sbi.ts";
import type { SbiOptions } from "../../../../drivers/transport/sbi/create-sbi-source.ts";
import { sbiReports } from "../../../../drivers/transport/sbi/sbi-reports.ts";
import { scanSbiPorts } from "../../../../drivers/transport/sbi/scan-sbi-ports.ts";
import { createEmulatorKeys } from "../../../../drivers/transport/sbi-emulator/emulator-keys.ts";
import { captureFaults, type SbiFault } from "../../../../drivers/transport/sbi-emulator/sbi-fault.ts";
import { decodeJp2 } from "../../../../pipelines/codec/jp2-codec.ts";
import { readSbiFinger, readSbiIris } from "../../../../runtime/compose-devices/read-sbi-records.ts";
import type { Clock } from "../../../../runtime/kernel/clock.ts";
import { BoothError } from "../../../../runtime/kernel/errors.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";
import { takeOne } from "../../frame-source-contract.ts";
import { createFastClock, optionsFor, orderFault, type PluggedEmulator, useEmulators } from "./emulator-bench.ts";
import { createKeepingLogger } from "./keeping-logger.ts";

const bench = useEmulators(createFastClock(5));
const create = (options: SbiOptions) => createFingerprintSbi({ ...options, readRecord: readSbiFinger(decodeJp2) });
const look = { target: 8, timeoutMs: 8_000, signal: new AbortController().signal } as const;

const strangers: Server[] = [];
afterAll(() => {
  for (const stranger of strangers) stranger.close();
});

/** Something else on a port: `answer` gets each connection. */
async function openStranger(port: number, answer: (socket: Socket) => void): Promise<void> {
  const stranger = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    answer(socket);
  });
  stranger.unref();
  strangers.push(stranger);
  await new Promise<void>((resolve, reject) => {
    stranger.once("error", reject);
    stranger.listen(port, "127.0.0.1", resolve);
  });
}

async function openOn(emulator: PluggedEmulator, parts: Partial<SbiOptions> = {}) {
  const device = create({ ...optionsFor(bench, emulator.port), ...parts });
  await device.open();
  return device;
}

describe("discovery", () => {
  it("finds services on two ports at once, past a foreign listener and a port that hangs", async () => {
    const one = await bench.plugIn(["iris"]);
    const other = await bench.plugIn(["slab"]);
    const first = Math.min(one.port, other.port) - 1;
    const last = Math.max(one.port, other.port) + 2;
    // Whatever else holds a port in between is a foreign listener too.
    await openStranger(last, (socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n")).catch(() => undefined);
    await openStranger(last - 1, () => undefined).catch(() => undefined);
    const ports = { first: Math.max(first, last - 99), last };
    const hasBoth = ports.first <= Math.min(one.port, other.port);
    const options = {
      ...optionsFor(bench, other.port),
      ports: hasBoth ? ports : { first: other.port, last: other.port },
    };
    const finger = create(options);
    await finger.open();
    expect(finger.provenance().serial).toBe("EMU-SBI-SLAB-1");
    if (hasBoth) {
      const iris = createIrisCameraSbi({ ...options, readRecord: readSbiIris(decodeJp2) });
      await iris.open();
      expect(iris.provenance().serial).toBe("EMU-SBI-IRIS-1");
      await iris.close();
    }
    await finger.close();
  });

  it("asks a hundred ports within the deadline though one of them hangs", async () => {
    const emulator = await bench.plugIn(["slab"]);
    await openStranger(24_598, () => undefined);
    const device = create({ ...optionsFor(bench, emulator.port), ports: { first: 24_501, last: 24_600 } });
    const startMs = performance.now();
    await expect(device.open()).rejects.toMatchObject({ code: "driver.timeout" });
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });

  it("can list what every port has to offer, of any kind", async () => {
    const emulator = await bench.plugIn(["slab", "iris", "face"]);
    const ports = { first: emulator.port, last: emulator.port };
    const scan = {
      device: "list",
      kind: "Biometric Device",
      ports,
      answerTimeoutMs: 1_500,
      clock: bench.clock,
    } as const;
    const { listed } = await scanSbiPorts(scan, look.signal);
    expect(listed.map(({ digitalId }) => [digitalId?.type, digitalId?.serialNo])).toEqual([
      ["Finger", "EMU-SBI-SLAB-1"],
      ["Iris", "EMU-SBI-IRIS-2"],
      ["Face", "EMU-SBI-FACE-3"],
    ]);
    expect(listed[0]?.base).toEqual({ port: emulator.port, prefix: "/" });
  });

  it("takes the device with the configured serial number, and no other", async () => {
    const emulator = await bench.plugIn(["slab", "single-finger"]);
    const device = await openOn(emulator, { serial: "EMU-SBI-SINGLE-FINGER-2" });
    expect(device.provenance().model).toBe("Bilik emulated single-finger");
    await device.close();
    await expect(openOn(emulator, { serial: "EMU-OTHER" })).rejects.toMatchObject({ code: "driver.disconnected" });
  });

  it("does not trust a device of another environment, and does not open one that is not ready or registered", async () => {
    const emulator = await bench.plugIn(["slab"]);
    await expect(openOn(emulator, { environment: "Production" })).rejects.toMatchObject({ code: "driver.untrusted" });
    const [slab] = emulator.devices;
    slab!.status = "Not Ready";
    await expect(openOn(emulator)).rejects.toMatchObject({ code: "driver.busy", detail: { reported: "sbi:110" } });
    slab!.status = "Not Registered";
    await expect(openOn(emulator)).rejects.toMatchObject({ code: "driver.untrusted", detail: { reported: "sbi:100" } });
  });

  it("does not trust a description that leads to another authority", async () => {
    const emulator = await bench.plugIn(["slab"]);
    const foreign = await createEmulatorKeys(bench.clock.nowAt());
    const readAuthorities = async () => [new X509Certificate(foreign.authorityPem)];
    await expect(openOn(emulator, { readAuthorities })).rejects.toMatchObject({ code: "driver.untrusted" });
  });
});

describe("a capture's checks", () => {
  const codes: Readonly<Record<(typeof captureFaults)[number], readonly [code: string, problem: RegExp]>> = {
    "bad-signature": ["driver.untrusted", /signature does not hold/],
    "expired-certificate": ["driver.untrusted", /expired/],
    "unchained-certificate": ["driver.untrusted", /no known authority/],
    "other-digital-id": ["driver.untrusted", /another device/],
    "broken-chain": ["driver.untrusted", /chain of hashes/],
    "stale-timestamp": ["driver.untrusted", /5 minutes/],
    "other-transaction": ["driver.untrusted", /another transaction/],
    doubled: ["driver.malformed", /2 of 1/],
    missing: ["driver.malformed", /./],
    "other-finger": ["driver.malformed", /not asked for/],
    "truncated-record": ["driver.malformed", /shorter or longer/],
    "wrong-geometry": ["driver.malformed", /record\.invalid/],
  };

  it.each(captureFaults)("refuse %s, and take the next capture", async (fault) => {
    const emulator = await bench.plugIn(["slab"]);
    const device = await openOn(emulator);
    emulator.faults.add(orderFault(fault));
    const [code, problem] = codes[fault];
    await expect(takeOne(device, look)).rejects.toMatchObject({
      code,
      detail: { problem: expect.stringMatching(problem) },
    });
    expect(device.health().state).toBe("ready");
    expect((await takeOne(device, look)).image.widthPx).toBe(48);
    await device.close();
  });

  it("hold for a clock that differs by less than five minutes, and not by six", async () => {
    const emulator = await bench.plugIn(["slab"]);
    const skewed = (minutes: number): Clock => ({
      ...bench.clock,
      nowAt: () => new Date(Date.now() + minutes * 60_000).toISOString(),
    });
    for (const minutes of [-4, 4]) {
      const device = await openOn(emulator, { clock: skewed(minutes) });
      expect((await takeOne(device, look)).image.widthPx).toBe(48);
      await device.close();
    }
    for (const minutes of [-6, 6]) {
      const device = await openOn(emulator, { clock: skewed(minutes) });
      await expect(takeOne(device, look)).rejects.toMatchObject({ code: "driver.untrusted" });
      await device.close();
    }
  });

  it("chain each capture to the one before it, also over a loss", async () => {
    const emulator = await bench.plugIn(["slab"]);
    const device = await openOn(emulator);
    await takeOne(device, look);
    await takeOne(device, { ...look, target: 7 });
    emulator.unplug();
    await expect(takeOne(device, look)).rejects.toMatchObject({ code: "driver.disconnected" });
    await emulator.plugIn();
    await device.open();
    await takeOne(device, look);
    await device.close();
    const previous = emulator.requests().map(({ previousHash }) => previousHash);
    expect(previous[0]).toBe("");
    expect(new Set(previous).size).toBe(3);
    for (const hash of previous.slice(1)) expect(hash).toMatch(/^[0-9A-F]{64}$/);
  });
});

describe("every error code", () => {
  it("has a meaning, an action, and words in two languages", () => {
    const spec = [100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 202];
    const mock = [113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 500, 501, 502, 503, 504, 505, 506, 507, 551];
    const streams = Array.from({ length: 10 }, (_, index) => 601 + index);
    const captures = [...Array.from({ length: 11 }, (_, index) => 700 + index), 809, 999];
    for (const code of [...spec, ...mock, ...streams, ...captures]) expect(sbiReports).toHaveProperty([`sbi:${code}`]);
    for (const { id, en, action, meaning } of Object.values(sbiReports)) {
      expect(["retry", "reseat", "call-operator"]).toContain(action);
      expect(id).toMatch(/^\p{Lu}.{10,}\.$/u);
      expect(en).toMatch(/^\p{Lu}.{10,}\.$/u);
      expect(id).not.toBe(en);
      expect(meaning).not.toBe("");
    }
  });

  it("becomes the failure that its meaning says, and carries the code", async () => {
    const emulator = await bench.plugIn(["single-finger"]);
    const device = await openOn(emulator);
    const kinds = {
      "101": "no-biometric",
      "103": "untrusted",
      "109": "malformed",
      "701": "timeout",
      "704": "disconnected",
    };
    for (const [code, kind] of Object.entries({ ...kinds, "4711": "malformed", "../etc": "malformed" })) {
      await device.open();
      emulator.faults.add(orderFault("code", { code }));
      const failure = await takeOne(device, look).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: `driver.${kind}` });
      const reported = code === "../etc" ? "sbi:unreadable" : `sbi:${code}`;
      expect((failure as BoothError).detail).toMatchObject({ reported });
    }
    await device.close();
  });

  it("comes from the device itself when it runs out of time", async () => {
    const emulator = await bench.plugIn(["slab"], { captureDelayMs: 10_000 });
    const device = await openOn(emulator, { captureTimeoutMs: 400 });
    await expect(takeOne(device, look)).rejects.toMatchObject({
      ...{ code: "driver.timeout", detail: { reported: "sbi:701", operation: "capture" } },
    });
    await device.close();
  });
});

describe("the wire", () => {
  it.each(["slow", "no-length", "trailing-bytes"] as const)("is read when it is %s", async (fault) => {
    const emulator = await bench.plugIn(["slab"]);
    const device = await openOn(emulator);
    emulator.faults.add(orderFault(fault, { times: 2 }));
    for (let round = 0; round < 2; round += 1) expect((await takeOne(device, look)).image.widthPx).toBe(48);
    await device.close();
  });

  it.each([
    ["wrong-address", "sbi:500"],
    ["garbage-json", undefined],
    ["garbage", undefined],
  ] as const)("is refused when it is %s", async (fault, reported) => {
    const emulator = await bench.plugIn(["slab"]);
    const device = await openOn(emulator);
    emulator.faults.add(orderFault(fault));
    const failure = await takeOne(device, look).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "driver.malformed" });
    expect((failure as BoothError<"driver.malformed">).detail.reported).toBe(reported);
    await device.close();
  });

  it("fails cleanly wherever it tears", async () => {
    const emulator = await bench.plugIn(["slab"], { captureDelayMs: 0 });
    const device = await openOn(emulator);
    const random = createRandom("tears");
    const inHead = Array.from({ length: 20 }, (_, index) => index * 15);
    const inBody = Array.from({ length: 20 }, () => random.integer(300, 5_000));
    for (const atByte of [...inHead, ...inBody]) {
      emulator.faults.add(orderFault("torn", { atByte }));
      const failure = await takeOne(device, look).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(BoothError);
      expect(["driver.disconnected", "driver.malformed"]).toContain((failure as BoothError).code);
      await device.open();
    }
    expect((await takeOne(device, look)).image.widthPx).toBe(48);
    await device.close();
  });
});

describe("a policy's score", () => {
  it("is what each kind of device is asked for, and a lower score comes through as it is", async () => {
    const emulator = await bench.plugIn(["slab", "iris"]);
    const finger = await openOn(emulator, { requestedScore: 40 });
    const irisOptions = { ...optionsFor(bench, emulator.port), requestedScore: 60 };
    const iris = createIrisCameraSbi({ ...irisOptions, readRecord: readSbiIris(decodeJp2) });
    await iris.open();
    emulator.devices[0]!.qualityScore = 22.5;
    expect((await takeOne(finger, look)).deviceScore).toBe(22.5);
    await takeOne(iris, { ...look, target: "left" });
    expect(emulator.requests().map(({ requestedScore }) => requestedScore)).toEqual(["40", "60"]);
    await Promise.all([finger.close(), iris.close()]);
  });
});

describe("one device", () => {
  it("never captures twice at once, however often looks are begun and left", async () => {
    const emulator = await bench.plugIn(["slab"], { captureDelayMs: 100 });
    const device = await openOn(emulator);
    for (let round = 0; round < 10; round += 1) {
      const leaving = new AbortController();
      const pending = takeOne(device, { ...look, signal: leaving.signal });
      await expect(takeOne(device, look)).rejects.toMatchObject({ code: "driver.busy" });
      if (round % 2 === 0) leaving.abort(new Error("left"));
      await pending.catch(() => undefined);
    }
    expect(emulator.captureCount()).toEqual({ now: 0, most: 1 });
    await device.close();
  });
});

describe("what is logged and thrown", () => {
  it("never holds a record or a body", async () => {
    const emulator = await bench.plugIn(["slab"]);
    const logger = createKeepingLogger();
    const device = await openOn(emulator, { logger });
    const said: string[] = [];
    const faults: readonly SbiFault[] = [...captureFaults, "garbage-json", "torn", "wrong-address"];
    for (const fault of faults) {
      emulator.faults.add(orderFault(fault, { atByte: 5_000 }));
      const failure = await takeOne(device, look).catch((error: unknown) => error);
      for (let each = failure; each instanceof Error; each = each.cause) said.push(each.message, JSON.stringify(each));
      await device.open();
    }
    await device.close();
    const everything = [...said, ...logger.lines()].join("\n");
    expect(everything.length).toBeGreaterThan(1_000);
    // `FIR` in base64url, the beginning of every signed message, and the name of the field itself.
    expect(everything).not.toMatch(/RklSADAyM|eyJ|bioValue/);
    expect(Math.max(...everything.split("\n").map((line) => line.length))).toBeLessThan(600);
  });
});
