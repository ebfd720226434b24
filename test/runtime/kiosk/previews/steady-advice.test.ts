import fc from "fast-check";
import { expect, it } from "vitest";
import { createSteadyAdvice } from "../../../../runtime/kiosk/previews/steady-advice.ts";

const reason = (code: string, value = 1) => ({ code, value, limit: 0 });
const far = [reason("too-far")];
const dark = [reason("too-dark"), reason("too-far")];

it("gives the first advice with its own frame, the most useful one alone", () => {
  expect(createSteadyAdvice("face").choose(dark, 0)).toEqual({ code: "too-dark", side: 0 });
});

it("keeps to it while others flicker by, and changes when another one stays", () => {
  const advice = createSteadyAdvice("face");
  const seen = [far, dark, far, dark, far, dark, dark, dark].map(
    (reasons, at) => advice.choose(reasons, at * 150)?.code,
  );
  expect(seen.slice(0, 6)).toEqual(Array(6).fill("too-far"));
  expect(seen.at(-1)).toBe("too-dark");
});

it("holds what was shown as long as it takes to read it", () => {
  const advice = createSteadyAdvice("face");
  advice.choose(far, 0);
  for (const nowMs of [100, 200, 300, 690]) expect(advice.choose(dark, nowMs)?.code).toBe("too-far");
  expect(advice.choose(dark, 700)?.code).toBe("too-dark");
});

it("falls silent when nothing is amiss any more", () => {
  const advice = createSteadyAdvice("face");
  advice.choose(far, 0);
  advice.choose([], 800);
  expect(advice.choose([], 900)).toBeNull();
});

it("tells the person's own side, which is the other one in the picture, and none where nothing has sides", () => {
  const sideOfFace = (code: string, value: number) => createSteadyAdvice("face").choose([reason(code, value)], 0)?.side;
  // Measured to the image's right and clockwise in the image; a chin is up in both.
  expect([sideOfFace("yaw", 7), sideOfFace("roll", -7), sideOfFace("off-centre", 0.2), sideOfFace("pitch", 9)]).toEqual(
    [...[-1, 1, -1, 1]],
  );
  expect([sideOfFace("off-height", 0.1), sideOfFace("off-height", -0.1)]).toEqual([1, -1]);
  expect(sideOfFace("too-far", 30)).toBe(0);
  expect(createSteadyAdvice("fingerprint").choose([reason("off-centre", 0.4)], 0)?.side).toBe(0);
});

it("never changes twice within the time to read, whatever comes", () => {
  const frames = fc.array(
    fc.tuple(fc.constantFrom([], far, dark, [reason("blurred")]), fc.integer({ min: 1, max: 200 })),
  );
  fc.assert(
    fc.property(frames, (sequence) => {
      const advice = createSteadyAdvice("face");
      let nowMs = 0;
      let shown: string | null | undefined;
      let changedMs = Number.NEGATIVE_INFINITY;
      for (const [reasons, stepMs] of sequence) {
        nowMs += stepMs;
        const next = advice.choose(reasons, nowMs)?.code ?? null;
        if (shown !== undefined && shown !== null && next !== shown) {
          expect(nowMs - changedMs).toBeGreaterThanOrEqual(700);
        }
        if (next !== shown) changedMs = nowMs;
        shown = next;
      }
    }),
  );
});

it("asks who moves for what it asks who is blurred: to hold still", () => {
  expect(createSteadyAdvice("face").choose([reason("moving"), reason("blurred")], 0)).toEqual({
    code: "blurred",
    side: 0,
  });
});

/** Camera rhythms from 4 to 30 frames a second, with the frames' own unsteadiness. */
const intervals = fc.integer({ min: 33, max: 240 });
const wishes = [[], far, dark, [reason("blurred")], [reason("yaw", 9)], [reason("yaw", -9)]];
const codeAndSide = (reasons: (typeof wishes)[number]) => createSteadyAdvice("face").choose(reasons, 0);

type Wishes = (typeof wishes)[number];

/** The truth with one frame in each five wrong, and never two within five that follow each other. */
function disturb(truth: Wishes, errors: readonly Wishes[], period: number): readonly Wishes[] {
  return errors.flatMap((wrong) => Array.from({ length: 5 }, (_, at) => (at === period ? wrong : truth)));
}

it("settles on what is the matter though one frame in five errs, and does not leave it again", () => {
  const wish = fc.constantFrom(...wishes);
  const errors = fc.array(wish, { minLength: 10, maxLength: 10 });
  const before = fc.array(wish, { maxLength: 12 });
  fc.assert(
    fc.property(before, wish, errors, fc.nat({ max: 4 }), intervals, (earlier, truth, wrong, period, intervalMs) => {
      const advice = createSteadyAdvice("face");
      const frames = [...earlier, ...disturb(truth, wrong, period)];
      const shown = frames.map((reasons, index) => advice.choose(reasons, index * intervalMs));
      const settled = earlier.length + Math.ceil(700 / intervalMs) + 7;
      for (const one of shown.slice(settled)) expect(one).toEqual(codeAndSide(truth));
    }),
    { numRuns: 500 },
  );
});

it("never says what none of the last frames wanted, once what is shown could be read and they agree", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...wishes), { minLength: 1, maxLength: 60 }),
      intervals,
      (frames, intervalMs) => {
        const advice = createSteadyAdvice("face");
        let changes = 0;
        let last: unknown;
        for (const [index, reasons] of frames.entries()) {
          const shown = advice.choose(reasons, index * intervalMs);
          if (JSON.stringify(shown) !== JSON.stringify(last)) changes += 1;
          last = shown;
          const wanted = frames.slice(Math.max(0, index - 4), index + 1).map(codeAndSide);
          const agreed = wanted.every((one) => JSON.stringify(one) === JSON.stringify(wanted[0]));
          if (agreed && wanted.length === 5 && 4 * intervalMs >= 700) expect(shown).toEqual(wanted[0]);
        }
        // Whatever comes, words stand for as long as they take to read.
        expect(changes).toBeLessThanOrEqual(2 + (frames.length * intervalMs) / 700);
      },
    ),
    { numRuns: 500 },
  );
});
