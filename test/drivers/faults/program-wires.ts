import { createCameraScanner } from "../../../drivers/document-scanner/document-scanner-camera.ts";
import { createSaneScanner } from "../../../drivers/document-scanner/document-scanner-sane.ts";
import { createFaceCameraGphoto2 } from "../../../drivers/face-camera/face-camera-gphoto2.ts";
import { createFaceCameraV4l2 } from "../../../drivers/face-camera/face-camera-v4l2.ts";
import { createIrisCameraV4l2 } from "../../../drivers/iris-camera/iris-camera-v4l2.ts";
import { createCupsPrinter } from "../../../drivers/printer/printer-cups.ts";
import type { VideoSource } from "../../../drivers/transport/video/video-source.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import type { FrameSource } from "../../../runtime/kernel/device.ts";
import { type CameraStandIn, installCamera } from "../camera-stand-in.ts";
import type { FakePrograms } from "../fake-programs.ts";
import { takeOne } from "../frame-source-contract.ts";
import { installQueue, installScanner } from "../office-stand-ins.ts";
import { examplePdf } from "../printer/printer-contract.ts";
import type { FaultCell, FaultRig, FaultyWire, Outcome } from "./fault-cells.ts";

const clock = createSystemClock();
const { signal } = new AbortController();
const controls = { exposure: null, whiteBalanceK: null, focus: null };
const inMode =
  (programs: FakePrograms) =>
  (mode: string, outcomes: readonly Outcome[], when: "opening" | "use" = "use"): FaultCell => ({
    when,
    make: () => programs.setMode(mode),
    outcomes,
  });

type Picture = { readonly image: { readonly pixels: Uint8Array } };

function startCamera<Target>(
  { programs, pictureBytes, pull, insert }: CameraStandIn,
  device: FrameSource<Target, Picture>,
  target: NoInfer<Target>,
): FaultRig {
  const cell = inMode(programs);
  const tears = [0, 1, 7, 9, 40, 66, 67, 68, 90, 200, pictureBytes >> 1, pictureBytes - 3, pictureBytes - 1];
  let first: Buffer | null = null;
  return {
    device,
    use: async () => {
      const { image } = await takeOne(device, { target, timeoutMs: 2_500, signal });
      const pixels = Buffer.from(image.pixels);
      first ??= pixels;
      if (!first.equals(pixels)) throw new Error("another picture");
    },
    pull,
    insert,
    mend: insert,
    openLines: null,
    stop: programs.remove,
    cells: {
      garbage: cell("garbage", ["driver.malformed"]),
      torn: {
        when: "use",
        variants: tears.length,
        make: (at) => programs.setMode(`torn-${tears[at]}`),
        outcomes: ["driver.disconnected", "works"],
      },
      "bad-checksum": { impossible: "a JPEG carries no checksum: damage shows in the picture, or as no picture" },
      stall: cell("stall", ["driver.timeout"]),
      slow: cell("slow", ["works"]),
      busy: cell("busy", ["driver.busy"], "opening"),
      "wrong-geometry": cell("wrong-geometry", ["driver.malformed"]),
      doubled: cell("doubled", ["works"]),
    },
  };
}

async function startV4l2<Target>(
  create: (source: VideoSource) => FrameSource<Target, Picture>,
  target: NoInfer<Target>,
): Promise<FaultRig> {
  const camera = await installCamera("v4l2");
  return startCamera(camera, create(camera.source), target);
}

/** A still camera's own cells: each picture is a program's whole life. */
function startStill<Target>(
  { programs, pictureBytes, pull, insert }: CameraStandIn,
  device: FrameSource<Target, Picture>,
  { target, whyUnnoticed }: { readonly target: NoInfer<Target>; readonly whyUnnoticed?: string },
): FaultRig {
  const cell = inMode(programs);
  const tears = [0, 1, 2, 20, 100, 300, pictureBytes >> 1, pictureBytes - 2, pictureBytes - 1];
  let first: Buffer | null = null;
  return {
    device,
    use: async () => {
      const { image } = await takeOne(device, { target, timeoutMs: 3_000, signal });
      const pixels = Buffer.from(image.pixels);
      first ??= pixels;
      if (!first.equals(pixels)) throw new Error("another picture");
    },
    pull,
    insert,
    ...(whyUnnoticed === undefined ? {} : { whyUnnoticed }),
    mend: insert,
    openLines: null,
    stop: programs.remove,
    cells: {
      garbage: cell("garbage", ["driver.malformed"]),
      torn: {
        when: "use",
        variants: tears.length,
        make: (at) => programs.setMode(`torn-${tears[at]}`),
        outcomes: ["driver.malformed"],
      },
      "bad-checksum": { impossible: "a JPEG carries no checksum: damage shows in the picture, or as no picture" },
      stall: cell("stall", ["driver.timeout"]),
      slow: cell("slow", ["works"]),
      busy: cell("busy", ["driver.busy"]),
      "wrong-geometry": { impossible: "a still camera takes its own size; none is configured for it to differ from" },
      doubled: cell("doubled", ["works"]),
    },
  };
}

async function startGphoto2(): Promise<FaultRig> {
  const camera = await installCamera("gphoto2");
  const device = createFaceCameraGphoto2({ clock, port: null, serial: null, viewMs: 0, slowFactor: 0.2 });
  return startStill(camera, device, { target: "portrait" });
}

const tableCamera = "a camera over a table is used when a page lies under it, and tells then that it has gone";

async function startStillScanner(): Promise<FaultRig> {
  const camera = await installCamera("gphoto2");
  const page = { kind: "still", camera: { port: null, serial: null } } as const;
  const device = createCameraScanner({ clock, page, resolutionPpi: 200, slowFactor: 0.2 });
  return startStill(camera, device, { target: "kk", whyUnnoticed: tableCamera });
}

async function startVideoScanner(): Promise<FaultRig> {
  const camera = await installCamera("v4l2");
  const page = { kind: "video", source: camera.source, controls } as const;
  const device = createCameraScanner({ clock, page, resolutionPpi: 200, slowFactor: 1 });
  return { ...startCamera(camera, device, "kk"), whyUnnoticed: tableCamera };
}

async function startSane(): Promise<FaultRig> {
  const { programs, page } = await installScanner();
  const cell = inMode(programs);
  const device = createSaneScanner({
    ...{ clock, scanner: "test:0", resolutionPpi: 75, widthMm: 40, heightMm: 27, feeder: null },
    ...{ scanTimeoutMs: 15_000, slowFactor: 1 },
  });
  const tears = [0, 1, 7, 8, 20, 33, 60, 100, page.length >> 1, page.length - 13, page.length - 1];
  return {
    device,
    use: async () => {
      const { image } = await takeOne(device, { target: "kk", timeoutMs: 2_000, signal });
      if (image.widthPx !== 120 || image.heightPx !== 80) throw new Error("another page");
    },
    pull: () => programs.setMode("absent"),
    insert: () => programs.setMode("works"),
    whyUnnoticed: "whoever asks after a scanner claims it, and may wake its lamp: it is asked when it is used",
    mend: () => programs.setMode("works"),
    openLines: null,
    stop: programs.remove,
    cells: {
      garbage: cell("garbage", ["driver.malformed"]),
      torn: {
        when: "use",
        variants: tears.length,
        make: (at) => programs.setMode(`torn-${tears[at]}`),
        // The last bytes of a PNG mark its end and hold no pixel.
        outcomes: ["driver.malformed", "works"],
      },
      "bad-checksum": cell("damaged", ["driver.malformed"]),
      stall: cell("stall", ["driver.timeout"]),
      slow: cell("slow", ["works"]),
      busy: cell("busy", ["driver.busy"]),
      "wrong-geometry": cell("other", ["driver.malformed"]),
      doubled: cell("doubled", ["works"]),
    },
  };
}

async function startCups(): Promise<FaultRig> {
  const programs = installQueue();
  const cell = inMode(programs);
  const device = createCupsPrinter({ clock, queue: "Kantor", paper: "A4", slowFactor: 1 });
  return {
    device,
    use: async (expected) => {
      const job = { title: "Tanda terima", pdf: examplePdf, copies: 1, timeoutMs: 2_000, signal };
      const id = await device.print(job);
      if (expected === "whole" && id !== "Kantor-12") throw new Error(`job ${id}`);
    },
    pull: () => programs.setMode("absent"),
    insert: () => programs.setMode("works"),
    whyUnnoticed: "a queue is there whether its printer is or not, and the scheduler tells it with the next job",
    mend: () => programs.setMode("works"),
    openLines: null,
    stop: programs.remove,
    cells: {
      garbage: cell("garbage", ["driver.disconnected"]),
      torn: {
        when: "use",
        // Up to the last digit of the job's number, which a shorter one would be another job's.
        variants: 23,
        make: (at) => programs.setMode(`torn-${at}`),
        outcomes: ["driver.disconnected"],
      },
      "bad-checksum": { impossible: "the scheduler's programs answer in words, without a sum" },
      stall: cell("stall", ["driver.timeout"]),
      slow: cell("slow", ["works"]),
      busy: cell("busy", ["driver.timeout"]),
      "wrong-geometry": { impossible: "the queue's own filter fits a page to its paper and tells nothing of it" },
      doubled: cell("doubled", ["works"]),
    },
  };
}

/** Drivers that start a program: its stand-in, with the faults of the equipment behind it. */
export const programWires: readonly FaultyWire[] = [
  {
    ...{ driver: "face-camera-v4l2", wire: "ffmpeg", skip: null },
    start: () => startV4l2((source) => createFaceCameraV4l2({ clock, source, controls, slowFactor: 1 }), "portrait"),
  },
  {
    ...{ driver: "iris-camera-v4l2", wire: "ffmpeg", skip: null },
    start: () =>
      startV4l2(
        (source) =>
          createIrisCameraV4l2({ clock, source, controls, slowFactor: 1, resolutionPpi: 640, isMirrored: false }),
        "left",
      ),
  },
  { driver: "face-camera-gphoto2", wire: "gphoto2", skip: null, start: startGphoto2 },
  { driver: "document-scanner-camera", wire: "gphoto2", skip: null, start: startStillScanner },
  { driver: "document-scanner-camera", wire: "ffmpeg", skip: null, start: startVideoScanner },
  { driver: "document-scanner-sane", wire: "scanimage", skip: null, start: startSane },
  { driver: "printer-cups", wire: "lp", skip: null, start: startCups },
];
