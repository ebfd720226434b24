import assert from "node:assert/strict";
import sharp from "sharp";
import { renderFace } from "../drivers/face-camera/render-face.ts";
import { normalFinger, synthesiseFingerprint } from "../drivers/fingerprint/synthesise-fingerprint.ts";
import { calmEyeScene } from "../drivers/iris-camera/eye-scene.ts";
import { synthesiseEye } from "../drivers/iris-camera/synthesise-eye.ts";
import { fingerNames } from "../drivers/transport/sbi/sbi-targets.ts";
import type { MakeRecord, RecordOrder } from "../drivers/transport/sbi-emulator/make-capture.ts";
import type { MakeView } from "../drivers/transport/sbi-emulator/stream-view.ts";
import { encodeJp2 } from "../pipelines/codec/jp2-codec.ts";
import { measureGeometry } from "../pipelines/face/face-geometry.ts";
import { nameFacePoints } from "../pipelines/face/name-face-points.ts";
import { describeFace } from "./compose-stage/stage-face.ts";
import { fingerPositions } from "./kernel/biometric.ts";
import type { CanonicalFace } from "./kernel/canonical-face.ts";
import type { Provenance } from "./kernel/device.ts";
import type { GrayImage, RgbImage } from "./kernel/image.ts";
import { createRandom } from "./kernel/random.ts";
import { writeFaceRecord } from "./record/iso/face-record.ts";
import { writeFingerRecord } from "./record/iso/finger-record.ts";
import { writeIrisRecord } from "./record/iso/iris-record.ts";
import { simulatedMark } from "./record/simulated-mark.ts";

/** What the devices of an SBI emulator show of one person who is nobody. */
export type EmulatedPerson = { readonly makeRecord: MakeRecord; readonly makeView: MakeView };

/** Backdrops by the emulator's profile; any other name is blue. */
const backdrops = ["red", "blue", "orange"] as const;

/**
 * Draws what the simulators draw, and writes it into the records that a device would send. Every impression of a finger
 * differs a little; the same seed is the same person.
 * @param canonicalFace null where no face is to be shown
 */
export function composeEmulatedPerson(canonicalFace: CanonicalFace | null, person: string): EmulatedPerson {
  const random = createRandom(`${person}/emulated`);
  const views = new Map<string, Promise<RgbImage>>();
  let impressions = 0;

  const drawFinger = (name: string): GrayImage => {
    impressions += 1;
    const own = random.fork(`${name}/${impressions}`);
    const turned = { rotationDeg: own.between(-8, 8), shiftXPx: own.between(-12, 12), shiftYPx: own.between(-12, 12) };
    return synthesiseFingerprint(own, { ...normalFinger, ...turned, fingerSeed: `${person}/${positionOf(name)}` });
  };
  const drawEye = (name: string) =>
    synthesiseEye(random.fork(name), {
      ...calmEyeScene(`${person}/${name === "Left" ? "left" : "right"}`),
      nasalSide: name === "Left" ? -1 : 1,
    });
  const drawFace = async (profile: string) => {
    assert(canonicalFace !== null, "a face device needs a face");
    const backdrop = backdrops.find((colour) => colour === profile.toLowerCase()) ?? "blue";
    return renderFace(canonicalFace, describeFace(person, backdrop));
  };
  const drawView = async (kind: RecordOrder["kind"], deviceSubId: string): Promise<RgbImage> => {
    if (kind === "Face") return (await drawFace("Default")).image;
    return spread(kind === "Iris" ? drawEye(deviceSubId === "1" ? "Left" : "Right").image : drawFinger("Right Thumb"));
  };

  return {
    makeRecord: async (order) => {
      switch (order.kind) {
        case "Finger":
          return writeFinger(order, drawFinger(order.name));
        case "Iris":
          return writeEye(order, drawEye(order.name));
        case "Face":
          return writeFace(order, await drawFace(order.profile));
        default:
          return order.kind satisfies never;
      }
    },
    makeView: async ({ kind, deviceSubId, frameNumber }) => {
      const key = `${kind}/${deviceSubId}`;
      const view = views.get(key) ?? drawView(kind, deviceSubId);
      views.set(key, view);
      return sway(await view, frameNumber);
    },
  };
}

const provenance: Provenance = {
  ...{ driver: "sbi-emulator", model: "emulated", serial: "EMU-SBI", firmware: "emulated", hardwareId: null },
  ...{ nativePpi: null, bitDepth: 8, isCertified: false, isSimulated: true },
};
const comment = simulatedMark(provenance);

async function writeFinger({ name, capturedAt }: RecordOrder, image: GrayImage): Promise<Uint8Array> {
  const bytes = await encodeJp2({ ...image, channels: 1, comment });
  const facts = { capturedAt, provenance, position: positionOf(name), image };
  return writeFingerRecord(facts, { compression: "jpeg-2000-lossless", bytes });
}

async function writeEye(
  { name, capturedAt }: RecordOrder,
  { image, truth }: ReturnType<typeof synthesiseEye>,
): Promise<Uint8Array> {
  const jp2 = await encodeJp2({ ...image, channels: 1, comment });
  const eye = name === "Left" ? "left" : "right";
  const framing = { kind: "uncropped" } as const;
  return writeIrisRecord({ capturedAt, provenance, eye, image, limbus: truth.limbus, framing }, jp2);
}

async function writeFace(
  { capturedAt }: RecordOrder,
  { image, truth }: Awaited<ReturnType<typeof renderFace>>,
): Promise<Uint8Array> {
  const jp2 = await encodeJp2({ ...image, channels: 3, resolutionPpi: null, comment });
  const { pose, landmarks } = truth;
  const { eyeCentres } = measureGeometry(landmarks.map((point) => ({ ...point, z: 0 })));
  const facts = {
    capturedAt,
    provenance,
    image,
    headWidthPx: truth.box.width,
    isCut: false,
    isTurned: false,
    isReduced: false,
  };
  return writeFaceRecord({ ...facts, pose, eyeCentres, points: nameFacePoints(landmarks) }, jp2);
}

function positionOf(name: string) {
  return fingerPositions.find((position) => fingerNames[position] === name) ?? 1;
}

function spread({ widthPx, heightPx, pixels }: GrayImage): RgbImage {
  const rgb = new Uint8Array(pixels.length * 3);
  for (let index = 0; index < rgb.length; index += 1) rgb[index] = pixels[Math.floor(index / 3)] ?? 0;
  return { widthPx, heightPx, pixels: rgb };
}

const viewWidthPx = 320;
const swayPx = 12;

/** A small picture that moves from frame to frame, as somebody does who stands still. */
async function sway({ widthPx, heightPx, pixels }: RgbImage, frameNumber: number): Promise<Uint8Array> {
  const left = Math.round(swayPx * (1 + Math.sin(frameNumber / 5)));
  const top = Math.round(swayPx * (1 + Math.cos(frameNumber / 7)));
  const cut = { left, top, width: widthPx - 2 * swayPx, height: heightPx - 2 * swayPx };
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
  const jpeg = await sharp(pixels, { raw }).extract(cut).resize(viewWidthPx).jpeg({ quality: 70 }).toBuffer();
  return new Uint8Array(jpeg);
}
