/** Where moving pictures come from. The first is a camera; the others are pictures for tests and demonstrations. */
export type VideoSource =
  | {
      readonly kind: "v4l2";
      /** A path that stays the same, such as `/dev/v4l/by-id/…-index0`. */
      readonly path: string;
      readonly widthPx: number;
      readonly heightPx: number;
      readonly framesPerSecond: number;
      /** `mjpeg` is passed on as it is; `raw` is compressed here. */
      readonly format: "mjpeg" | "raw";
    }
  | { readonly kind: "lavfi"; readonly graph: string }
  | { readonly kind: "still"; readonly path: string; readonly framesPerSecond: number };

/** No camera stands behind these: what comes from them is simulated. */
export function isMadeUp({ kind }: VideoSource): boolean {
  return kind === "lavfi" || kind === "still";
}

const quiet = ["-hide_banner", "-loglevel", "warning", "-nostdin", "-fflags", "nobuffer", "-flags", "low_delay"];
const asParts = ["-f", "mpjpeg", "-boundary_tag", "frame", "pipe:1"];
/** Of ffmpeg's scale of 2 to 31: hardly a loss. A late picture is not repeated to keep the pace: it would be judged twice. */
const compress = ["-fps_mode", "passthrough", "-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj422p"];
const passOn = ["-c:v", "copy"];

/** A program that writes JPEG images to its standard output until it is killed. */
export type VideoCommand = {
  readonly command: string;
  readonly args: readonly string[];
  /** `parts` say their length; `bare` images follow each other. */
  readonly framing: "parts" | "bare";
};

export function describeCommand(source: VideoSource): VideoCommand {
  return { command: "ffmpeg", args: ffmpegArguments(source), framing: "parts" };
}

function ffmpegArguments(source: VideoSource): readonly string[] {
  switch (source.kind) {
    case "v4l2": {
      const { path, widthPx, heightPx, framesPerSecond, format } = source;
      const rate = ["-framerate", String(framesPerSecond), "-video_size", `${widthPx}x${heightPx}`];
      const input = ["-f", "v4l2", ...(format === "mjpeg" ? ["-input_format", "mjpeg"] : []), ...rate, "-i", path];
      return [...quiet, ...input, ...(format === "mjpeg" ? passOn : compress), ...asParts];
    }
    case "lavfi":
      return [...quiet, "-re", "-f", "lavfi", "-i", source.graph, ...compress, ...asParts];
    case "still": {
      const loop = ["-re", "-loop", "1", "-framerate", String(source.framesPerSecond), "-f", "image2"];
      return [...quiet, ...loop, "-i", source.path, ...passOn, ...asParts];
    }
    default:
      return source satisfies never;
  }
}
