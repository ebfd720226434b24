import { createDocumentScannerSimulator } from "../drivers/document-scanner/document-scanner-simulator.ts";
import { synthesisePage } from "../drivers/document-scanner/synthesise-page.ts";
import type { FaceCameraDriver } from "../drivers/face-camera/face-camera-driver.ts";
import { createFaceCameraSimulator } from "../drivers/face-camera/face-camera-simulator.ts";
import { renderFace } from "../drivers/face-camera/render-face.ts";
import type { FingerprintDriver } from "../drivers/fingerprint/fingerprint-driver.ts";
import { createFingerprintSimulator } from "../drivers/fingerprint/fingerprint-simulator.ts";
import type { EyeScene } from "../drivers/iris-camera/eye-scene.ts";
import type { IrisCameraDriver } from "../drivers/iris-camera/iris-camera-driver.ts";
import { createIrisCameraSimulator } from "../drivers/iris-camera/iris-camera-simulator.ts";
import { synthesiseEye } from "../drivers/iris-camera/synthesise-eye.ts";
import type { SignaturePadDriver } from "../drivers/signature-pad/signature-pad-driver.ts";
import { createSignaturePadSimulator } from "../drivers/signature-pad/signature-pad-simulator.ts";
import { fullSignatureScene } from "../drivers/signature-pad/signature-scene.ts";
import { synthesiseSignature } from "../drivers/signature-pad/synthesise-signature.ts";
import type { BoothDevices } from "./compose-effects.ts";
import { composeFixtures } from "./compose-fixtures.ts";
import { createLookCounter, type LookCounter } from "./compose-stage/count-looks.ts";
import { createDrawingCache } from "./compose-stage/drawing-cache.ts";
import { gaze } from "./compose-stage/stage-eye.ts";
import { describeFace, posture } from "./compose-stage/stage-face.ts";
import { createFingerStage } from "./compose-stage/stage-finger.ts";
import { swayAt, swayImage } from "./compose-stage/sway-image.ts";
import { type Body, calmBody, type Looks } from "./demo/body.ts";
import { findMoment } from "./demo/find-moment.ts";
import type { CanonicalFace } from "./kernel/canonical-face.ts";
import type { Clock } from "./kernel/clock.ts";
import { createRandom } from "./kernel/random.ts";

/** A booth of simulated devices, and who stands in it. */
export type SimulatedBooth = {
  readonly devices: BoothDevices;
  /** From now on the devices see this person, who does everything right: the same NIK, the same body. */
  readonly admit: (nik: string) => void;
  /** From now on the devices see somebody who behaves like this, from the first look on. */
  readonly perform: (body: Body) => void;
};

/** Who stands before the devices, and how often each has looked. */
type Stage = {
  readonly clock: Clock;
  readonly looks: LookCounter;
  readonly paceRatio: number;
  readonly body: () => Body;
};

const openDelayMs = 0;
/** Natural paces: of a live picture, of a finger laid down again, of a signature written. */
const liveIntervalMs = 66;
const fingerIntervalMs = 400;
const signatureIntervalMs = 1_500;
/** Of 3 MB each. */
const facesMax = 16;
const eyesMax = 16;
/** A change of posture is drawn before it is seen, so that the picture does not halt for it. */
const drawAheadMs = 600;
const faceSwayPx = 4;
const eyeSwayPx = 3;

/**
 * The simulators of all devices, looking at one simulated person. With a `paceRatio` below 1 people and devices are quicker
 * than natural; what happens is the same. With a `hasteFactor` above 1 people do in one frame what takes that many of
 * a natural look: fewer frames are judged until they have settled.
 */
export function composeSimulated(
  canonicalFace: CanonicalFace,
  clock: Clock,
  paceRatio = 1,
  hasteFactor = 1,
): SimulatedBooth {
  let body = calmBody("nobody");
  const looks = createLookCounter(liveIntervalMs * hasteFactor);
  const stage: Stage = { clock, looks, paceRatio, body: () => body };
  const fixtures = composeFixtures(clock);
  const perform = (next: Body) => {
    body = next;
    looks.restart();
  };
  return {
    devices: {
      ...fixtures,
      fingerprint: stageFingers(stage),
      faceCamera: stageFace(stage, canonicalFace, () => fixtures.boothIo.see().backdrop ?? "blue"),
      irisCamera: stageEyes(stage),
      signaturePad: stageSignature(stage),
      documentScanner: createDocumentScannerSimulator({
        clock,
        openDelayMs,
        makeFrame: async (paper, { frameNumber }) => {
          if (frameNumber > 1) return null;
          return { image: await synthesisePage(paper, { code: paper === "kk" ? body.cardCode : null }) };
        },
      }),
    },
    admit: (nik) => perform(calmBody(nik)),
    perform,
  };
}

type BackdropSeen = Parameters<typeof describeFace>[1];

function stageFace(
  { clock, looks, paceRatio, body }: Stage,
  canonicalFace: CanonicalFace,
  seeBackdrop: () => BackdropSeen,
): FaceCameraDriver {
  const drawings = createDrawingCache(
    async (scene: Parameters<typeof renderFace>[1]) => (await renderFace(canonicalFace, scene)).image,
    facesMax,
  );
  return createFaceCameraSimulator({
    clock,
    openDelayMs,
    frameIntervalMs: liveIntervalMs * paceRatio,
    makeFrame: async (_portrait, { frameNumber }) => {
      const who = body();
      const { lookIndex, elapsedMs } = looks.note("face", frameNumber);
      const moments = pick(who.face, lookIndex);
      const face = describeFace(who.person, seeBackdrop());
      const seen = findMoment(moments, elapsedMs);
      const drawing = drawings.draw(posture(face, seen, who));
      drawings.prepare(posture(face, findMoment(moments, elapsedMs + drawAheadMs), who));
      const image = await drawing;
      return { image: swayImage(image, swayAt(elapsedMs, faceSwayPx)), isView: seen.isGuidance };
    },
  });
}

function stageEyes({ clock, looks, paceRatio, body }: Stage): IrisCameraDriver {
  const drawings = createDrawingCache(
    (scene: EyeScene) => synthesiseEye(createRandom(scene.eyeSeed).fork("frame"), scene).image,
    eyesMax,
  );
  return createIrisCameraSimulator({
    clock,
    openDelayMs,
    frameIntervalMs: liveIntervalMs * paceRatio,
    makeFrame: async (eye, { frameNumber }) => {
      const { person, eyes } = body();
      const { lookIndex, elapsedMs } = looks.note(`iris-${eye}`, frameNumber);
      const seen = findMoment(pick(eyes, lookIndex), elapsedMs);
      const image = await drawings.draw(gaze(person, eye, seen));
      return { image: swayImage(image, swayAt(elapsedMs, eyeSwayPx)), isView: seen.isGuidance };
    },
  });
}

function stageFingers({ clock, looks, paceRatio, body }: Stage): FingerprintDriver {
  const lay = createFingerStage();
  return createFingerprintSimulator({
    clock,
    openDelayMs,
    frameIntervalMs: fingerIntervalMs * paceRatio,
    makeFrame: async (position, { frameNumber, random }) => {
      const { fingersOf, fingers, handMs } = body();
      const { lookIndex } = looks.note(`finger-${position}`, frameNumber);
      const look = pick(fingers[position] ?? [{ lies: position, skin: "normal" }], lookIndex);
      // Whoever looks gives up in the end; the finger never comes.
      if (look.lies === "nothing") return new Promise<never>(() => undefined);
      await clock.sleep(handMs * paceRatio);
      return { image: lay(fingersOf, look, random), deviceScore: null };
    },
  });
}

function stageSignature({ clock, looks, paceRatio, body }: Stage): SignaturePadDriver {
  return createSignaturePadSimulator({
    clock,
    openDelayMs,
    frameIntervalMs: signatureIntervalMs * paceRatio,
    makeFrame: async (_signature, { frameNumber }) => {
      const { person, signature, handMs } = body();
      const { lookIndex } = looks.note("signature", frameNumber);
      const kind = pick(signature, lookIndex);
      await clock.sleep(handMs * paceRatio);
      return synthesiseSignature(createRandom(`${person}/signature`), { ...fullSignatureScene(person), kind });
    },
  });
}

/** What is done in this look; the last one of the script is repeated. */
function pick<T>(script: Looks<T>, lookIndex: number): T {
  return script[Math.min(lookIndex, script.length - 1)] ?? script[0];
}
