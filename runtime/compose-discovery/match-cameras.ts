import type { StillCameraFinding, VideoFinding, VideoFormat } from "../../drivers/discovery/finding.ts";
import type { Candidate, DeviceRow } from "./device-row.ts";

const portraitMax = { widthPx: 1_920, heightPx: 1_080 };
const compressed = ["MJPG", "JPEG"];
const monochrome = ["GREY", "Y8", "Y10", "Y12", "Y16"];
const sizeMin = { widthPx: 160, heightPx: 120 };

/** A near-infrared camera shows grey alone, or says so; any other may look at faces. */
export function matchVideo({ path, label, formats }: VideoFinding): DeviceRow {
  const isMonochrome = formats.length > 0 && formats.every(({ fourcc }) => monochrome.includes(fourcc));
  const isInfrared = isMonochrome || /\b(n?ir|infrared)\b/i.test(label);
  const fragment = { driver: "v4l2", path, ...chooseFormat(formats) };
  const candidates: readonly Candidate[] = isInfrared
    ? [{ role: "irisCamera", driver: "v4l2", certainty: "certain", fragment }]
    : [
        { role: "faceCamera", driver: "v4l2", certainty: "certain", fragment },
        ...(isSharpEnough(formats)
          ? [
              {
                role: "documentScanner",
                driver: "v4l2",
                certainty: "possible",
                fragment: { ...fragment, ...largest(formats) },
              } as const,
            ]
          : []),
      ];
  return { kind: "video", what: label === "" ? "video" : label, where: path, candidates, advice: null };
}

/** A page at 200 ppi has four megapixels, and lies askew. */
const pageMinPixels = 5_000_000;
const areaOf = ({ widthPx, heightPx }: VideoFormat) => widthPx * heightPx;
const isSharpEnough = (formats: readonly VideoFormat[]) =>
  formats.some((format) => compressed.includes(format.fourcc) && areaOf(format) >= pageMinPixels);

function largest(formats: readonly VideoFormat[]) {
  const [best] = formats
    .filter(({ fourcc }) => compressed.includes(fourcc))
    .sort((one, other) => areaOf(other) - areaOf(one));
  return best === undefined ? {} : { widthPx: best.widthPx, heightPx: best.heightPx };
}

/** Compressed where the camera can, at the largest size up to full HD; nothing where the formats are not known. */
function chooseFormat(formats: readonly VideoFormat[]) {
  const jpeg = formats.filter(({ fourcc }) => compressed.includes(fourcc));
  const usable = (jpeg.length > 0 ? jpeg : formats).filter(
    ({ widthPx, heightPx }) => widthPx >= sizeMin.widthPx && heightPx >= sizeMin.heightPx,
  );
  const fitting = usable.filter(
    ({ widthPx, heightPx }) => widthPx <= portraitMax.widthPx && heightPx <= portraitMax.heightPx,
  );
  const best = (fitting.length > 0 ? fitting : usable).reduce<VideoFormat | null>(
    (chosen, one) => (chosen === null || areaOf(one) > areaOf(chosen) ? one : chosen),
    null,
  );
  if (best === null) return {};
  return { widthPx: best.widthPx, heightPx: best.heightPx, format: jpeg.length > 0 ? "mjpeg" : "raw" };
}

/** The port of a still camera changes with each plugging: a lone one is best named by being the first. */
export function matchStillCameras(cameras: readonly StillCameraFinding[]): readonly DeviceRow[] {
  return cameras.map(({ port, label }) => ({
    kind: "stillCameras",
    what: label,
    where: port,
    candidates: [
      {
        ...{ role: "faceCamera", driver: "gphoto2", certainty: "certain" },
        fragment: { driver: "gphoto2", port: cameras.length === 1 ? null : port },
      },
    ],
    advice: null,
  }));
}
