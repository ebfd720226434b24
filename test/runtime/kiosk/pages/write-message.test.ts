import { expect, it } from "vitest";
import { createSilentLogger } from "../../../../runtime/kernel/logger.ts";
import { writeMessage, writePicture } from "../../../../runtime/kiosk/pages/write-message.ts";
import type { RuntimeMessage, StillHeader } from "../../../../runtime/kiosk/wire/runtime-message.ts";

const failed: unknown[] = [];
const logger = {
  ...createSilentLogger(),
  error: (event: string, detail?: object) => void failed.push([event, detail]),
};

it("writes what a page is told, and keeps back a mistake of ours, saying where it is and not what", () => {
  expect(writeMessage({ kind: "camera-taken", sequence: 1 }, logger)).toBe('{"kind":"camera-taken","sequence":1}');
  expect(failed).toEqual([]);
  const wrong = { kind: "answer", token: "abcdefgh", outcome: { kind: "done", nik: "9901014101900001" } } as const;
  expect(writeMessage(wrong as unknown as RuntimeMessage, logger)).toBeNull();
  expect(writeMessage({ kind: "camera-taken", sequence: Number.NaN }, logger)).toBeNull();
  expect(failed.splice(0)).toEqual([
    ["page.message-wrong", { message: "answer", paths: ["outcome"] }],
    ["page.message-wrong", { message: "camera-taken", paths: ["sequence"] }],
  ]);
});

it("checks the header of a picture as well", () => {
  const header: StillHeader = { kind: "still", name: "face", widthPx: 4, heightPx: 3 };
  expect(writePicture(header, new Uint8Array(2), logger)?.length).toBe(4 + JSON.stringify(header).length + 2);
  expect(writePicture({ ...header, widthPx: 0 }, new Uint8Array(2), logger)).toBeNull();
  expect(failed.splice(0)).toEqual([["page.message-wrong", { message: "still", paths: ["widthPx"] }]]);
});
