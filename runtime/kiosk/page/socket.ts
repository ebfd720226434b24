import { batch } from "@preact/signals";
import type { PageMessage } from "../wire/page-message.ts";
import { packPicture, unpackPicture } from "../wire/picture-message.ts";
import type { IntentOutcome, RuntimeMessage } from "../wire/runtime-message.ts";
import { readMessage, readPictureHeader } from "./read-message.ts";
import { link, objection, pending, view } from "./state.ts";
import { takePicture } from "./take-picture.ts";
import { wipe } from "./wipe.ts";

/** The page must be back within two seconds of the runtime: it never waits longer than this to try again. */
const reconnectDelaysMs = [100, 250, 500, 1_000] as const;
/** No more than this waits to be sent: a picture that would queue is not worth sending. */
const queuedBytesMax = 1_000_000;
/** What could not be read is asked for anew after this, and not more often. */
const askDelayMs = 500;

let socket: WebSocket | null = null;
let failures = 0;
let lastBuild: string | null = null;
/** Messages that were none, since the page was loaded. */
let dropped = 0;
let isAsking = false;

const answerListeners = new Map<string, (outcome: IntentOutcome) => void>();
const cameraListeners = new Set<(sequence: number) => void>();

/** Opens the socket and keeps it open. Called once. */
export function connect(): void {
  const token = encodeURIComponent(location.hash.slice(1));
  const opening = new WebSocket(`ws://${location.host}/socket?token=${token}`);
  opening.binaryType = "arraybuffer";
  opening.addEventListener("open", () => {
    socket = opening;
    failures = 0;
  });
  opening.addEventListener("message", ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data === "string") takeText(data);
    else takeBinary(data);
  });
  opening.addEventListener("close", () => {
    socket = null;
    batch(() => {
      link.value = "lost";
      pending.value = new Set();
    });
    answerListeners.clear();
    const delayMs = reconnectDelaysMs[Math.min(failures, reconnectDelaysMs.length - 1)];
    failures += 1;
    setTimeout(connect, delayMs);
  });
}

/** Sends a message, or says that it could not: nothing is kept for later, since things may have moved on by then. */
export function send(message: PageMessage): boolean {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(message));
  return true;
}

/** Sends a picture of the page's camera; false when the line is not open or not clear. */
export function sendFrame(sequence: number, picture: Uint8Array): boolean {
  if (socket?.readyState !== WebSocket.OPEN || socket.bufferedAmount > queuedBytesMax) return false;
  socket.send(packPicture({ kind: "camera-frame", sequence }, picture));
  return true;
}

/** Calls back once with the outcome of an intent; not at all when the line is lost before. */
export function onAnswer(token: string, listener: (outcome: IntentOutcome) => void): void {
  answerListeners.set(token, listener);
}

/** Tells of every frame that the runtime has taken in. Returns how to stop listening. */
export function onCameraTaken(listener: (sequence: number) => void): () => void {
  cameraListeners.add(listener);
  return () => {
    cameraListeners.delete(listener);
  };
}

function takeText(text: string): void {
  const message = readMessage(text);
  if (message === null) drop();
  else takeMessage(message);
}

/** Nothing is shown of a message that is none; what it may have been about is asked for once more. */
function drop(): void {
  dropped += 1;
  if (isAsking) return;
  isAsking = true;
  setTimeout(() => {
    isAsking = false;
    send({ kind: "show-again", dropped });
  }, askDelayMs);
}

function takeMessage(message: RuntimeMessage): void {
  switch (message.kind) {
    case "hello":
      // The runtime came back as another build: its page is another one too.
      if (lastBuild !== null && lastBuild !== message.build) location.reload();
      lastBuild = message.build;
      break;
    case "view":
      batch(() => {
        view.value = message.view;
        link.value = "open";
      });
      break;
    case "answer":
      answerListeners.get(message.token)?.(message.outcome);
      answerListeners.delete(message.token);
      break;
    case "refused":
      // Whatever it was, its button waits for an answer that will not come.
      batch(() => {
        pending.value = new Set();
        objection.value = { kind: "invalid", problem: message.problem };
      });
      break;
    case "camera-taken":
      for (const listener of cameraListeners) listener(message.sequence);
      break;
    case "wipe":
      wipe();
      break;
    default:
      message satisfies never;
  }
}

function takeBinary(data: ArrayBuffer): void {
  const message = unpackPicture(new Uint8Array(data));
  const header = message === null ? null : readPictureHeader(message.header);
  if (message === null || header === null) drop();
  else takePicture(header, message.picture);
}
