/** A live view as it comes in. */
export type MjpegParser = {
  /** The whole JPEG images that these bytes complete. Bytes after the end are kept for `trailer`. */
  readonly push: (chunk: Uint8Array) => readonly Uint8Array[];
  /** `ended` at the first part that is no image; `broken` when the bytes make no sense any more. */
  readonly state: () => "streaming" | "ended" | "broken";
  /** What stands where the next image should: some devices append a whole second HTTP answer. Bounded. */
  readonly trailer: () => string;
};

const headerMaxBytes = 8_192;
const frameDefaultMaxBytes = 8 * 1_048_576;
const trailerMaxBytes = 4_096;
/** A few devices put a stray line between header and image. */
const strayMaxBytes = 64;
const startOfImage = Buffer.of(0xff, 0xd8);
const blankLine = Buffer.from("\r\n\r\n");
const partBoundary = Buffer.from("\r\n--");

/**
 * Takes JPEG images out of `multipart/x-mixed-replace`. It goes by each part's `Content-Length`, never by the boundary
 * that was announced: devices announce one with its dashes and then write it without two more, as the standard would
 * have it. Where no length is given, a part ends where the next begins. Never throws, never holds more than a frame and
 * a chunk.
 */
export function createMjpegParser(frameMaxBytes = frameDefaultMaxBytes): MjpegParser {
  let held: Buffer = Buffer.alloc(0);
  let state: "streaming" | "ended" | "broken" = "streaming";
  /** How far the search for the end of the current part has come. */
  let searched = 0;

  const takeFrame = (): Uint8Array | null => {
    skipLineBreaks();
    const step = readPart(held, searched, frameMaxBytes);
    switch (step.kind) {
      case "more":
        searched = step.searched;
        return null;
      case "frame":
        held = held.subarray(step.endsAt);
        searched = 0;
        return step.image;
      case "ended":
      case "broken":
        state = step.kind;
        return null;
      default:
        return step satisfies never;
    }
  };
  const skipLineBreaks = () => {
    let start = 0;
    while (held[start] === 0x0d || held[start] === 0x0a) start += 1;
    if (start > 0) {
      held = held.subarray(start);
      searched = Math.max(0, searched - start);
    }
  };

  return {
    push: (chunk) => {
      if (state !== "streaming") {
        held = Buffer.concat([held, chunk]).subarray(0, trailerMaxBytes);
        return [];
      }
      held = Buffer.concat([held, chunk]);
      const images: Uint8Array[] = [];
      for (let image = takeFrame(); image !== null; image = takeFrame()) images.push(image);
      return images;
    },
    state: () => state,
    trailer: () => (state === "streaming" ? "" : held.subarray(0, trailerMaxBytes).toString("latin1")),
  };
}

type Step =
  | { readonly kind: "more"; readonly searched: number }
  | { readonly kind: "frame"; readonly image: Uint8Array; readonly endsAt: number }
  | { readonly kind: "ended" | "broken" };

function readPart(held: Buffer, searched: number, frameMaxBytes: number): Step {
  const more: Step = { kind: "more", searched: 0 };
  if (held.length < 5) return couldBeBoundary(held) ? more : { kind: "ended" };
  if (!couldBeBoundary(held)) return { kind: "ended" };
  const headerEnd = held.subarray(0, headerMaxBytes).indexOf(blankLine);
  if (headerEnd === -1) return held.length < headerMaxBytes ? more : { kind: "broken" };
  const header = held.toString("latin1", 0, headerEnd);
  const type = /^content-type:\s*([^;\s]*)/im.exec(header)?.[1]?.toLowerCase();
  if (type !== undefined && !/^image\/(jpe?g|pjpeg)$/.test(type)) return { kind: "ended" };
  // The closing boundary has two dashes more and nothing behind it.
  if (/^--[^\r\n]*--$/.test(header) && type === undefined) return { kind: "ended" };

  const bodyStart = headerEnd + blankLine.length;
  const length = /^content-length:\s*(\d{1,9})\s*$/im.exec(header)?.[1];
  if (length === undefined) return readUntilNext(held, { bodyStart, searched, frameMaxBytes });
  const endsAt = bodyStart + Number(length);
  if (Number(length) > frameMaxBytes) return { kind: "broken" };
  if (held.length < endsAt) return more;
  return cutImage(held, bodyStart, endsAt);
}

/** Every part begins with a boundary, and that with two dashes; an HTTP answer does not. */
function couldBeBoundary(held: Buffer): boolean {
  return held.length === 0 || (held[0] === 0x2d && (held.length === 1 || held[1] === 0x2d));
}

function readUntilNext(
  held: Buffer,
  { bodyStart, searched, frameMaxBytes }: { bodyStart: number; searched: number; frameMaxBytes: number },
): Step {
  const from = Math.max(bodyStart, searched);
  const endsAt = held.indexOf(partBoundary, from);
  if (endsAt !== -1) return cutImage(held, bodyStart, endsAt);
  if (held.length - bodyStart > frameMaxBytes) return { kind: "broken" };
  return { kind: "more", searched: Math.max(bodyStart, held.length - partBoundary.length) };
}

function cutImage(held: Buffer, bodyStart: number, endsAt: number): Step {
  const stray = held.subarray(bodyStart, Math.min(endsAt, bodyStart + strayMaxBytes)).indexOf(startOfImage);
  if (stray === -1) return { kind: "broken" };
  return { kind: "frame", image: new Uint8Array(held.subarray(bodyStart + stray, endsAt)), endsAt };
}
