import { createDocumentScannerSimulator } from "../drivers/document-scanner/document-scanner-simulator.ts";
import { synthesisePage } from "../drivers/document-scanner/synthesise-page.ts";
import { createFaceCameraSimulator } from "../drivers/face-camera/face-camera-simulator.ts";
import { defaultFaceScene, type FaceScene, type SkinTone } from "../drivers/face-camera/face-scene.ts";
import { renderFace } from "../drivers/face-camera/render-face.ts";
import { drawTouch } from "../drivers/fingerprint/draw-touch.ts";
import { createFingerprintSimulator } from "../drivers/fingerprint/fingerprint-simulator.ts";
import { createFingerGrower } from "../drivers/fingerprint/grow-finger.ts";
import { pressFinger } from "../drivers/fingerprint/press-finger.ts";
import { calmEyeScene } from "../drivers/iris-camera/eye-scene.ts";
import { createIrisCameraSimulator } from "../drivers/iris-camera/iris-camera-simulator.ts";
import { synthesiseEye } from "../drivers/iris-camera/synthesise-eye.ts";
import { createSignaturePadSimulator } from "../drivers/signature-pad/signature-pad-simulator.ts";
import { synthesiseSignature } from "../drivers/signature-pad/synthesise-signature.ts";
import type { BoothDevices } from "./compose-effects.ts";
import { composeFixtures } from "./compose-fixtures.ts";
import type { CanonicalFace } from "./kernel/canonical-face.ts";
import type { Clock } from "./kernel/clock.ts";
import { createRandom } from "./kernel/random.ts";

/** A booth of simulated devices, and who stands in it. */
export type SimulatedBooth = {
  readonly devices: BoothDevices;
  /** From now on the devices see this person: the same NIK, the same fingers, eyes, face and hand. */
  readonly admit: (nik: string) => void;
};

const skins: readonly [SkinTone, ...SkinTone[]] = ["light", "medium", "tan", "brown", "dark"];

/** The simulators of all devices, looking at one simulated person. */
export function composeSimulated(canonicalFace: CanonicalFace, clock: Clock): SimulatedBooth {
  let person = "nobody";
  const fixtures = composeFixtures(clock);
  const openDelayMs = 0;
  const growFinger = createFingerGrower();
  const devices: BoothDevices = {
    ...fixtures,
    fingerprint: createFingerprintSimulator({
      clock,
      openDelayMs,
      makeFrame: (position, { random }) => {
        const skin = growFinger(`${person}/${position}`, { position });
        return { image: pressFinger(random, skin, drawTouch(random.fork("touch"), "normal")), deviceScore: null };
      },
    }),
    faceCamera: createFaceCameraSimulator({
      clock,
      openDelayMs,
      makeFrame: async () => {
        const scene = describeFace(person, fixtures.boothIo.see().backdrop ?? "blue");
        return { image: (await renderFace(canonicalFace, scene)).image };
      },
    }),
    irisCamera: createIrisCameraSimulator({
      clock,
      openDelayMs,
      makeFrame: (eye, { random }) => ({ image: synthesiseEye(random, calmEyeScene(`${person}/${eye}`)).image }),
    }),
    signaturePad: createSignaturePadSimulator({
      clock,
      openDelayMs,
      makeFrame: () => synthesiseSignature(createRandom(`${person}/signature`)),
    }),
    documentScanner: createDocumentScannerSimulator({
      clock,
      openDelayMs,
      makeFrame: async (paper, { frameNumber }) => (frameNumber > 1 ? null : { image: await synthesisePage(paper) }),
    }),
  };
  return {
    devices,
    admit: (nik) => {
      person = nik;
    },
  };
}

/** How somebody looks whose name is the seed. */
export function describeFace(person: string, colour: FaceScene["backdrop"]["colour"]): FaceScene {
  const random = createRandom(`${person}/face`);
  return {
    ...defaultFaceScene,
    skin: random.pick(skins),
    hasHeadScarf: random.next() < 0.3,
    pose: { yawDeg: random.between(-2, 2), pitchDeg: random.between(-2, 2), rollDeg: random.between(-2, 2) },
    backdrop: { ...defaultFaceScene.backdrop, colour },
    seed: person,
  };
}
