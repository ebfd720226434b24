import { describe, expect, it } from "vitest";
import {
  drawScreen,
  findButton,
  layOutScreen,
  packColour,
  packMonochrome,
} from "../../../drivers/signature-pad/pad-screen.ts";

describe.each([
  [396, 100],
  [320, 200],
  [640, 480],
  [800, 480],
])("a pad's screen of %i×%i", (width, height) => {
  const screen = layOutScreen(width, height);

  it("has three buttons below the writing area, none over another", () => {
    const { writing } = screen;
    expect(findButton(screen, width / 2, writing.bottom)).toBeNull();
    const below = [width / 6, width / 2, (width * 5) / 6].map((x) => findButton(screen, x, height - 2));
    expect(below).toEqual(["cancel", "again", "done"]);
  });

  it("draws words into each button and the writing area, and nothing outside the screen", () => {
    const ink = drawScreen(screen);
    expect(ink).toHaveLength(width * height);
    for (const { area } of screen.buttons) {
      let inside = 0;
      for (let y = area.top + 3; y < area.bottom - 2; y += 1)
        for (let x = area.left + 3; x < area.right - 2; x += 1) inside += ink[y * width + x] ?? 0;
      expect(inside).toBeGreaterThan(50);
    }
  });
});

describe("pictures for a pad", () => {
  it("are white where nothing is drawn, eight pixels a byte", () => {
    const ink = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 1, /**/ 0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
    expect([...packMonochrome(ink, 10)]).toEqual([0x7f, 0xbf, 0xfe, 0xff]);
  });

  it("are two bytes a pixel on a colour pad", () => {
    expect([...packColour(Uint8Array.of(1, 0))]).toEqual([0, 0, 0xff, 0xff]);
  });
});
