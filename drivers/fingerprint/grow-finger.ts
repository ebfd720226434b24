import { createRandom } from "../../runtime/kernel/random.ts";
import { planFinger } from "./finger-pattern.ts";
import { type FingerTraits, normalTraits } from "./finger-scene.ts";
import { type FingerSkin, growRidges } from "./grow-ridges.ts";
import { drawCreases, drawScars, openPores, roughen, wearDown } from "./mark-skin.ts";

/**
 * One finger's skin, to be pressed as often as wanted (`pressFinger`): growing takes far longer than pressing. The same
 * seed and traits give the same skin; the seed alone decides the ridges under one pattern and position. It is nobody's.
 */
export function growFinger(seed: string, traits: Partial<FingerTraits> = {}): FingerSkin {
  const { pattern, position, abrasionRatio, creaseCount, scarCount } = { ...normalTraits, ...traits };
  const finger = createRandom(`finger/${seed}`);
  const skin = growRidges(finger.fork("ridges"), planFinger(finger.fork("plan"), pattern, position));
  roughen(finger.fork("rough"), skin);
  openPores(finger.fork("pores"), skin);
  drawCreases(finger.fork("creases"), skin, creaseCount);
  drawScars(finger.fork("scars"), skin, scarCount);
  wearDown(finger.fork("wear"), skin, abrasionRatio);
  return skin;
}

/**
 * `growFinger` for a platen that sees one finger several times before the next: the last skin is kept, and only that one
 * (it takes about a megabyte).
 */
export function createFingerGrower(): typeof growFinger {
  let last: { readonly key: string; readonly skin: FingerSkin } | null = null;
  return (seed, traits = {}) => {
    const key = JSON.stringify([seed, { ...normalTraits, ...traits }]);
    if (last?.key !== key) last = { key, skin: growFinger(seed, traits) };
    return last.skin;
  };
}
