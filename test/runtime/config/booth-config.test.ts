import { describe, expect, it } from "vitest";
import { wordFailure } from "../../../runtime/cli/failure-sentences.ts";
import { type BoothConfig, parseBoothConfig } from "../../../runtime/config/booth-config.ts";
import { builtModelsDir } from "../../../runtime/config/built-models.ts";
import { BoothError, isFailure } from "../../../runtime/kernel/errors.ts";

const path = "/etc/bilik/booth.json";
const defaults: BoothConfig = {
  booth: {
    id: "bilik-01",
    site: "pangkalan-banteng",
    officeName: "Kecamatan Pangkalan Banteng",
    timeZone: "Asia/Jakarta",
    registerCode: "PB",
  },
  letter: {
    headLines: [
      "PEMERINTAH KABUPATEN KOTAWARINGIN BARAT",
      "KECAMATAN PANGKALAN BANTENG",
      "Jl. A. Yani KM 68, Desa Karang Mulya 74183",
    ],
    place: "Karang Mulya",
  },
  devices: {
    fingerprint: { driver: "simulator" },
    faceCamera: { driver: "simulator" },
    irisCamera: { driver: "simulator" },
    signaturePad: { driver: "simulator" },
    documentScanner: { driver: "simulator" },
    boothIo: { driver: "simulator" },
    printer: { driver: "simulator" },
    receiptPrinter: { driver: "none" },
    slowFactor: 1,
  },
  registry: { kind: "simulated" },
  stateDir: ".bilik",
  modelsDir: builtModelsDir,
  broker: { url: "embedded", protocolVersion: 4, receiptWaitMs: 60_000 },
  capture: {
    attemptsMax: 3,
    verificationAttemptsMax: 3,
    frameTimeoutMs: 15_000,
    burstFramesMax: 3,
    fingerprintScoreMin: 40,
    irisScoreMin: 60,
    limits: {},
    readsPaperNumbers: true,
    pipelineWorkers: 1,
  },
  record: {
    fingerImages: "jpeg-2000-lossless",
    irisImages: "cropped",
    portraitLimitBytes: null,
    portraitEyes: { isKept: false, irisDiameterMinPx: 80 },
  },
  storage: { journalLimitBytes: 2_000_000_000, freeSpaceMinBytes: 200_000_000 },
  power: { suppliesDir: "/sys/class/power_supply" },
  kiosk: {
    ...{ port: 8473, lookMs: 20_000, demo: "auto", steadyFramesMin: 4 },
    timing: {
      ...{ beforeVisitMs: 60_000, dataEntryMs: 180_000, inVisitMs: 90_000, afterVisitMs: 30_000 },
      ...{ warningMs: 20_000, officerMs: 60_000 },
    },
  },
  simulatedSeed: "bilik",
  simulatedPaceRatio: 1,
  logLevel: "info",
};

function failureOf(input: unknown): BoothError<"config.invalid"> {
  try {
    parseBoothConfig(input, path);
  } catch (error) {
    if (isFailure(error, "config.invalid")) return error;
    throw error;
  }
  throw new BoothError("config.invalid", { path, problems: "none was found" });
}

describe("the configuration", () => {
  it("is all defaults for an empty file, and for empty sections", () => {
    expect(parseBoothConfig({}, path)).toEqual(defaults);
    const empty = { booth: {}, broker: {}, capture: {}, record: {}, storage: {}, kiosk: {} };
    expect(parseBoothConfig(empty, path)).toEqual(defaults);
  });

  it("changes what is named and nothing beside it", () => {
    const broker = { url: "mqtts://broker.example:8883", authorityPath: "broker-ca.pem", protocolVersion: 5 };
    const given = { broker, capture: { attemptsMax: 5 } };
    expect(parseBoothConfig(given, path)).toEqual({
      ...defaults,
      broker: { ...defaults.broker, ...given.broker },
      capture: { ...defaults.capture, ...given.capture },
    });
  });

  it("looks residents up in a list or at a service, bounded", () => {
    const http = { kind: "http", url: "https://register.kecamatan.example/find" };
    expect(parseBoothConfig({ registry: http }, path).registry).toEqual({ ...http, timeoutMs: 4_000, attemptsMax: 2 });
    const list = { kind: "list", path: "/etc/bilik/penduduk.csv" };
    expect(parseBoothConfig({ registry: list }, path).registry).toEqual(list);
    for (const registry of [
      { kind: "list" },
      { ...http, url: "ftp://register.example" },
      { ...http, attemptsMax: 6 },
      { ...http, timeoutMs: 60_000 },
      { kind: "simulated", path: "x" },
    ])
      expect(() => parseBoothConfig({ registry }, path)).toThrow(/registry/);
  });

  it("is not changed by what is read out of it twice", () => {
    expect(parseBoothConfig({}, path).capture).not.toBe(parseBoothConfig({}, path).capture);
  });

  it("refuses a key that it does not know, at every depth, and names it", () => {
    expect(failureOf({ bilik: {} }).detail.problems).toContain("bilik");
    expect(failureOf({ capture: { atemptsMax: 3 } }).detail.problems).toContain("atemptsMax");
  });

  it("says every problem at once, with its place, in one line and in both languages", () => {
    const broken = {
      booth: { id: "Bilik 1" },
      broker: { url: "http://x" },
      capture: { irisScoreMin: 101 },
      typo: 1,
    };
    const failure = failureOf(broken);
    expect(failure.detail.path).toBe(path);
    for (const language of ["id", "en"] as const) {
      const line = wordFailure(failure, language);
      expect(line).not.toContain("\n");
      for (const place of [path, "booth.id", "broker.url", "capture.irisScoreMin", "typo"])
        expect(line).toContain(place);
    }
  });

  it.each([null, [], "text", 7, true])("is an object, not %j", (input) => {
    expect(failureOf(input).code).toBe("config.invalid");
  });

  it("takes a broker by MQTT, plain or over TLS, and nothing else", () => {
    for (const url of ["embedded", "mqtt://10.0.0.1", "mqtts://broker.example:8883"]) {
      expect(parseBoothConfig({ broker: { url, authorityPath: "ca.pem" } }, path).broker.url).toBe(url);
    }
    for (const url of ["ws://broker", "broker:1883", "", "mqtt//broker"]) failureOf({ broker: { url } });
  });
});

describe("keys that depend on each other", () => {
  it.each(["mqtts://broker.example", "MQTTS://broker.example"])("%s needs somebody who vouches for it", (url) => {
    expect(failureOf({ broker: { url } }).detail.problems).toContain("broker.authorityPath");
    parseBoothConfig({ broker: { url: "mqtt://broker.example" } }, path);
  });

  it("nobody is warned for longer than they have", () => {
    const timing = { beforeVisitMs: 5_000, inVisitMs: 9_000 };
    expect(failureOf({ kiosk: { timing } }).detail.problems).toContain("kiosk.timing.warningMs");
    const { kiosk } = parseBoothConfig({ kiosk: { timing: { ...timing, warningMs: 5_000 } } }, path);
    expect(kiosk.timing).toMatchObject({ ...timing, warningMs: 5_000 });
  });

  it("the embedded broker speaks MQTT 3.1.1 only", () => {
    expect(failureOf({ broker: { protocolVersion: 5 } }).detail.problems).toContain("broker.protocolVersion");
    parseBoothConfig({ broker: { url: "mqtt://broker.example", protocolVersion: 5 } }, path);
  });
});

type Bound = { readonly section: string; readonly key: string; readonly min: number; readonly max?: number };
const bounds: readonly Bound[] = [
  { section: "broker", key: "receiptWaitMs", min: 100, max: 3_600_000 },
  { section: "kiosk", key: "lookMs", min: 1_000, max: 120_000 },
  { section: "kiosk", key: "steadyFramesMin", min: 1, max: 30 },
  { section: "capture", key: "attemptsMax", min: 1, max: 10 },
  { section: "capture", key: "verificationAttemptsMax", min: 1, max: 10 },
  { section: "capture", key: "frameTimeoutMs", min: 100, max: 120_000 },
  { section: "capture", key: "burstFramesMax", min: 1, max: 20 },
  { section: "capture", key: "fingerprintScoreMin", min: 0, max: 100 },
  { section: "capture", key: "irisScoreMin", min: 0, max: 100 },
  { section: "capture", key: "pipelineWorkers", min: 1, max: 8 },
  { section: "devices", key: "slowFactor", min: 1, max: 50 },
  { section: "storage", key: "journalLimitBytes", min: 1_000_000 },
  { section: "storage", key: "freeSpaceMinBytes", min: 0 },
  { section: "kiosk", key: "port", min: 0, max: 65_535 },
];

describe("bounds", () => {
  it.each(bounds)("$section.$key is at least $min and at most $max", ({ section, key, min, max }) => {
    const parse = (value: number) => parseBoothConfig({ [section]: { [key]: value } }, path);
    expect(parse(min)).toMatchObject({ [section]: { [key]: min } });
    expect(failureOf({ [section]: { [key]: min - 1 } }).detail.problems).toContain(`${section}.${key}`);
    if (max === undefined) return;
    expect(parse(max)).toMatchObject({ [section]: { [key]: max } });
    expect(failureOf({ [section]: { [key]: max + 1 } }).detail.problems).toContain(`${section}.${key}`);
  });

  it("cover every number of the configuration", () => {
    const numbers = Object.entries(defaults).flatMap(([section, part]) =>
      Object.entries(part)
        .filter(([, value]) => typeof value === "number")
        .map(([key]) => `${section}.${key}`),
    );
    const known = bounds.map(({ section, key }) => `${section}.${key}`);
    expect(numbers.filter((key) => key !== "broker.protocolVersion").sort()).toEqual([...known].sort());
  });

  it.each([
    { booth: { id: "a" } },
    { booth: { id: "a".repeat(33) } },
    { booth: { site: "Pangkalan" } },
    { booth: { timeZone: "Europe/London" } },
    { booth: { registerCode: "pb/1" } },
    { letter: { headLines: [] } },
    { broker: { protocolVersion: 3 } },
    { stateDir: "" },
    { modelsDir: "" },
    { simulatedSeed: "" },
    { simulatedSeed: "x".repeat(65) },
    { record: { fingerImages: "wsq" } },
    { record: { fingerImages: "wsq-1.5" } },
    { record: { irisImages: "masked" } },
    { record: { portraitLimitBytes: 0 } },
    { record: { portraitEyes: true } },
    { record: { portraitEyes: { irisDiameterMinPx: 19 } } },
    { record: { portraitEyes: { isKept: "yes" } } },
    { logLevel: "verbose" },
    { capture: { attemptsMax: 2.5 } },
    { capture: { attemptsMax: "3" } },
    { capture: { fingerprintScoreMin: Number.NaN } },
  ])("refuse %j", (input) => {
    failureOf(input);
  });
});
