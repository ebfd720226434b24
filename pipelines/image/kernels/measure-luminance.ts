import { linearLight } from "../linear-light.ts";

/**
 * Luminance in linear light as a byte, floor(255·Y + 0.5), of three planes R, G, B of 0 to 255, with the weights of
 * Rec. ITU-R BT.709.
 */
export function measureLuminance(planes: Float32Array): Uint8Array {
  const area = planes.length / 3;
  const luminance = new Uint8Array(area);
  for (let index = 0; index < area; index += 1) {
    const red = linearLight[(planes[index]! + 0.5) | 0]!;
    const green = linearLight[(planes[index + area]! + 0.5) | 0]!;
    const blue = linearLight[(planes[index + 2 * area]! + 0.5) | 0]!;
    luminance[index] = 255 * (0.2126 * red + 0.7152 * green + 0.0722 * blue) + 0.5;
  }
  return luminance;
}
