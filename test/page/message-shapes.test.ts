import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fitsShapes } from "../../runtime/kiosk/page/fits-shape.ts";
import { headerShapes, messageShapes } from "../../runtime/kiosk/wire/message-shapes.ts";
import { pictureHeaderSchema, runtimeMessageSchema } from "../../runtime/kiosk/wire/runtime-message.ts";
import { readShapes } from "../../runtime/kiosk/wire/shape.ts";
import { everyView } from "./every-view.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const headers = [
  { kind: "still", name: "face", widthPx: 3, heightPx: 4 },
  {
    ...{
      kind: "preview",
      target: "iris-left",
      sequence: 0,
      capturedAt: "2026-01-01T00:00:00Z",
      widthPx: 3,
      heightPx: 4,
    },
    ...{ score: 1.5, limit: 0, passed: false, advice: { code: "too-far", side: -1 }, steadyRatio: 0, outline: null },
  },
];
const messages = [
  { kind: "hello", start: "a", build: "b" },
  { kind: "answer", token: "abcdefgh", outcome: { kind: "refused", cause: "a", nextAction: "b", override: null } },
  { kind: "refused", problem: "too-fast" },
  { kind: "camera-taken", sequence: 1 },
  { kind: "wipe" },
  ...everyView.map(({ view }) => ({ kind: "view", view })),
];
const subjects = [
  ...messages.map((message) => ({ message, schema: runtimeMessageSchema, shapes: messageShapes })),
  ...headers.map((message) => ({ message, schema: pictureHeaderSchema, shapes: headerShapes })),
].map((subject) => ({ ...subject, message: JSON.parse(JSON.stringify(subject.message)) as Json }));

/** Every place in a message, as the keys that lead there. */
function placesOf(json: Json): readonly (readonly string[])[] {
  if (typeof json !== "object" || json === null) return [[]];
  return [[], ...Object.entries(json).flatMap(([key, value]) => placesOf(value).map((place) => [key, ...place]))];
}

/** The message with something else in one place; `undefined` takes away what is there. */
function replaceAt(json: Json, [key, ...rest]: readonly string[], change: Json | undefined): Json | undefined {
  if (key === undefined || typeof json !== "object" || json === null) return change;
  const inner = replaceAt((json as Record<string, Json>)[key] ?? null, rest, change);
  if (Array.isArray(json))
    return json.flatMap((one, at) => (String(at) === key ? (inner === undefined ? [] : [inner]) : [one]));
  const { [key]: _, ...others } = json as Record<string, Json>;
  return inner === undefined ? others : { ...others, [key]: inner };
}

describe("the page's own check of what it hears", () => {
  it("takes every message of the runtime", () => {
    for (const { message, schema, shapes } of subjects) {
      expect([schema.safeParse(message).success, fitsShapes(message, shapes)]).toEqual([true, true]);
    }
  });

  it("agrees with the runtime's about messages in which one thing is another, missing, or too many", () => {
    const values = fc.oneof(
      fc.constantFrom<Json | undefined>(
        undefined,
        null,
        true,
        -1,
        0,
        0.5,
        2 ** 60,
        "",
        "done",
        "face",
        "finger-01",
        [],
        {},
        { kind: "wipe" },
      ),
      fc.jsonValue().map((value) => value as Json),
    );
    let taken = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...subjects),
        fc.nat(),
        values,
        fc.boolean(),
        ({ message, schema, shapes }, at, value, isMore) => {
          const places = placesOf(message);
          const place = places[at % places.length] ?? [];
          const changed = replaceAt(message, isMore ? [...place.slice(0, -1), "more"] : place, value);
          const isTaken = schema.safeParse(changed).success;
          if (isTaken) taken += 1;
          expect(fitsShapes(changed, shapes)).toBe(isTaken);
        },
      ),
      { numRuns: 3_000 },
    );
    // Some changes are none, or make another message of the same kind.
    expect(taken).toBeGreaterThan(50);
  });

  it("cannot be made of a schema that says more than it can check", () => {
    for (const schema of [z.string().max(3), z.strictObject({ more: z.string().optional() }), z.number().gt(1)]) {
      expect(() => readShapes(schema)).toThrow(RangeError);
    }
  });
});
