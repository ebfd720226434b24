import type { Box } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { TurnedBox } from "./kernels/cut-turned.ts";

/** The smallest upright box of whole pixels around a turned one, as far as it lies within the image; never empty. */
export function boxAround({ centre, width, height, angleDeg }: TurnedBox, image: GrayImage): Box {
  const cosine = Math.abs(Math.cos((angleDeg * Math.PI) / 180));
  const sine = Math.abs(Math.sin((angleDeg * Math.PI) / 180));
  const halfWidth = (cosine * width + sine * height) / 2;
  const halfHeight = (sine * width + cosine * height) / 2;
  const within = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
  const x = within(Math.floor(centre.x - halfWidth), image.widthPx);
  const y = within(Math.floor(centre.y - halfHeight), image.heightPx);
  const right = Math.min(image.widthPx, Math.max(x + 1, Math.ceil(centre.x + halfWidth)));
  const bottom = Math.min(image.heightPx, Math.max(y + 1, Math.ceil(centre.y + halfHeight)));
  return { x, y, width: right - x, height: bottom - y };
}
