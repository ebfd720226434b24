import { afterAll, afterEach, beforeAll, beforeEach, describe } from "vitest";
import { createFaceCameraPage } from "../../../../drivers/face-camera/face-camera-page.ts";
import { createPageCamera } from "../../../../drivers/face-camera/page-camera.ts";
import { createPageInk, type PageInkBatch, type PageInkPoint } from "../../../../drivers/signature-pad/page-ink.ts";
import { createTouchPad } from "../../../../drivers/signature-pad/signature-pad-touch.ts";
import { synthesiseSignature } from "../../../../drivers/signature-pad/synthesise-signature.ts";
import type { Device } from "../../../../runtime/kernel/device.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";
import { drawJpeg, type PictureMaker } from "../../../drivers/face-camera/emulated-page.ts";
import { testFaceCameraContract } from "../../../drivers/face-camera/face-camera-contract.ts";
import type { Fault } from "../../../drivers/frame-source-contract.ts";
import { testSignaturePadContract } from "../../../drivers/signature-pad/signature-pad-contract.ts";
import { createManualClock, type ManualClock } from "../../../manual-clock.ts";
import { settleSlowly } from "../../../settle-slowly.ts";
import { serveTestKiosk } from "../kiosk-rig.ts";
import { type PageHabits, type WiredPage, wirePage } from "./wired-page.ts";

const camera = createPageCamera();
const ink = createPageInk();
let kiosk: Awaited<ReturnType<typeof serveTestKiosk>>;
let picture: Uint8Array;
let huge: Uint8Array;

beforeAll(async () => {
  kiosk = await serveTestKiosk({ page: { camera, ink } });
  picture = await drawJpeg(64, 48);
  huge = await drawJpeg(4_097, 16);
});
afterAll(() => kiosk.close());

/** Until it is so; a line takes its time, and no clock that a test holds measures it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** One page on a real socket, whose habits a test may change before anybody asks anything of it. */
function useWiredPage(habits: () => PageHabits, isThere: () => boolean) {
  let page: WiredPage | null = null;
  let now: PageHabits = {};
  // Counted over all pages that come: one that comes back has learnt.
  let asked = 0;
  const next = () => {
    asked += 1;
    return asked;
  };
  const come = async () => {
    if (page !== null && isThere()) return;
    page = await wirePage(kiosk.port, {
      ...(habits().makePicture && { makePicture: () => now.makePicture?.(next()) ?? null }),
      ...(habits().sign && { sign: () => now.sign?.(next()) ?? [] }),
    });
    await until(isThere);
  };
  const go = async () => {
    page?.close();
    await until(() => !isThere());
  };
  beforeEach(async () => {
    now = habits();
    asked = 0;
    await come();
  });
  afterEach(go);

  const bench = <D extends Device>(create: (clock: ManualClock) => D) => {
    const clock = createManualClock();
    return { device: create(clock), settle: <T>(work: Promise<T>) => settleSlowly(clock, work) };
  };
  /** The page is away at the first opening, and there again at every other one. */
  const late = <D extends Device>(create: (clock: ManualClock) => D) => {
    const { device, settle } = bench(create);
    let opened = 0;
    const open = async () => {
      opened += 1;
      await (opened === 1 ? go() : come());
      return device.open();
    };
    return { device: { ...device, open }, settle };
  };
  /** The page does this, and comes back when it has gone. */
  const faulty = <D extends Device>(create: (clock: ManualClock) => D, habit: PageHabits) => {
    now = habit;
    const { device, settle } = bench(create);
    const open = async () => {
      await come();
      return device.open();
    };
    return { device: { ...device, open }, settle };
  };
  return { bench, late, faulty, come, go };
}

describe("the webcam of a page, over the real socket", () => {
  const create = (clock: ManualClock) => createFaceCameraPage({ clock, camera });
  const page = useWiredPage(
    () => ({ makePicture: () => picture }),
    () => camera.state() === "ready",
  );
  /** One good picture, then once what is wrong, then good ones. */
  const habitOf = (fault: Fault): PictureMaker => {
    const wrong: Readonly<Record<Exclude<Fault, "held">, () => ReturnType<PictureMaker>>> = {
      stall: () => null,
      garbage: () => Uint8Array.from({ length: 300 }, (_, at) => (at * 37) % 256),
      truncated: () => picture.subarray(0, picture.length - 20),
      "wrong-geometry": () => huge,
      unplug: () => "leave",
    };
    return (number) => (number === 2 && fault !== "held" ? wrong[fault]() : picture);
  };
  testFaceCameraContract({
    target: "portrait",
    isSimulated: false,
    working: () => page.bench(create),
    plugged: () => ({ ...page.bench(create), pull: page.go, insert: page.come }),
    lateComer: () => page.late(create),
    // Opening asks nothing of the page.
    mute: null,
    // A webcam sees whatever is there.
    absent: null,
    unknownFaults: ["held"],
    faulty: (fault) => page.faulty(create, { makePicture: habitOf(fault) }),
  });
});

describe("the surface of a page, over the real socket", () => {
  const create = (clock: ManualClock) => createTouchPad({ clock, ink, finishAfterMs: 2_000 });
  const page = useWiredPage(() => ({ sign: () => signed }), ink.isThere);
  const size = { widthMm: 120, heightMm: 60 };
  const made = synthesiseSignature(createRandom("wired"));
  const points = (made.kind === "ink" ? made.points : []).map(
    ({ x, y, t, p, down }): PageInkPoint => [x, y, t, p, down ? 1 : 0],
  );
  const signed: PageInkBatch[] = [];
  for (let at = 0; at < points.length; at += 16)
    signed.push({ ...size, points: points.slice(at, at + 16), next: "more" });
  signed.push({ ...size, points: [], next: "done" });

  const habitOf = (fault: Fault): NonNullable<PageHabits["sign"]> => {
    const scribble = Array.from({ length: 9 }, () => Array.from({ length: 1_999 }, () => points[0] ?? [1, 1, 1, 0, 1]));
    const wrong: Readonly<Record<string, readonly PageInkBatch[] | "leave">> = {
      stall: [],
      garbage: scribble.map((crowd) => ({ ...size, points: crowd as PageInkPoint[], next: "more" })),
      "wrong-geometry": [{ widthMm: 900, heightMm: 900, points, next: "more" }],
      unplug: "leave",
    };
    return (signature) => (signature === 1 ? (wrong[fault] ?? []) : signed);
  };
  testSignaturePadContract({
    target: "signature",
    isSimulated: false,
    working: () => page.bench(create),
    plugged: () => ({ ...page.bench(create), pull: page.go, insert: page.come }),
    lateComer: () => page.late(create),
    mute: null,
    // A screen cannot tell that nobody will sign.
    absent: null,
    // A screen belongs to nobody else; half a point does not come through the socket.
    unknownFaults: ["held", "truncated"],
    faulty: (fault) => page.faulty(create, { sign: habitOf(fault) }),
  });
});
