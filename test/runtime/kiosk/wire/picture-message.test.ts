import fc from "fast-check";
import { expect, it } from "vitest";
import { packPicture, unpackPicture } from "../../../../runtime/kiosk/wire/picture-message.ts";

it("gives back what was packed, whatever it is", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.uint8Array({ maxLength: 2_000 }), (header, picture) => {
      const wanted: unknown = JSON.parse(JSON.stringify(header));
      expect(unpackPicture(packPicture(header, picture))).toEqual({ header: wanted, picture });
    }),
  );
});

it("takes nothing that is cut within its header, claims more than there is, or is no JSON", () => {
  const message = packPicture({ kind: "still" }, new Uint8Array(0));
  for (let length = 0; length < message.length; length += 1) expect(unpackPicture(message.slice(0, length))).toBeNull();
  const claims = message.slice();
  claims[3] = 255;
  expect(unpackPicture(claims)).toBeNull();
  const wrong = message.slice();
  wrong[4] = 0xff;
  expect(unpackPicture(wrong)).toBeNull();
});

it("throws at nothing", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const picture = unpackPicture(new Uint8Array(bytes));
      expect(picture === null || "header" in picture).toBe(true);
    }),
  );
});
