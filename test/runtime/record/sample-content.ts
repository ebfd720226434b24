import { drawSvg } from "../../../pipelines/signature/draw-svg.ts";
import type { FingerPosition } from "../../../runtime/kernel/biometric.ts";
import type { Provenance } from "../../../runtime/kernel/device.ts";
import { type FramedIris, frameIris } from "../../../runtime/record/frame-iris.ts";
import type {
  FaceCapture,
  FingerCapture,
  IrisCapture,
  PackageContent,
  SignatureCapture,
} from "../../../runtime/record/package-content.ts";
import { sampleImage } from "../../pipelines/codec/sample-images.ts";

export const simulated: Provenance = {
  driver: "fingerprint-simulator",
  model: "simulator",
  serial: "EMU-7",
  firmware: "1",
  hardwareId: null,
  nativePpi: null,
  bitDepth: null,
  isCertified: false,
  isSimulated: true,
};
export const live: Provenance = { ...simulated, driver: "vendor-usb", serial: "A-1", isSimulated: false };

const facts = {
  capturedAt: "2026-03-14T02:05:06.789Z",
  provenance: simulated,
  score: 71.5,
  attempts: 2,
  measures: { ridgeMean: 0.25 },
  reasons: [],
  exception: null,
};

export function fingerCapture(position: FingerPosition, provenance = simulated): FingerCapture {
  const { widthPx, heightPx, pixels } = sampleImage(40, 50);
  return {
    ...facts,
    provenance,
    modality: "fingerprint",
    position,
    image: { widthPx, heightPx, pixels, resolutionPpi: 500 },
    minutiae: [
      { x: 12, y: 30.4, angleDeg: 45, kind: "ending", quality: 80 },
      { x: 39.7, y: 50, angleDeg: 359.5, kind: "bifurcation", quality: 7 },
    ],
  };
}

export function faceCapture(provenance = simulated): FaceCapture {
  const { widthPx, heightPx, pixels } = sampleImage(60, 80, 3);
  return {
    ...facts,
    provenance,
    modality: "face",
    image: { widthPx, heightPx, pixels },
    pose: { yawDeg: 1, pitchDeg: -2, rollDeg: 0.5 },
    eyeCentres: [
      { x: 20, y: 30 },
      { x: 40, y: 30 },
    ],
    headWidthPx: 45,
    points: [
      { name: "nose-tip", x: 30.9, y: 41 },
      { name: "chin", x: 30, y: 80 },
      { name: "left-pupil", x: 40.2, y: 30.7 },
    ],
    isCut: true,
    isTurned: false,
    irises: [
      { eye: "right", x: 20.4, y: 30.2, radius: 5.2, openingRatio: 0.8 },
      { eye: "left", x: 40.2, y: 30.7, radius: 5.1, openingRatio: 0.75 },
    ],
    isReduced: false,
  };
}

export function irisCapture(eye: "left" | "right", provenance = simulated): IrisCapture {
  const { widthPx, heightPx, pixels } = sampleImage(64, 48);
  return {
    ...facts,
    provenance,
    modality: "iris",
    eye,
    image: { widthPx, heightPx, pixels, resolutionPpi: 0 },
    limbus: { x: 31.5, y: 24, radius: 12.25 },
    pupil: { x: 31, y: 24, radius: 4 },
  };
}

/** The same eye as it is stored without a crop. */
export function framedIris(eye: "left" | "right", provenance = simulated): FramedIris {
  return frameIris(irisCapture(eye, provenance), "full-frame");
}

export function signatureCapture(provenance = simulated): SignatureCapture {
  const { widthPx, heightPx, pixels } = sampleImage(50, 20);
  return {
    ...facts,
    provenance,
    modality: "signature",
    ink: {
      kind: "ink",
      widthMm: 80,
      heightMm: 48,
      points: [
        { x: 10, y: 20, t: 0, p: 0.5, down: true },
        { x: 10.5, y: 19.98, t: 5, p: 1, down: true },
        { x: 11, y: 19, t: 12, p: 0, down: false },
      ],
    },
    image: { widthPx, heightPx, pixels, resolutionPpi: 300 },
    svg: drawSvg([
      [
        { xMm: 1, yMm: 2, radiusMm: 0.3 },
        { xMm: 5, yMm: 2, radiusMm: 0.2 },
      ],
    ]),
  };
}

/** A small whole visit: two fingers, one eye missing, one paper, one letter. */
export function sampleContent(changes: Partial<PackageContent> = {}): PackageContent {
  return {
    visitId: "0b0f6d0e-9d0a-4b5c-8f77-3f1f4c1c2a11",
    service: "ktp-el",
    sopRevision: "2024-01",
    boothId: "bilik-01",
    siteId: "pangkalan-banteng",
    createdAt: "2026-03-14T02:20:00.000Z",
    sequence: 3,
    previousPackageId: "a".repeat(64),
    journalHead: { sequence: 41, hash: "b".repeat(64) },
    biodata: { nik: "9901014505900001", namaLengkap: "CONTOH GABUNGAN" },
    steps: [
      {
        id: "rekam-data",
        standardMs: 600_000,
        workingMs: 312_000,
        waitingMs: 15_000,
        openedAt: "2026-03-14T02:04:00.000Z",
        finishedAt: "2026-03-14T02:10:00.000Z",
        takenAt: null,
        suspensions: [],
        entries: 1,
        finishedBy: "operator-1",
      },
    ],
    captures: [irisCapture("right"), fingerCapture(7), faceCapture(), signatureCapture(), fingerCapture(2)],
    missing: [
      { modality: "iris", position: "left", reason: "bandaged", operatorId: "operator-1", secondPersonId: "kasi-1" },
    ],
    portraitEyes: [],
    papers: [
      {
        id: "kk",
        isOriginalSighted: true,
        isCopyKept: true,
        waiver: null,
        pages: [Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
      },
    ],
    confirmations: [{ gate: "photo-approved", by: "resident", at: "2026-03-14T02:06:00.000Z", decision: null }],
    duplicates: [],
    letters: [{ id: "surat-hasil-perekaman", pdf: new TextEncoder().encode("%PDF-1.7\n") }],
    registerNumber: null,
    software: { name: "bilik", version: "0.1.0" },
    models: { "face-detect": "c".repeat(64) },
    ...changes,
  };
}
