import WebSocket from "ws";
import type { PageInkBatch } from "../../../../drivers/signature-pad/page-ink.ts";
import type { KioskView } from "../../../../runtime/kiosk/wire/kiosk-view.ts";
import type { PageMessage } from "../../../../runtime/kiosk/wire/page-message.ts";
import { packPicture } from "../../../../runtime/kiosk/wire/picture-message.ts";
import type { RuntimeMessage } from "../../../../runtime/kiosk/wire/runtime-message.ts";
import type { PictureMaker } from "../../../drivers/face-camera/emulated-page.ts";
import { token } from "../kiosk-rig.ts";

/** What the person at this page does when it is asked for; `leave` closes the page. */
export type PageHabits = {
  readonly makePicture?: PictureMaker;
  readonly sign?: (signature: number) => readonly PageInkBatch[] | "leave";
};

export type WiredPage = {
  readonly say: (message: PageMessage) => void;
  readonly sendFrame: (jpeg: Uint8Array, sequence: number) => void;
  readonly wants: () => KioskView["wants"];
  /** Sequences of its frames that were taken in. */
  readonly taken: readonly number[];
  readonly close: () => void;
};

/**
 * A page at the other end of a real socket, lending its camera and its surface by the rules of the real one: it says that
 * it has a camera before it is wanted, sends one frame, and the next when that was taken in.
 */
export async function wirePage(port: number, { makePicture, sign }: PageHabits): Promise<WiredPage> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket?token=${token}`);
  const taken: number[] = [];
  let wants = { camera: false, ink: false };
  let sequence = 0;
  let signature = 0;
  const say = (message: PageMessage) => socket.send(JSON.stringify(message));
  const sendFrame = (jpeg: Uint8Array, number: number) =>
    socket.send(packPicture({ kind: "camera-frame", sequence: number }, jpeg));
  const film = () => {
    if (makePicture === undefined) return;
    sequence += 1;
    const picture = makePicture(sequence);
    if (picture === "leave") socket.terminate();
    else if (picture !== null) sendFrame(picture, sequence);
  };
  const write = () => {
    if (sign === undefined) return;
    signature += 1;
    const written = sign(signature);
    if (written === "leave") socket.terminate();
    else for (const batch of written) say({ kind: "ink", ...batch, points: batch.points.map((point) => [...point]) });
  };
  const follow = (next: KioskView["wants"]) => {
    const before = wants;
    wants = next;
    if (next.camera && !before.camera) film();
    if (next.ink && !before.ink) write();
  };
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (isBinary) return;
    const message = JSON.parse(data.toString()) as RuntimeMessage;
    if (message.kind === "view") follow(message.view.wants);
    if (message.kind !== "camera-taken") return;
    taken.push(message.sequence);
    if (wants.camera) film();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  if (makePicture !== undefined) say({ kind: "camera", state: "ready" });
  return { say, sendFrame, wants: () => wants, taken, close: () => socket.terminate() };
}
