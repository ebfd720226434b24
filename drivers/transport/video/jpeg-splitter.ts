import { findImageEnd } from "../../recording/find-image-end.ts";

/** JPEG images that follow each other with nothing between to say where one ends. */
export type JpegSplitter = {
  /** The whole images that these bytes complete. */
  readonly push: (chunk: Uint8Array) => readonly Uint8Array[];
  /** `broken` when no image ends within the bytes that one may have. */
  readonly state: () => "streaming" | "broken";
};

const imageMaxBytes = 16 * 1_048_576;
const startOfImage = Buffer.of(0xff, 0xd8, 0xff);

/**
 * Walks an image's own segments to its end: an embedded thumbnail has an end of its own, and would cut a simple search
 * short. What stands before a start is skipped.
 */
export function createJpegSplitter(): JpegSplitter {
  let held: Buffer = Buffer.alloc(0);
  let isBroken = false;

  const take = (): Uint8Array | null => {
    const start = held.indexOf(startOfImage);
    if (start < 0) {
      held = held.subarray(Math.max(0, held.length - startOfImage.length + 1));
      return null;
    }
    held = held.subarray(start);
    const endsAt = findImageEnd(held, "jpeg");
    if (endsAt === null) return null;
    const image = new Uint8Array(held.subarray(0, endsAt));
    held = held.subarray(endsAt);
    return image;
  };

  return {
    push: (chunk) => {
      if (isBroken) return [];
      held = Buffer.concat([held, chunk]);
      const images: Uint8Array[] = [];
      for (let image = take(); image !== null; image = take()) images.push(image);
      isBroken = held.length > imageMaxBytes;
      return images;
    },
    state: () => (isBroken ? "broken" : "streaming"),
  };
}
