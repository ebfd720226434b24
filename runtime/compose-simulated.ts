import { createDocumentScannerSimulator } from "../drivers/document-scanner/document-scanner-simulator.ts";
import { synthesisePage } from "../drivers/document-scanner/synthesise-page.ts";
import type { FaceCameraDriver } from "../drivers/face-camera/face-camera-driver.ts";
import { createFaceCameraSimulator } from "../drivers/face-camera/face-camera-simulator.ts";
import type { FingerprintDriver } from "../drivers/fingerprint/fingerprint-driver.ts";
import { createFingerprintSimulator } from "../drivers/fingerprint/fingerprint-simulator.ts";
import type { SlapScannerDriver } from "../drivers/fingerprint/slap-scanner-driver.ts";
import { createSlapScannerSimulator } from "../drivers/fingerprint/slap-scanner-simulator.ts";
import type { IrisCameraDriver } from "../drivers/iris-camera/iris-camera-driver.ts";
import { createIrisCameraSimulator } from "../drivers/iris-camera/iris-camera-simulator.ts";
import { plainPaperScene } from "../drivers/signature-pad/paper-scene.ts";
import type { SignaturePadDriver } from "../drivers/signature-pad/signature-pad-driver.ts";
import { signedSheet } from "../drivers/signature-pad/signature-pad-paper.ts";
import { createSignaturePadSimulator } from "../drivers/signature-pad/signature-pad-simulator.ts";
import { fullSignatureScene } from "../drivers/signature-pad/signature-scene.ts";
import { synthesisePaper } from "../drivers/signature-pad/synthesise-paper.ts";
import { synthesiseSignature } from "../drivers/signature-pad/synthesise-signature.ts";
import type { BoothDevices } from "./compose-effects.ts";
import { composeFixtures } from "./compose-fixtures.ts";
import { createLookCounter, type LookCounter } from "./compose-stage/count-looks.ts";
import { createDraughtsman, type Draughtsman } from "./compose-stage/draw-aside.ts";
import { createDrawingCache } from "./compose-stage/drawing-cache.ts";
import { createLentHand, type LentHand } from "./compose-stage/lend-hand.ts";
import { gaze } from "./compose-stage/stage-eye.ts";
import { describeFace, posture } from "./compose-stage/stage-face.ts";
import { isNoFingerLaid } from "./compose-stage/stage-slap.ts";
import { swayAt, swayImage } from "./compose-stage/sway-image.ts";
import { type Body, calmBody, type FingerLook, type HandLook, type Looks } from "./demo/body.ts";
import { findMoment } from "./demo/find-moment.ts";
import { type FingerPosition, type SlapTarget, slapFingers } from "./kernel/biometric.ts";
import type { CanonicalFace } from "./kernel/canonical-face.ts";
import type { Clock } from "./kernel/clock.ts";
import type { GrayImage, PageImage } from "./kernel/image.ts";
import { createRandom } from "./kernel/random.ts";

/** A booth of simulated devices, and who stands in it. */
export type SimulatedBooth = {
  readonly devices: BoothDevices;
  /** For a booth that reads four, four and two fingers at a time. */
  readonly slapScanner: SlapScannerDriver;
  /** From now on the devices see this person, who does everything right: the same NIK, the same body. */
  readonly admit: (nik: string) => void;
  /** From now on the devices see somebody who behaves like this, from the first look on. */
  readonly perform: (body: Body) => void;
  /** Whose hand is laid on the reader in place of that person's. */
  readonly hand: Pick<LentHand, "lend" | "waiting">;
  /** A good print of somebody's finger, as for an enrolment. */
  readonly takePrint: (person: string, position: FingerPosition) => Promise<GrayImage>;
};

/** Who stands before the devices, and how often each has looked. */
type Stage = {
  readonly clock: Clock;
  readonly looks: LookCounter;
  readonly paceRatio: number;
  readonly body: () => Body;
  readonly hand: LentHand;
  readonly draughtsman: Draughtsman;
};

const openDelayMs = 0;
/** Natural paces: of a live picture, of a finger laid down again, of a signature written. */
const liveIntervalMs = 66;
const fingerIntervalMs = 400;
const slapIntervalMs = 500;
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
  const hand = createLentHand();
  const draughtsman = createDraughtsman(canonicalFace);
  const stage: Stage = { clock, looks, paceRatio, body: () => body, hand, draughtsman };
  const fixtures = composeFixtures(clock);
  const perform = (next: Body) => {
    body = next;
    looks.restart();
  };
  return {
    devices: {
      ...fixtures,
      fingerprint: stageFingers(stage),
      faceCamera: stageFace(stage, () => fixtures.boothIo.see().backdrop ?? "blue"),
      irisCamera: stageEyes(stage),
      signaturePad: stageSignature(stage),
      documentScanner: createDocumentScannerSimulator({
        clock,
        openDelayMs,
        makeFrame: async (paper, { frameNumber }) => {
          if (frameNumber > 1) return null;
          if (paper === signedSheet) return { image: signSheet(body) };
          const isCard = paper === "kk";
          const numbers = isCard ? body.cardNumbers : body.cardNumbers.slice(1);
          return { image: await synthesisePage(paper, { code: isCard ? body.cardCode : null, numbers }) };
        },
      }),
    },
    slapScanner: stageSlaps(stage),
    admit: (nik) => perform(calmBody(nik)),
    perform,
    hand,
    takePrint: (person, lies) =>
      draughtsman.layFinger(person, { lies, skin: "normal" }, createRandom(`${person}/enrolled/${lies}`)),
  };
}

type BackdropSeen = Parameters<typeof describeFace>[1];

function stageFace(
  { clock, looks, paceRatio, body, draughtsman }: Stage,
  seeBackdrop: () => BackdropSeen,
): FaceCameraDriver {
  const drawings = createDrawingCache(draughtsman.drawFace, facesMax);
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

function stageEyes({ clock, looks, paceRatio, body, draughtsman }: Stage): IrisCameraDriver {
  const drawings = createDrawingCache(draughtsman.drawEye, eyesMax);
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

function stageFingers({ clock, looks, paceRatio, body, hand, draughtsman }: Stage): FingerprintDriver {
  return createFingerprintSimulator({
    clock,
    openDelayMs,
    frameIntervalMs: fingerIntervalMs * paceRatio,
    makeFrame: async (position, { frameNumber, random }) => {
      const { fingersOf, fingers, handMs } = body();
      const other = hand.see(frameNumber);
      if (other !== null) {
        const image = await draughtsman.layFinger(other, { lies: position, skin: "normal" }, random);
        return { image, deviceScore: null };
      }
      const { lookIndex } = looks.note(`finger-${position}`, frameNumber);
      const look = pick(fingers[position] ?? [{ lies: position, skin: "normal" }], lookIndex);
      // Whoever looks gives up in the end; the finger never comes.
      if (look.lies === "nothing") return new Promise<never>(() => undefined);
      await clock.sleep(handMs * paceRatio);
      return { image: await draughtsman.layFinger(fingersOf, look, random), deviceScore: null };
    },
  });
}

function stageSlaps({ clock, looks, paceRatio, body, hand, draughtsman }: Stage): SlapScannerDriver {
  return createSlapScannerSimulator({
    clock,
    openDelayMs,
    frameIntervalMs: slapIntervalMs * paceRatio,
    makeFrame: async (slap, { frameNumber, random }) => {
      const { fingersOf, fingers, slaps, handMs } = body();
      const other = hand.see(frameNumber);
      if (other !== null) {
        const image = await draughtsman.layHand(other, { lies: slap, off: [], dry: [] }, random);
        return { image, deviceScore: null };
      }
      const { lookIndex } = looks.note(`slap-${slap}`, frameNumber);
      const script = slaps[slap];
      const look = script === undefined ? layAsAlone(slap, fingers, lookIndex) : pick(script, lookIndex);
      // Whoever looks gives up in the end; the hand never comes.
      if (isNoFingerLaid(look)) return new Promise<never>(() => undefined);
      await clock.sleep(handMs * paceRatio);
      return { image: await draughtsman.layHand(fingersOf, look, random), deviceScore: null };
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

/** A hand of which each finger does what it does by itself. */
function layAsAlone(lies: SlapTarget, fingers: Body["fingers"], lookIndex: number): HandLook {
  const looks = slapFingers[lies].map((position) => {
    const script = fingers[position];
    return { position, look: script === undefined ? null : pick(script, lookIndex) };
  });
  const positionsOf = (isMeant: (look: FingerLook) => boolean) =>
    looks.flatMap(({ position, look }) => (look !== null && isMeant(look) ? [position] : []));
  return {
    lies,
    off: positionsOf((look) => look.lies === "nothing"),
    dry: positionsOf((look) => look.lies !== "nothing" && look.skin === "dry"),
  };
}

/** Where the booth takes signatures on paper: a ruled sheet, signed with a blue pen. */
function signSheet({ person }: Body): PageImage {
  const hand = createRandom(`${person}/signature`);
  const ink = synthesiseSignature(hand, fullSignatureScene(person));
  const scene = { ...plainPaperScene, form: "lines", pen: { colour: "blue", widthMm: 0.5 }, turnDeg: 1 } as const;
  return synthesisePaper(hand.fork("paper"), ink, scene).image;
}

/** What is done in this look; the last one of the script is repeated. */
function pick<T>(script: Looks<T>, lookIndex: number): T {
  return script[Math.min(lookIndex, script.length - 1)] ?? script[0];
}
