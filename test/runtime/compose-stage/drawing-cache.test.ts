import { describe, expect, it } from "vitest";
import { createDrawingCache } from "../../../runtime/compose-stage/drawing-cache.ts";

describe("kept drawings", () => {
  it("are made once, and again only when others have taken their place", async () => {
    const drawn: number[] = [];
    const cache = createDrawingCache((scene: { readonly at: number }) => {
      drawn.push(scene.at);
      return `drawing ${scene.at}`;
    }, 2);
    const draw = async (at: number) => cache.draw({ at });
    expect(await Promise.all([draw(1), draw(1), draw(2)])).toEqual(["drawing 1", "drawing 1", "drawing 2"]);
    await draw(1);
    await draw(3);
    await draw(1);
    await draw(2);
    expect(drawn).toEqual([1, 2, 3, 2]);
  });

  it("may be prepared, and say that they failed to whoever wants them", async () => {
    const cache = createDrawingCache(async (scene: string) => {
      if (scene === "bad") throw new RangeError("no such scene");
      return scene;
    }, 4);
    cache.prepare("bad");
    cache.prepare("good");
    expect(await cache.draw("good")).toBe("good");
    await expect(cache.draw("bad")).rejects.toThrow(RangeError);
  });
});
