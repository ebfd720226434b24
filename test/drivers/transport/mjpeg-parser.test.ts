import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMjpegParser } from "../../../drivers/transport/mjpeg-parser.ts";

const jpeg = (seed: number, sizeBytes = 40) =>
  Uint8Array.from({ length: sizeBytes }, (_, index) =>
    index === 0 ? 0xff : index === 1 ? 0xd8 : (index * seed) % 256,
  );

/** As the reference device writes it: the boundary with no more dashes than it was announced with. */
function formatPart(image: Uint8Array, headers = `Content-Length:${image.length}\r\n`): Buffer {
  const head = `--BoundaryString\r\nAccess-Control-Allow-Origin:*\r\nContent-Type:image/jpeg\r\n${headers}\r\n`;
  return Buffer.concat([Buffer.from(head), image, Buffer.from("\r\n\r\n")]);
}

const secondAnswer = 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{"errorCode":"609"}';
const images = [jpeg(3), jpeg(5, 3_000), jpeg(7, 2)];
const stream = Buffer.concat([...images.map((image) => formatPart(image)), Buffer.from(secondAnswer)]);

function parse(chunks: readonly Uint8Array[], frameMaxBytes?: number) {
  const parser = createMjpegParser(frameMaxBytes);
  const frames = chunks.flatMap((chunk) => [...parser.push(chunk)]);
  return { frames, state: parser.state(), trailer: parser.trailer() };
}

describe("MJPEG parser", () => {
  it("takes the images out and stops at the second answer, which it keeps", () => {
    expect(parse([stream])).toEqual({ frames: images, state: "ended", trailer: secondAnswer });
  });

  it("gives the same wherever the stream is torn", () => {
    for (let at = 0; at <= stream.length; at += 1) {
      const { frames, state, trailer } = parse([stream.subarray(0, at), stream.subarray(at)]);
      expect(frames).toEqual(images);
      expect(state).toBe("ended");
      expect(secondAnswer.startsWith(trailer) || trailer === secondAnswer).toBe(true);
    }
  });

  it("gives the same byte by byte", () => {
    expect(parse([...stream].map((byte) => Uint8Array.of(byte)))).toEqual(parse([stream]));
  });

  it("gives only whole images when the stream ends early", () => {
    for (let at = 0; at < stream.length; at += 7) {
      const { frames } = parse([stream.subarray(0, at)]);
      expect(images.slice(0, frames.length)).toEqual(frames);
    }
  });

  it("ends at the standard's closing boundary and at a part that is no image", () => {
    const standard = Buffer.concat([formatPart(images[0]!), Buffer.from("--BoundaryString--\r\n\r\n")]);
    expect(parse([standard])).toMatchObject({ frames: [images[0]], state: "ended" });
    const words = Buffer.from("--BoundaryString\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno\r\n");
    expect(parse([formatPart(images[0]!), words])).toMatchObject({ frames: [images[0]], state: "ended" });
  });

  it("ends at once, with the words, when the answer is no stream at all", () => {
    const error = '{"errorCode":"111","errorInfo":"Device is busy"}';
    expect(parse([Buffer.from(error)])).toEqual({ frames: [], state: "ended", trailer: error });
  });

  it("finds the end of a part without a length where the next one begins", () => {
    const bare = Buffer.concat([formatPart(images[0]!, ""), formatPart(images[1]!, ""), formatPart(images[2]!)]);
    const { frames } = parse([...bare].map((byte) => Uint8Array.of(byte)));
    // Line breaks before the boundary belong to nobody; the image itself is whole.
    expect(frames.map((frame) => Buffer.from(frame).subarray(0, 40))).toEqual(
      images.map((image) => Buffer.from(image).subarray(0, 40)),
    );
  });

  it("passes over a stray line before the image", () => {
    const stray = Buffer.concat([Buffer.from("X\r\n"), images[0]!]);
    expect(parse([formatPart(stray)]).frames).toEqual([images[0]]);
  });

  it("is broken by a part without an image, one that is too long, and a header without end", () => {
    expect(parse([formatPart(new Uint8Array(40))]).state).toBe("broken");
    expect(parse([formatPart(jpeg(3, 2_000))], 1_999).state).toBe("broken");
    expect(parse([formatPart(jpeg(3, 2_000))], 2_000).state).toBe("streaming");
    expect(parse([Buffer.from(`--${"x".repeat(9_000)}`)]).state).toBe("broken");
    expect(parse([formatPart(jpeg(3, 3_000), "").subarray(0, -4)], 2_000).state).toBe("broken");
  });

  it("never throws, nor keeps more than its bounds, on any bytes in any pieces", () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(
        ...[
          "--",
          "\r\n\r\n",
          "--B\r\nContent-Length: 5\r\n\r\n",
          "\r\n--",
          "HTTP/1.1 200 OK\r\n\r\n{",
          "Content-Length: 99999999\r\n",
        ].map((text) => Uint8Array.from(Buffer.from(text))),
        jpeg(3),
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { frames, trailer } = parse(pieces, 500);
        expect(trailer.length).toBeLessThanOrEqual(4_096);
        for (const frame of frames) {
          expect(frame.length).toBeLessThanOrEqual(700);
          expect([frame[0], frame[1]]).toEqual([0xff, 0xd8]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
