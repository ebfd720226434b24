import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePageMessage } from "../../../../runtime/kiosk/pages/parse-page-message.ts";
import { frameBytesMax, textBytesMax } from "../../../../runtime/kiosk/wire/page-message.ts";
import { packPicture } from "../../../../runtime/kiosk/wire/picture-message.ts";

const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe("a message of a page", () => {
  it("is taken in its form, and in no other", () => {
    const touch = { kind: "touch", isAtDesk: false } as const;
    expect(parsePageMessage(text(touch), false)).toEqual({ kind: "message", message: touch });
    for (const other of [{ ...touch, more: 1 }, { kind: "touch" }, { kind: "touched" }, [], null, "touch", 7]) {
      expect(parsePageMessage(text(other), false)).toEqual({ kind: "wrong", problem: "form", token: null });
    }
  });

  it("of the wrong form names the tap that it would have been, so that its page can be told", () => {
    const tap = { kind: "intent", token: "abcdefgh", position: 1, intent: { kind: "fly" } };
    expect(parsePageMessage(text(tap), false)).toEqual({ kind: "wrong", problem: "form", token: "abcdefgh" });
    expect(parsePageMessage(text({ ...tap, token: "x".repeat(65) }), false)).toMatchObject({ token: null });
  });

  it.each([
    { what: "text", isBinary: false, limit: textBytesMax },
    { what: "a frame", isBinary: true, limit: frameBytesMax },
  ])("is not looked into when $what is larger than any", ({ isBinary, limit }) => {
    expect(parsePageMessage(new Uint8Array(limit + 1), isBinary)).toMatchObject({ problem: "too-large" });
    expect(parsePageMessage(new Uint8Array(limit), isBinary)).toMatchObject({ problem: "form" });
  });

  it("that is a frame brings its picture and its number", () => {
    const frame = packPicture({ kind: "camera-frame", sequence: 7 }, Uint8Array.of(1, 2, 3));
    expect(parsePageMessage(frame, true)).toEqual({ kind: "frame", jpeg: Uint8Array.of(1, 2, 3), sequence: 7 });
    const still = packPicture({ kind: "still", name: "face" }, Uint8Array.of(1));
    expect(parsePageMessage(still, true)).toMatchObject({ kind: "wrong" });
  });

  it("throws at nothing", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((json) => new TextEncoder().encode(json)),
        ),
        fc.boolean(),
        (bytes, isBinary) => {
          expect(parsePageMessage(bytes, isBinary).kind).toMatch(/^(message|frame|wrong)$/);
        },
      ),
    );
  });

  it("holds ink to what a hand can do", () => {
    const ink = { kind: "ink", widthMm: 200, heightMm: 100, points: [[1, 2, 3, 0.5, 1]], next: "more" };
    expect(parsePageMessage(text(ink), false).kind).toBe("message");
    for (const wrong of [
      [[1, 2, 3, 1.5, 1]],
      [[1, 2, 3, 0.5, 2]],
      [[1, 2, 3, 0.5]],
      [[1e9, 2, 3, 0.5, 1]],
      [[null, 2, 3, 0.5, 1]],
    ]) {
      expect(parsePageMessage(text({ ...ink, points: wrong }), false).kind).toBe("wrong");
    }
  });
});
