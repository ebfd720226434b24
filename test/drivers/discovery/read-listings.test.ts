import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQueues, readScanners, readStillCameras } from "../../../drivers/discovery/read-listings.ts";
import { readVideoFormats } from "../../../drivers/discovery/video-formats.ts";

describe("a listing of scanners", () => {
  it("is read line by line, without cameras that SANE offers as scanners", () => {
    const listing = [
      "airscan:e0:Canon\tCanon MF440 (eSCL flatbed scanner)",
      "v4l:/dev/video0\tNoname UVC (virtual device)",
      "--evil\tA B (c)",
      "",
    ].join("\n");
    expect(readScanners(listing)).toEqual([
      { scanner: "airscan:e0:Canon", label: "Canon MF440 (eSCL flatbed scanner)" },
    ]);
  });

  it("without scanners is prose, and gives none", () => {
    expect(readScanners("\nNo scanners were identified. If you were expecting something different,\n")).toEqual([]);
  });
});

describe("a listing of still cameras", () => {
  it("has model and port behind its rule", () => {
    const listing = [
      "Model                          Port            ",
      "----------------------------------------------------------",
      "Canon EOS 200D                 usb:001,004     ",
      "",
    ].join("\n");
    expect(readStillCameras(listing)).toEqual([{ label: "Canon EOS 200D", port: "usb:001,004" }]);
    expect(readStillCameras("no rule\nCanon  usb:001,004")).toEqual([]);
  });
});

describe("a listing of queues", () => {
  it("joins addresses and states", () => {
    const addresses = "device for Kantor: ipp://printer.local/ipp/print\ndevice for Loket: cups-pdf:/\n";
    const states = "printer Kantor is idle.  enabled since x\nprinter Loket disabled since x -\n\tPaused\n";
    expect(readQueues(addresses, states)).toEqual([
      { queue: "Kantor", address: "ipp://printer.local/ipp/print", state: "idle" },
      { queue: "Loket", address: "cups-pdf:/", state: "disabled" },
    ]);
    expect(readQueues("lpstat: No destinations added.\n", "")).toEqual([]);
  });
});

describe("a listing of video formats", () => {
  // As v4l-utils 1.22 prints it for a webcam.
  const listing = `ioctl: VIDIOC_ENUM_FMT
\tType: Video Capture

\t[0]: 'MJPG' (Motion-JPEG, compressed)
\t\tSize: Discrete 1920x1080
\t\t\tInterval: Discrete 0.033s (30.000 fps)
\t\tSize: Discrete 640x480
\t[1]: 'YUYV' (YUYV 4:2:2)
\t\tSize: Stepwise 2x2 - 1280x720 with step 2/2
\t[2]: 'Y8  ' (odd)
`;
  it("gives each size under its format", () => {
    expect(readVideoFormats(listing)).toEqual([
      { fourcc: "MJPG", widthPx: 1920, heightPx: 1080 },
      { fourcc: "MJPG", widthPx: 640, heightPx: 480 },
      { fourcc: "YUYV", widthPx: 1280, heightPx: 720 },
    ]);
  });
});

describe("every reader of listings", () => {
  it("takes any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        for (const read of [readScanners, readStillCameras, readVideoFormats])
          expect(Array.isArray(read(text))).toBe(true);
        expect(Array.isArray(readQueues(text, text))).toBe(true);
      }),
    );
  });
});
