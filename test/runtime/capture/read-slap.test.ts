import { describe, expect, it } from "vitest";
import { readSlap, type SlapQuestion } from "../../../runtime/capture/read-slap.ts";
import { layHand, segmentHere } from "./laid-hands.ts";

const rightFour: SlapQuestion = { slap: "right-four", wanted: [2, 3, 4, 5], missing: [] };
const right = layHand({ target: "right-four" });

async function read(slap: ReturnType<typeof layHand>, question: Partial<SlapQuestion> = {}) {
  const reading = await readSlap(segmentHere, slap.image, { ...rightFour, ...question });
  if (reading.kind === "refused") return reading.reasons.map(({ code }) => code);
  return reading.fingers.map(({ position }) => position);
}

describe("a slap", () => {
  it("is read finger by finger when it is the one asked for", async () => {
    expect(await read(right)).toEqual([2, 3, 4, 5]);
    expect(await read(layHand({ target: "thumbs" }), { slap: "thumbs", wanted: [6, 1] })).toEqual([6, 1]);
  });

  it("of the other hand is refused as that", async () => {
    expect(await read(layHand({ target: "left-four" }))).toContain("wrong-hand");
    expect(await read(right, { slap: "left-four", wanted: [7, 8, 9, 10] })).toContain("wrong-hand");
  });

  it("with a finger too few or too many is refused, whichever it may be", async () => {
    expect(await read(layHand({ target: "right-four", absent: [5] }))).toContain("too-few-fingers");
    expect(await read(layHand({ target: "right-four", absent: [2, 3, 4, 5] }))).toContain("no-finger");
    const withThumb = layHand({
      ...{ target: "right-four", shiftXMm: 8, extra: { xMm: -40, yMm: 16, angleDeg: 10 } },
      hand: { sizeRatio: 0.86, spreadRatio: 0.3, bendRatio: 0.25 },
    });
    expect(await read(withThumb)).toContain("too-many-fingers");
  });

  it("of a hand with a missing finger is read without it", async () => {
    const question = { wanted: [2, 3, 5], missing: [4] } as const;
    expect(await read(layHand({ target: "right-four", absent: [4] }), question)).toEqual([2, 3, 5]);
  });

  it("of which some fingers are recorded may be the whole hand again or those that are left", async () => {
    const question = { wanted: [3] } as const;
    expect(await read(right, question)).toEqual([2, 3, 4, 5]);
    expect(await read(layHand({ target: "right-four", absent: [2, 4, 5] }), question)).toEqual([3]);
    expect(await read(layHand({ target: "right-four", absent: [4, 5] }), question)).not.toContain(3);
  });
});
