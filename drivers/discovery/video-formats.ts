import type { VideoFormat } from "./finding.ts";

const formatsMax = 500;

/** The discrete formats in what `v4l2-ctl --list-formats-ext` prints; the largest size of a stepwise one. */
export function readVideoFormats(listing: string): readonly VideoFormat[] {
  const formats: VideoFormat[] = [];
  let fourcc = "";
  for (const line of listing.split("\n")) {
    fourcc = /^\s*\[\d+\]: '([^']{4})'/.exec(line)?.[1] ?? fourcc;
    const size = /^\s*Size: (?:Discrete |Stepwise \d+x\d+ - |Continuous \d+x\d+ - )(\d{1,5})x(\d{1,5})/.exec(line);
    if (size === null || fourcc === "" || formats.length >= formatsMax) continue;
    formats.push({ fourcc: fourcc.trim(), widthPx: Number(size[1]), heightPx: Number(size[2]) });
  }
  return formats;
}
