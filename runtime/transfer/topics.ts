import { BoothError } from "../kernel/errors.ts";
import { type BoothAddress, sha256Schema, stationIdSchema } from "./identifiers.ts";

export const topicRoot = "bilik/v1";

/**
 * What may be said where. Ids only; a package is named by its hash.
 *
 *     bilik/v1/up/{shard}/{site}/{booth}/{package}/m    manifest     booth → office
 *     bilik/v1/up/{shard}/{site}/{booth}/{package}/c    chunks       booth → office
 *     bilik/v1/down/{site}/{booth}/s                    status       office → booth
 *     bilik/v1/down/{site}/{booth}/r                    receipts     office → booth
 *     bilik/v1/down/{site}/{booth}/k                    recipient keys, retained
 *     bilik/v1/state/{site}/{booth}                     booth state, retained, last will
 *     bilik/v1/steps/{site}/{booth}                     live step events
 */
export type Topic =
  | ({ readonly kind: "manifest" | "chunk"; readonly packageId: string } & BoothAddress)
  | ({ readonly kind: "status" | "receipt" | "recipient-keys" | "state" | "steps" } & BoothAddress);

/** The shard lets several ingest workers lease packages; it is the first digit of the package id. */
const shardOf = (packageId: string) => packageId.slice(0, 1);

export function formatTopic(topic: Topic): string {
  const { siteId, boothId } = topic;
  switch (topic.kind) {
    case "manifest":
      return `${topicRoot}/up/${shardOf(topic.packageId)}/${siteId}/${boothId}/${topic.packageId}/m`;
    case "chunk":
      return `${topicRoot}/up/${shardOf(topic.packageId)}/${siteId}/${boothId}/${topic.packageId}/c`;
    case "status":
      return `${topicRoot}/down/${siteId}/${boothId}/s`;
    case "receipt":
      return `${topicRoot}/down/${siteId}/${boothId}/r`;
    case "recipient-keys":
      return `${topicRoot}/down/${siteId}/${boothId}/k`;
    case "state":
      return `${topicRoot}/state/${siteId}/${boothId}`;
    case "steps":
      return `${topicRoot}/steps/${siteId}/${boothId}`;
    default:
      return topic satisfies never;
  }
}

/** @throws BoothError `message.invalid` when it is none of the protocol's topics, letter for letter */
export function parseTopic(text: string): Topic {
  const topic = readTopic(text);
  if (topic !== undefined) return topic;
  throw new BoothError("message.invalid", { message: "topic", problem: `${text.length} characters, no such topic` });
}

/** What a booth listens to. */
export function boothSubscriptions({ siteId, boothId }: BoothAddress): readonly string[] {
  return [`${topicRoot}/down/${siteId}/${boothId}/+`];
}

/** What the office of one site listens to. */
export function officeSubscriptions(siteId: string): readonly string[] {
  return [`${topicRoot}/up/+/${siteId}/+/+/+`, `${topicRoot}/state/${siteId}/+`, `${topicRoot}/steps/${siteId}/+`];
}

/** A booth may speak only for itself, and never as the office. */
export function mayBoothPublish(boothId: string, topicText: string): boolean {
  const topic = readTopic(topicText);
  if (topic?.boothId !== boothId) return false;
  return topic.kind === "manifest" || topic.kind === "chunk" || topic.kind === "state" || topic.kind === "steps";
}

/** A booth may listen only to what the office tells it. */
export function mayBoothSubscribe(boothId: string, filter: string): boolean {
  const [root, version, direction, siteId, listener, ...rest] = filter.split("/");
  if (`${root}/${version}` !== topicRoot || direction !== "down" || rest.length !== 1) return false;
  return listener === boothId && siteId !== undefined && stationIdSchema.safeParse(siteId).success;
}

const downKinds = { s: "status", r: "receipt", k: "recipient-keys" } as const;
const upKinds = { m: "manifest", c: "chunk" } as const;

/** Undefined unless it is letter for letter what we would have written ourselves. */
function readTopic(text: string): Topic | undefined {
  const topic = readLevels(text.split("/"));
  return topic !== undefined && hasValidIds(topic) && formatTopic(topic) === text ? topic : undefined;
}

function readLevels(levels: readonly string[]): Topic | undefined {
  const [, , branch, ...rest] = levels;
  if (branch === "up") {
    const [, siteId = "", boothId = "", packageId = "", leaf = ""] = rest;
    return isKeyOf(upKinds, leaf) ? { kind: upKinds[leaf], siteId, boothId, packageId } : undefined;
  }
  const [siteId = "", boothId = "", leaf = ""] = rest;
  if (branch === "state" || branch === "steps") return { kind: branch, siteId, boothId };
  if (branch === "down" && isKeyOf(downKinds, leaf)) return { kind: downKinds[leaf], siteId, boothId };
  return undefined;
}

function isKeyOf<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}

function hasValidIds(topic: Topic): boolean {
  const isStation = (id: string) => stationIdSchema.safeParse(id).success;
  if (!isStation(topic.siteId) || !isStation(topic.boothId)) return false;
  return !("packageId" in topic) || sha256Schema.safeParse(topic.packageId).success;
}
