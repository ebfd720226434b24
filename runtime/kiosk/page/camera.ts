import { computed, effect } from "@preact/signals";
import type { PageMessage } from "../wire/page-message.ts";
import { onCameraTaken, send, sendFrame } from "./socket.ts";
import { link, view } from "./state.ts";

type CameraState = Extract<PageMessage, { readonly kind: "camera" }>["state"];

const widthMaxPx = 1_280;
const frameIntervalMinMs = 1_000 / 15;
const jpegQuality = 0.85;
/** A frame that nobody took in for so long is lost, e.g. with the runtime; the next one may go. */
const takenWaitMaxMs = 2_000;
/** A camera that could not be opened is tried again, in case somebody plugs it in or lets it go. */
const reopenMs = 3_000;

const isWanted = computed(() => view.value?.wants.camera ?? false);

/** Lends the PC's own camera to the runtime while the view wants it: one frame at a time, the next when it was taken in. */
export function lendCamera(): void {
  let state: CameraState | null = null;
  const tell = (now: CameraState) => {
    state = now;
    send({ kind: "camera", state: now });
  };
  // A runtime that came back does not know of the camera.
  effect(() => {
    if (link.value === "open" && isWanted.value && state !== null) send({ kind: "camera", state });
  });
  // The runtime asks for frames only of a page that has said beforehand that there is a camera.
  effect(() => {
    if (link.value !== "open" || isWanted.value) return;
    const watching = new AbortController();
    watchForCamera(watching.signal, (found) => send({ kind: "camera", state: found }));
    return () => watching.abort();
  });
  effect(() => {
    if (!isWanted.value) return;
    const lending = new AbortController();
    void keepOpen(lending.signal, tell);
    return () => {
      lending.abort();
      state = null;
    };
  });
}

/**
 * Asks for the camera now, while whoever is asked knows what for, and lets it go again: the browser remembers the answer,
 * and nobody is asked in the midst of their photo.
 */
export async function askForCamera(): Promise<CameraState> {
  const opened = await openCamera();
  if (typeof opened === "string") return opened;
  stop(opened);
  return "ready";
}

/** Tells whether there is a camera that may be asked for, now and at each change, without switching it on. */
function watchForCamera(signal: AbortSignal, tell: (state: CameraState) => void): void {
  const look = async () => {
    const found = await findCamera();
    if (!signal.aborted) tell(found);
  };
  void look();
  if ("mediaDevices" in navigator) {
    navigator.mediaDevices.addEventListener("devicechange", () => void look(), { signal });
  }
}

async function findCamera(): Promise<CameraState> {
  if (!("mediaDevices" in navigator)) return "absent";
  const devices = await navigator.mediaDevices.enumerateDevices();
  if (!devices.some(({ kind }) => kind === "videoinput")) return "absent";
  const permission = await navigator.permissions.query({ name: "camera" }).catch(() => null);
  return permission?.state === "denied" ? "refused" : "ready";
}

async function keepOpen(signal: AbortSignal, tell: (state: CameraState) => void): Promise<void> {
  while (!signal.aborted) {
    const opened = await openCamera();
    if (signal.aborted) {
      if (typeof opened !== "string") stop(opened);
      return;
    }
    if (typeof opened === "string") {
      tell(opened);
      await pause(reopenMs, signal);
      continue;
    }
    tell("ready");
    await sendFrames(opened, signal);
    stop(opened);
    if (!signal.aborted) tell("lost");
  }
}

async function openCamera(): Promise<MediaStream | CameraState> {
  // Only a page from this very host may ask; elsewhere there is no such thing.
  if (!("mediaDevices" in navigator)) return "absent";
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: "user", width: { ideal: widthMaxPx }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
    });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (error.name === "NotAllowedError") return "refused";
    return error.name === "NotFoundError" || error.name === "OverconstrainedError" ? "absent" : "lost";
  }
}

/** Sends frames until the camera goes away or is not wanted any more. */
async function sendFrames(stream: MediaStream, signal: AbortSignal): Promise<void> {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = stream;
  await video.play();
  const outbox = openOutbox(video);
  return new Promise((resolve) => {
    const end = () => {
      outbox.close();
      video.srcObject = null;
      resolve();
    };
    for (const track of stream.getTracks()) track.addEventListener("ended", end, { once: true });
    signal.addEventListener("abort", end, { once: true });
  });
}

function openOutbox(video: HTMLVideoElement) {
  const canvas = new OffscreenCanvas(1, 1);
  let sequence = 0;
  let sentMs = Number.NEGATIVE_INFINITY;
  let isWaiting = false;
  let isClosed = false;
  const stopListening = onCameraTaken((taken) => {
    if (taken >= sequence - 1) isWaiting = false;
  });
  const next = async (nowMs: number) => {
    if (isClosed) return;
    const isDue = nowMs - sentMs >= (isWaiting ? takenWaitMaxMs : frameIntervalMinMs - 1);
    if (isDue && video.videoWidth > 0) {
      sentMs = nowMs;
      const picture = await takeFrame(video, canvas);
      if (isClosed) return;
      isWaiting = sendFrame(sequence, picture);
      if (isWaiting) sequence += 1;
    }
    video.requestVideoFrameCallback(next);
  };
  video.requestVideoFrameCallback(next);
  return {
    close: () => {
      isClosed = true;
      stopListening();
      canvas.width = 1;
    },
  };
}

async function takeFrame(video: HTMLVideoElement, canvas: OffscreenCanvas): Promise<Uint8Array> {
  const scale = Math.min(1, widthMaxPx / video.videoWidth);
  const width = Math.round(video.videoWidth * scale);
  const height = Math.round(video.videoHeight * scale);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  canvas.getContext("2d", { alpha: false })?.drawImage(video, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: jpegQuality });
  return new Uint8Array(await blob.arrayBuffer());
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
