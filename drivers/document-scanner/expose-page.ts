import type { RgbImage } from "../../runtime/kernel/image.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import type { PageScene } from "./page-scene.ts";

/** Deviates drawn once and reused from random starting points: millions a page are too slow. */
const tableLength = 4096;

/** Dims, shades and adds noise, in place, as a scanner's lamp and sensor do. */
export function exposePage(
  { widthPx, heightPx, pixels }: RgbImage,
  { brightnessRatio, shadeRatio, noiseLevels }: Pick<PageScene, "brightnessRatio" | "shadeRatio" | "noiseLevels">,
  random: Random,
): void {
  const noise = Float32Array.from({ length: tableLength }, () => random.normal(0, noiseLevels));
  for (let y = 0; y < heightPx; y += 1) {
    let drawn = random.integer(0, tableLength - 1);
    for (let x = 0; x < widthPx; x += 1) {
      const share = (x / widthPx + y / heightPx) / 2;
      const gain = brightnessRatio * (1 - shadeRatio * share);
      const start = (y * widthPx + x) * 3;
      for (let index = start; index < start + 3; index += 1) {
        const level = (pixels[index] ?? 0) * gain + (noise[drawn] ?? 0);
        pixels[index] = Math.min(255, Math.max(0, Math.round(level)));
        drawn = (drawn + 1) % tableLength;
      }
    }
  }
}
