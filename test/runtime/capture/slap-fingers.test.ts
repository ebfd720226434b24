import { describe, expect, it } from "vitest";
import type { SlapFrame } from "../../../drivers/fingerprint/slap-scanner-driver.ts";
import { createSlapFingers } from "../../../runtime/capture/slap-fingers.ts";
import type { FingerPosition, SlapTarget } from "../../../runtime/kernel/biometric.ts";
import { fakeDevice } from "./fake-device.ts";
import { layHand, segmentHere } from "./laid-hands.ts";

const right = layHand({ target: "right-four" });

async function look(position: FingerPosition, slap: ReturnType<typeof layHand>) {
  const device = fakeDevice<SlapTarget, SlapFrame>([{ image: slap.image, deviceScore: null }]);
  const reader = createSlapFingers(device, segmentHere);
  const seen = [];
  for await (const frame of reader.frames({ target: position, timeoutMs: 500, signal: new AbortController().signal })) {
    seen.push(frame);
  }
  expect(device.left()).toBe(1);
  return { images: seen.map(({ image }) => image), asked: device.looks().map(({ target }) => target) };
}

describe("a slap scanner as a reader of one finger", () => {
  it("looks at the slap that the finger belongs to, and cuts that finger out of the hand", async () => {
    const { images, asked } = await look(2, right);
    expect(asked).toEqual(["right-four"]);
    expect(images).toHaveLength(1);
    expect(images[0]?.widthPx).toBeLessThan(right.image.widthPx / 3);
    const other = await look(5, right);
    expect(other.images[0]?.pixels).not.toEqual(images[0]?.pixels);
  });

  it("takes a finger that was laid down by itself", async () => {
    const alone = layHand({ target: "right-four", absent: [3, 4, 5] });
    const { images } = await look(2, alone);
    expect(images[0]?.widthPx).toBeLessThan(alone.image.widthPx / 3);
  });

  it("shows the whole platen where it cannot tell the finger: that matches nobody", async () => {
    const left = layHand({ target: "left-four" });
    expect((await look(2, left)).images[0]).toBe(left.image);
    const empty = layHand({ target: "right-four", absent: [2, 3, 4, 5] });
    expect((await look(2, empty)).images[0]).toBe(empty.image);
  });
});
