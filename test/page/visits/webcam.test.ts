import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "./attend-by-touch.ts";
import { filmFace } from "./film-face.ts";
import { findVisitor } from "./find-visitor.ts";
import { readDoneVisit } from "./read-outcome.ts";
import { signOnScreen } from "./sign-on-screen.ts";
import { onceMore, sendIn, useBooth } from "./use-booth.ts";

const hasFfmpeg = spawnSync("ffmpeg", ["-version"]).status === 0;
const obstacle = findObstacle() ?? (hasFfmpeg ? null : "no ffmpeg to film with; test/install-peers.sh brings it");
if (obstacle !== null) process.stdout.write(`nobody is recorded by webcam: ${obstacle}\n`);

const dir = mkdtempSync(join(tmpdir(), "bilik-film-"));
const film = join(dir, "face.mjpeg");

describe.skipIf(obstacle !== null)(
  "a laptop with a webcam and a screen to write on",
  { timeout: 180_000, retry: onceMore },
  () => {
    beforeAll(() => filmFace(film, "blue"), 60_000);
    afterAll(() => rmSync(dir, { recursive: true }));
    const devices = { faceCamera: { driver: "page" }, signaturePad: { driver: "page" } };
    const { booth, openPage } = useBooth({ config: { devices } }, [
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ]);

    it("takes the face from the page's camera and the signature from its surface", async () => {
      const page = await openPage();
      await sendIn(page, "good");
      const { end, receiptNumber } = await attendByTouch(page, findVisitor("good"), {
        timeoutMs: 120_000,
        onGlance: async ({ screen }, at) => {
          if (screen === "signature") await signOnScreen(at);
          return at;
        },
      });
      expect(end).toBe("thanks");
      const { manifest } = await readDoneVisit(booth().stateDir, receiptNumber);
      const byModality = new Map(manifest.captures.map((capture) => [capture.modality, capture]));
      expect(byModality.get("face")).toMatchObject({
        provenance: { driver: "face-camera-page", isSimulated: false },
        exception: null,
        attempts: 1,
      });
      expect(byModality.get("signature")).toMatchObject({
        provenance: { driver: "signature-pad-touch", isSimulated: false },
        exception: null,
      });
    });
  },
);
