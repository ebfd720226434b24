import { describe, expect, it } from "vitest";
import { createFaceCameraSimulator } from "../../drivers/face-camera/face-camera-simulator.ts";
import { createPageCamera } from "../../drivers/face-camera/page-camera.ts";
import { createPageInk } from "../../drivers/signature-pad/page-ink.ts";
import { createSignaturePadSimulator } from "../../drivers/signature-pad/signature-pad-simulator.ts";
import { composeGuest, hasRoomForGuest } from "../../runtime/compose-guest.ts";
import { parseBoothConfig } from "../../runtime/config/booth-config.ts";
import { createManualClock } from "../manual-clock.ts";

const signature = { target: "signature", timeoutMs: 5_000, signal: new AbortController().signal } as const;
const portrait = { ...signature, target: "portrait" } as const;

async function sitDown() {
  const clock = createManualClock();
  const page = { camera: createPageCamera(), ink: createPageInk() };
  const ink = { kind: "ink", widthMm: 100, heightMm: 40, points: [] } as const;
  const simulated = {
    faceCamera: createFaceCameraSimulator({
      ...{ clock, openDelayMs: 0, frameIntervalMs: 1 },
      makeFrame: async () => ({ image: { widthPx: 8, heightPx: 8, pixels: new Uint8Array(192) } }),
    }),
    signaturePad: createSignaturePadSimulator({
      clock,
      openDelayMs: 0,
      frameIntervalMs: 1,
      makeFrame: async () => ink,
    }),
  };
  const guest = composeGuest({ simulated, page, clock });
  const { faceCamera, signaturePad } = guest.devices;
  await clock.runUntil(Promise.all([faceCamera.open(), signaturePad.open()]));
  return { clock, page, guest, faceCamera, signaturePad };
}

describe("a guest of the demonstration", () => {
  it("is not there at first: face and signature are simulated", async () => {
    const { guest, faceCamera, signaturePad } = await sitDown();
    expect(guest.part()).toBeNull();
    for (const device of [faceCamera, signaturePad]) expect(device.provenance().isSimulated).toBe(true);
  });

  it("lends face and hand of their own, and takes them back", async () => {
    const { clock, page, guest, faceCamera, signaturePad } = await sitDown();
    page.camera.setState("ready");
    page.ink.setThere(true);
    guest.take({ hasCamera: true });
    await clock.advance(0);
    expect(faceCamera.health().state).toBe("ready");
    expect(faceCamera.provenance()).toMatchObject({ driver: "face-camera-page", isSimulated: false });
    expect(signaturePad.provenance()).toMatchObject({ driver: "signature-pad-touch", isSimulated: false });
    const look = signaturePad.frames(signature)[Symbol.asyncIterator]();
    const signing = look.next();
    await clock.advance(0);
    page.ink.offer({ widthMm: 90, heightMm: 30, points: [[1, 1, 0, 0.5, 1]], next: "done" });
    expect(await clock.runUntil(signing)).toMatchObject({ value: { widthMm: 90 } });
    await look.return?.();
    guest.take(null);
    expect([faceCamera.name, signaturePad.provenance().isSimulated]).toEqual(["face-camera-simulator", true]);
  });

  it("without a camera lends the hand alone", async () => {
    const { page, guest, faceCamera, signaturePad } = await sitDown();
    page.ink.setThere(true);
    guest.take({ hasCamera: false });
    expect(faceCamera.provenance().isSimulated).toBe(true);
    expect(signaturePad.provenance().isSimulated).toBe(false);
  });

  it("never gives a look that began before them their name, nor gets one of theirs called simulated", async () => {
    const { clock, page, guest, faceCamera } = await sitDown();
    page.camera.setState("ready");
    const look = faceCamera.frames(portrait)[Symbol.asyncIterator]();
    await clock.runUntil(look.next());
    guest.take({ hasCamera: true });
    expect(faceCamera.provenance().isSimulated).toBe(true);
    // Two looks never overlap, also where another device has come into use.
    await expect(faceCamera.frames(portrait)[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: "driver.busy",
    });
    await clock.runUntil(look.next());
    expect(faceCamera.provenance().isSimulated).toBe(true);
    await look.return?.();
    expect(faceCamera.provenance().isSimulated).toBe(false);
  });

  it("is lost with the page, and back with it", async () => {
    const { clock, page, guest, faceCamera } = await sitDown();
    guest.take({ hasCamera: true });
    await clock.advance(0);
    expect(faceCamera.health()).toMatchObject({ state: "lost", lastFailure: "driver.disconnected" });
    page.camera.setState("ready");
    await clock.advance(0);
    expect(faceCamera.health().state).toBe("ready");
  });

  it("has room only where it is simulated devices that they stand in for", () => {
    const devicesOf = (devices: object) => parseBoothConfig({ devices }, "test").devices;
    expect(hasRoomForGuest(devicesOf({}))).toBe(true);
    expect(hasRoomForGuest(devicesOf({ faceCamera: { driver: "page" } }))).toBe(false);
    expect(hasRoomForGuest(devicesOf({ signaturePad: { driver: "paper" } }))).toBe(false);
  });
});
