import type { PictureHeader, PreviewHeader, StillHeader } from "../wire/runtime-message.ts";
import { preview, session, stills } from "./state.ts";

let newest: { readonly header: PreviewHeader; readonly picture: Blob } | null = null;
let isDecoding = false;

/** Takes in a picture of the runtime. Live frames that come faster than they decode are skipped; the newest is shown. */
export function takePicture(header: PictureHeader, bytes: Uint8Array<ArrayBuffer>): void {
  const picture = new Blob([bytes], { type: "image/jpeg" });
  if (header.kind === "still") {
    showStill(header, picture);
    return;
  }
  newest = { header, picture };
  if (!isDecoding) void decodeNewest();
}

/** Takes the live view down, when no device is at work. */
export function dropPreview(): void {
  newest = null;
  preview.peek()?.bitmap.close();
  preview.value = null;
}

async function decodeNewest(): Promise<void> {
  isDecoding = true;
  // Ends with the queue of one: a frame that came meanwhile is taken next, older ones are gone.
  while (newest !== null) {
    const { header, picture } = newest;
    newest = null;
    const sessionBefore = session.peek();
    const bitmap = await createImageBitmap(picture).catch(() => null);
    if (bitmap === null) continue;
    if (session.peek() === sessionBefore) showFrame(header, bitmap);
    else bitmap.close();
  }
  isDecoding = false;
}

/** Effects draw the new frame before this returns; only then may the old one be closed. */
function showFrame(header: PreviewHeader, bitmap: ImageBitmap): void {
  const before = preview.peek();
  preview.value = { header, bitmap };
  before?.bitmap.close();
}

function showStill(header: StillHeader, picture: Blob): void {
  const before = stills.peek().get(header.name);
  stills.value = new Map(stills.peek()).set(header.name, { header, url: URL.createObjectURL(picture) });
  if (before !== undefined) URL.revokeObjectURL(before.url);
}
