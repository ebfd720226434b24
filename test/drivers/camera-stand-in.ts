import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import type { VideoSource } from "../../drivers/transport/video/video-source.ts";
import { type FakePrograms, installPrograms } from "./fake-programs.ts";

const [widthPx, heightPx] = [64, 48];

/** Stripes, so that a picture that was cut shows. */
export function paintStripes(width: number, height: number) {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => (Math.floor(at / 24) % 2) * 200 + 20);
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/**
 * Shows pictures until its camera is pulled. `torn-N` breaks off after N bytes and ends well, as ffmpeg does; `cut` shows
 * pictures without their ends.
 */
const showPictures = `
case "$mode" in
  absent) echo "Cannot open video device: No such file or directory" >&2; exit 1 ;;
  busy) echo "ioctl(VIDIOC_STREAMON): Device or resource busy" >&2; exit 1 ;;
  garbage) while :; do echo "noise, noise and noise"; done ;;
  mute) exec sleep 60 ;;
  stall) cat "$dir/picture"; exec sleep 60 ;;
  torn-*) for n in 1 2 3 4 5 6 7 8; do cat "$dir/picture"; done; head -c "\${mode#torn-}" "$dir/picture"; exit 0 ;;
esac
while read -r now < "$dir/mode" && [ "$now" != absent ]; do
  case "$now" in
    wrong-geometry) cat "$dir/other" ;;
    cut) cat "$dir/cut" ;;
    doubled) cat "$dir/picture" "$dir/picture" ;;
    slow) cat "$dir/picture"; sleep 0.15 ;;
    *) cat "$dir/picture" ;;
  esac
  sleep 0.02
done
exit 0`;

/**
 * A still camera says who it is, shows a live view and takes pictures into the file that is named, each claiming it for
 * itself; or it is listed. `torn-N` leaves a file of N bytes, `doubled` a raw file beside the picture, as cameras may.
 */
const gphoto2 = `
for word in "$@"; do [ "$before" = --filename ] && name=$word; before=$word; done
if [ "$1" = --auto-detect ]; then
  printf 'Model                          Port\n----------------------------------------------------------\n'
  [ "$mode" = absent ] || printf 'Canon EOS 2000D                usb:001,004     \n'
  exit 0
fi
case "$mode" in
  absent) echo "*** Error: No camera found. ***" >&2; exit 1 ;;
  busy) echo "*** Error (-53: 'Could not claim the USB device') ***" >&2; exit 1 ;;
  stall) exec sleep 60 ;;
  slow) sleep 0.2 ;;
esac
case "$*" in
  *--summary*) printf 'Model: Canon EOS 2000D\n  Version: 1.0\n  Serial Number: EMU-2000D\n' ;;
  *--capture-movie*) while :; do cat "$dir/picture"; sleep 0.04; done ;;
  *)
    sleep 0.02
    read -r now < "$dir/mode"
    [ "$now" = absent ] && { echo "*** Error: No camera found. ***" >&2; exit 1; }
    file=\${name%.%C}
    case "$mode" in
      torn-*) head -c "\${mode#torn-}" "$dir/picture" > "$file.jpg" ;;
      garbage) echo "noise, noise and noise" > "$file.jpg" ;;
      doubled) echo raw > "$file.cr2"; cat "$dir/picture" > "$file.jpg" ;;
      *) cat "$dir/picture" > "$file.jpg" ;;
    esac ;;
esac`;

export type CameraStandIn = {
  readonly programs: FakePrograms;
  /** Of the moving kind. */
  readonly source: Extract<VideoSource, { readonly kind: "v4l2" }>;
  readonly pictureBytes: number;
  readonly pull: () => void;
  readonly insert: () => void;
};

/** A stand-in for the program that shows a camera's pictures, and for the camera's node. */
export async function installCamera(kind: "v4l2" | "gphoto2"): Promise<CameraStandIn> {
  const asSent = kind === "v4l2" ? asPart : (jpeg: Uint8Array) => jpeg;
  const jpeg = await jpegOf(widthPx, heightPx);
  const picture = asSent(jpeg);
  const other = asSent(await jpegOf(widthPx + 16, heightPx));
  const cut = asSent(jpeg.subarray(0, jpeg.length >> 1));
  const scripts = { ffmpeg: showPictures, gphoto2, "v4l2-ctl": "exit 1" };
  const programs = installPrograms(scripts, { picture, other, cut, video0: new Uint8Array(0) });
  const node = join(programs.dir, "video0");
  return {
    programs,
    source: { kind: "v4l2", path: node, widthPx, heightPx, framesPerSecond: 15, format: "mjpeg" },
    pictureBytes: picture.length,
    pull: () => {
      rmSync(node, { force: true });
      programs.setMode("absent");
    },
    insert: () => {
      writeFileSync(node, "");
      programs.setMode("works");
    },
  };
}

async function jpegOf(width: number, height: number): Promise<Uint8Array> {
  return new Uint8Array(await paintStripes(width, height).jpeg().toBuffer());
}

function asPart(jpeg: Uint8Array): Uint8Array {
  const head = `--frame\r\nContent-type: image/jpeg\r\nContent-length: ${jpeg.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), jpeg, Buffer.from("\r\n")]);
}
