import { describe, expect, it } from "vitest";
import { createDocumentScannerSimulator } from "../../../drivers/document-scanner/document-scanner-simulator.ts";
import { createFaceCameraSimulator } from "../../../drivers/face-camera/face-camera-simulator.ts";
import { createPageCamera } from "../../../drivers/face-camera/page-camera.ts";
import { createPageInk } from "../../../drivers/signature-pad/page-ink.ts";
import { createSignaturePadSimulator } from "../../../drivers/signature-pad/signature-pad-simulator.ts";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { adviseOnDevice } from "../../../runtime/compose-devices/advise-on-device.ts";
import { composeFaceCamera } from "../../../runtime/compose-devices/compose-face-camera.ts";
import { composeSignaturePad } from "../../../runtime/compose-devices/compose-signature-pad.ts";
import { defaultSupervision, superviseDevices } from "../../../runtime/health/supervise-devices.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { createManualClock } from "../../manual-clock.ts";

function compose(clock = createManualClock()) {
  const page = { camera: createPageCamera(), ink: createPageInk() };
  const parts = { clock, logger: createSilentLogger(), slowFactor: 1, page, decodeJp2 };
  const makeFrame = () => null;
  const camera = composeFaceCamera({ driver: "page" }, createFaceCameraSimulator({ clock, makeFrame }), parts);
  const scanner = createDocumentScannerSimulator({ clock, makeFrame });
  const simulator = createSignaturePadSimulator({ clock, makeFrame });
  const pad = composeSignaturePad({ driver: "page", finishAfterMs: 2_500 }, simulator, { ...parts, scanner });
  return { clock, page, camera, pad };
}

describe("camera and pad of the page", () => {
  it("come back by themselves as soon as the page does, however long it was away", async () => {
    const { clock, page, camera, pad } = compose();
    const supervisor = superviseDevices({
      devices: { faceCamera: camera, signaturePad: pad },
      policy: defaultSupervision,
      clock,
      random: createRandom("page"),
      advise: adviseOnDevice,
      logger: createSilentLogger(),
    });
    supervisor.start();
    await clock.advance(120_000);
    expect(supervisor.status().map(({ state, failure }) => [state, failure])).toEqual([
      ["lost", "driver.disconnected"],
      ["lost", "driver.disconnected"],
    ]);
    page.camera.setState("ready");
    page.ink.setThere(true);
    await clock.advance(10);
    expect(supervisor.status().map(({ state }) => state)).toEqual(["ready", "ready"]);
    page.camera.setState("lost");
    page.ink.setThere(false);
    expect(supervisor.status().map(({ state }) => state)).toEqual(["lost", "lost"]);
    await clock.advance(60_000);
    page.camera.setState("ready");
    page.ink.setThere(true);
    await clock.advance(10);
    expect(supervisor.status().map(({ state }) => state)).toEqual(["ready", "ready"]);
    await supervisor.stop();
  });

  it("stay closed once the booth has closed them", async () => {
    const { page, camera, pad } = compose();
    page.camera.setState("ready");
    page.ink.setThere(true);
    await Promise.all([camera.open(), pad.open()]);
    await Promise.all([camera.close(), pad.close()]);
    page.camera.setState("lost");
    page.camera.setState("ready");
    page.ink.setThere(false);
    page.ink.setThere(true);
    expect([camera.health().state, pad.health().state]).toEqual(["closed", "closed"]);
  });
});
