import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boothSubscriptions,
  formatTopic,
  mayBoothPublish,
  mayBoothSubscribe,
  officeSubscriptions,
  parseTopic,
  type Topic,
} from "../../../runtime/transfer/topics.ts";
import { refuses, sha256, stationId } from "./transfer-fixtures.ts";

const topic: fc.Arbitrary<Topic> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("manifest" as const, "chunk" as const),
    siteId: stationId,
    boothId: stationId,
    packageId: sha256,
  }),
  fc.record({
    kind: fc.constantFrom("status", "receipt", "recipient-keys", "state", "steps" as const),
    siteId: stationId,
    boothId: stationId,
  }),
);

describe("topics", () => {
  it("puts a package on the shard of its first digit", () => {
    const packageId = `c${"0".repeat(63)}`;
    expect(formatTopic({ kind: "chunk", siteId: "site", boothId: "booth", packageId })).toBe(
      `bilik/v1/up/c/site/booth/${packageId}/c`,
    );
  });

  it("reads back whatever it writes", () => {
    fc.assert(
      fc.property(topic, (value) => {
        expect(parseTopic(formatTopic(value))).toEqual(value);
      }),
    );
  });

  it("refuses every other string", () => {
    const close = topic.chain((value) => {
      const text = formatTopic(value);
      return fc.record({
        text: fc.constant(text),
        at: fc.nat(text.length),
        insert: fc.constantFrom("/", "A", "+", "#", "\0", "é", "x/"),
      });
    });
    fc.assert(
      fc.property(close, ({ text, at, insert }) => {
        const bent = `${text.slice(0, at)}${insert}${text.slice(at)}`;
        refuses(() => parseTopic(bent), "message.invalid");
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => refuses(() => parseTopic(text), "message.invalid")));
    for (const name of ["constructor", "__proto__", "toString"]) {
      refuses(() => parseTopic(`bilik/v1/down/site/booth/${name}`), "message.invalid");
    }
  });

  it("refuses a package on the wrong shard", () => {
    const packageId = "a".repeat(64);
    refuses(() => parseTopic(`bilik/v1/up/b/site/booth/${packageId}/c`), "message.invalid");
  });

  it("lets a booth speak only for itself, and never as the office", () => {
    fc.assert(
      fc.property(topic, stationId, (value, boothId) => {
        const isUpward = !["status", "receipt", "recipient-keys"].includes(value.kind);
        expect(mayBoothPublish(boothId, formatTopic(value))).toBe(isUpward && value.boothId === boothId);
      }),
    );
    expect(mayBoothPublish("bilik-01", "bilik/v1/down/site/bilik-01/r")).toBe(false);
    expect(mayBoothPublish("bilik-01", "anything")).toBe(false);
  });

  it("lets a booth listen only to its own line", () => {
    const [own = ""] = boothSubscriptions({ siteId: "site", boothId: "bilik-01" });
    expect(mayBoothSubscribe("bilik-01", own)).toBe(true);
    expect(mayBoothSubscribe("bilik-02", own)).toBe(false);
    for (const filter of ["#", "bilik/v1/#", "bilik/v1/down/+/bilik-01/r", ...officeSubscriptions("site")]) {
      expect(mayBoothSubscribe("bilik-01", filter)).toBe(false);
    }
  });
});
