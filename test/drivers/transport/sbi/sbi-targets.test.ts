import { describe, expect, it } from "vitest";
import {
  fingerNames,
  isSlab,
  targetEye,
  targetFinger,
  targetSlap,
} from "../../../../drivers/transport/sbi/sbi-targets.ts";
import { fingerPositions } from "../../../../runtime/kernel/biometric.ts";

describe("what is asked of a device", () => {
  it("accounts for a slab's whole hand: the one finger and, as exceptions, the rest of its part", () => {
    expect(targetFinger(8, ["1", "2", "3"])).toEqual({
      names: ["Left MiddleFinger"],
      exceptions: ["Left IndexFinger", "Left RingFinger", "Left LittleFinger"],
      deviceSubId: "1",
    });
    expect(targetFinger(1, ["1", "2", "3"])).toEqual({
      ...{ names: ["Right Thumb"], exceptions: ["Left Thumb"], deviceSubId: "3" },
    });
    for (const position of fingerPositions) {
      const { names, exceptions, deviceSubId } = targetFinger(position, ["1", "2", "3"]);
      expect(names).toEqual([fingerNames[position]]);
      expect(exceptions).toHaveLength(deviceSubId === "3" ? 1 : 3);
      expect(exceptions).not.toContain(names[0]);
    }
  });

  it("is the finger alone of a single-finger device, and of a slab without that part", () => {
    expect(targetFinger(8, ["0"])).toEqual({ names: ["Left MiddleFinger"], exceptions: [], deviceSubId: "0" });
    expect(targetFinger(8, [])).toMatchObject({ exceptions: [], deviceSubId: "0" });
    expect(targetFinger(8, ["2"])).toMatchObject({ exceptions: [], deviceSubId: "2" });
  });

  it("is a slap, with what is not asked for of it as exceptions: together they make the part", () => {
    expect(targetSlap("left-four", [10, 9, 8, 7])).toEqual({
      names: ["Left LittleFinger", "Left RingFinger", "Left MiddleFinger", "Left IndexFinger"],
      ...{ exceptions: [], deviceSubId: "1" },
    });
    expect(targetSlap("right-four", [2, 5])).toEqual({
      names: ["Right IndexFinger", "Right LittleFinger"],
      exceptions: ["Right MiddleFinger", "Right RingFinger"],
      deviceSubId: "2",
    });
    expect(targetSlap("thumbs", [6])).toEqual({
      ...{ names: ["Left Thumb"], exceptions: ["Right Thumb"], deviceSubId: "3" },
    });
  });

  it("is one only of a device that says it is a slab and has all its parts", () => {
    expect(isSlab("Slap", ["1", "2", "3"])).toBe(true);
    expect(isSlab("slap", ["0", "3", "2", "1"])).toBe(true);
    expect(isSlab("Slap", ["1", "2"])).toBe(false);
    expect(isSlab("Single", ["1", "2", "3"])).toBe(false);
    expect(isSlab("", [])).toBe(false);
  });

  it("is the eye's own part, or the only part of a monocular", () => {
    expect(targetEye("left", ["1", "2", "3"])).toEqual({ names: ["Left"], exceptions: [], deviceSubId: "1" });
    expect(targetEye("right", ["1", "2", "3"])).toEqual({ names: ["Right"], exceptions: [], deviceSubId: "2" });
    expect(targetEye("right", ["0"])).toEqual({ names: ["Right"], exceptions: [], deviceSubId: "0" });
  });
});
