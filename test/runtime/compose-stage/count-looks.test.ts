import { describe, expect, it } from "vitest";
import { createLookCounter } from "../../../runtime/compose-stage/count-looks.ts";

describe("counted looks", () => {
  it("count by target since somebody came, and time by frames", () => {
    const looks = createLookCounter(66);
    expect(looks.note("face", 1)).toEqual({ lookIndex: 0, elapsedMs: 0 });
    expect(looks.note("face", 4)).toEqual({ lookIndex: 0, elapsedMs: 198 });
    expect(looks.note("iris-left", 1)).toEqual({ lookIndex: 0, elapsedMs: 0 });
    expect(looks.note("face", 1)).toEqual({ lookIndex: 1, elapsedMs: 0 });
    looks.restart();
    // Somebody else has come in the midst of a look.
    expect(looks.note("face", 9)).toEqual({ lookIndex: 0, elapsedMs: 528 });
    expect(looks.note("face", 1)).toEqual({ lookIndex: 1, elapsedMs: 0 });
  });
});
