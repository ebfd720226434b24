import { existsSync, writeFileSync } from "node:fs";
import { createFaceCameraV4l2 } from "../../../drivers/face-camera/face-camera-v4l2.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { claimSame, createCheckList, failureOf, slowFactor, waitUntil } from "./check-list.ts";
import { takeFrame } from "./take-frame.ts";

const clock = createSystemClock();
const waitMs = 3_000 * slowFactor;
const path = "/dev/video0";
const size = { widthPx: 320, heightPx: 180 };
const cable = "/sys/bus/platform/drivers/vivid";
const framesWanted = 5;

/** ffmpeg and v4l2-ctl → V4L2 → vivid, the kernel's own virtual camera. */
export async function checkFaceCamera(): Promise<void> {
  const { check } = createCheckList("face camera");
  const create = () =>
    createFaceCameraV4l2({
      ...{ clock, source: { kind: "v4l2", path, ...size, framesPerSecond: 10, format: "raw" }, slowFactor },
      controls: { exposure: 156, whiteBalanceK: 4_600, focus: null },
    });
  const device = create();
  const pull = () => writeFileSync(`${cable}/unbind`, "vivid.0");
  const insert = async () => {
    writeFileSync(`${cable}/bind`, "vivid.0");
    await waitUntil(() => existsSync(path), waitMs, path);
  };
  const request = { target: "portrait", timeoutMs: waitMs, signal: new AbortController().signal } as const;
  const stream = async () => {
    const seen: RgbImage[] = [];
    for await (const { image } of device.frames(request)) {
      seen.push(image);
      if (seen.length === framesWanted) break;
    }
    return seen;
  };
  const lookWell = async () => {
    const seen = await stream();
    for (const image of seen) {
      claimSame([image.widthPx, image.heightPx], [size.widthPx, size.heightPx], "size");
      claimSame(nameBars(image), "white yellow cyan green magenta red blue black", "colours");
    }
    const different = new Set(seen.map(({ pixels }) => Buffer.from(pixels).toString("latin1"))).size;
    claimSame(different, framesWanted, "pictures that differ");
    return `${framesWanted} frames of ${size.widthPx}×${size.heightPx}`;
  };

  await check("is not there until it is plugged in", async () => {
    pull();
    claimSame(await failureOf(device.open()), "driver.disconnected", "opening");
    return "";
  });
  await check("opens, and says what it is", async () => {
    await insert();
    await device.open();
    const { model, serial, isSimulated } = device.provenance();
    claimSame([serial, isSimulated], ["EMU-VIVID-video0", true], "provenance");
    return `${model} ${serial}`;
  });
  await check("streams moving pictures in the right colours", lookWell);
  await check("is lost when it is unplugged while it streams", async () => {
    const looking = failureOf(
      (async () => {
        let frames = 0;
        for await (const _ of device.frames(request)) {
          frames += 1;
          if (frames === 2) pull();
        }
      })(),
    );
    claimSame(await looking, "driver.disconnected", "looking");
    claimSame(device.health(), { state: "lost", lastFailure: "driver.disconnected" }, "health");
    claimSame(await failureOf(device.open()), "driver.disconnected", "opening while it is away");
    return "";
  });
  await check("comes back, and streams again", async () => {
    await insert();
    await device.open();
    return lookWell();
  });
  await check("is free for others while nobody looks", async () => {
    const other = create();
    await other.open();
    await takeFrame(other, "portrait", waitMs);
    await other.close();
    return "";
  });
  await check("is lost when it is unplugged while nobody looks", async () => {
    const startMs = performance.now();
    pull();
    await waitUntil(() => device.health().state === "lost", waitMs, "lost");
    const noticedMs = Math.round(performance.now() - startMs);
    await device.close();
    claimSame(device.health().state, "closed", "health");
    return `noticed after ${noticedMs} ms`;
  });
  await device.close();
}

/** Of the eight bars of the usual test card, in the lower half of the picture, where no text lies. */
function nameBars({ widthPx, heightPx, pixels }: RgbImage): string {
  const names = ["black", "blue", "green", "cyan", "red", "magenta", "yellow", "white"];
  const bars = Array.from({ length: 8 }, (_, bar) => {
    const at = 3 * (Math.floor(heightPx * 0.8) * widthPx + Math.floor(((bar + 0.5) * widthPx) / 8));
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
    return names[(red > 90 ? 4 : 0) + (green > 90 ? 2 : 0) + (blue > 90 ? 1 : 0)];
  });
  return bars.join(" ");
}
