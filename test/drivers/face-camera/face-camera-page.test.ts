import fc from "fast-check";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import type { FaceCameraDriver } from "../../../drivers/face-camera/face-camera-driver.ts";
import { createFaceCameraPage } from "../../../drivers/face-camera/face-camera-page.ts";
import { createPageCamera, type PageCamera } from "../../../drivers/face-camera/page-camera.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { createManualClock } from "../../manual-clock.ts";
import { settleSlowly } from "../../settle-slowly.ts";
import type { Bench } from "../device-contract.ts";
import { type Fault, take, takeOne } from "../frame-source-contract.ts";
import { drawJpeg, emulatePage, type PictureMaker } from "./emulated-page.ts";
import { testFaceCameraContract } from "./face-camera-contract.ts";

const never = new AbortController().signal;
const request = { target: "portrait", timeoutMs: 5_000, signal: never } as const;
let picture: Uint8Array;
let huge: Uint8Array;

beforeAll(async () => {
  picture = await drawJpeg(64, 48);
  huge = await drawJpeg(4_097, 16);
});

function bench(camera: PageCamera): Bench<FaceCameraDriver> {
  const clock = createManualClock();
  const device = createFaceCameraPage({ clock, camera });
  // Decoding takes real time, in which the manual clock must stand still.
  return { device, settle: (work) => settleSlowly(clock, work) };
}

/** One good picture, then once what is wrong, then good ones. */
function faulty(fault: Fault): PictureMaker {
  const wrong: Readonly<Record<Exclude<Fault, "held">, () => ReturnType<PictureMaker>>> = {
    stall: () => null,
    garbage: () => Uint8Array.from({ length: 300 }, (_, at) => (at * 37) % 256),
    truncated: () => picture.subarray(0, picture.length - 20),
    "wrong-geometry": () => huge,
    unplug: () => "leave",
  };
  return (number) => (number === 2 && fault !== "held" ? wrong[fault]() : picture);
}

describe("the webcam of the page", () => {
  testFaceCameraContract({
    target: "portrait",
    isSimulated: false,
    working: () => bench(emulatePage(() => picture)),
    plugged: () => {
      const camera = emulatePage(() => picture);
      return { ...bench(camera), pull: () => camera.setState("lost"), insert: () => camera.setState("ready") };
    },
    lateComer: () => {
      const camera = emulatePage(() => picture);
      camera.setState("absent");
      const { device, settle } = bench(camera);
      let opened = 0;
      const open = () => {
        opened += 1;
        if (opened === 2) camera.setState("ready");
        return device.open();
      };
      return { device: { ...device, open }, settle };
    },
    // Opening asks nothing of the page: a camera that lights up while nobody is to be photographed would be wrong.
    mute: null,
    // A webcam sees whatever is there.
    absent: null,
    unknownFaults: ["held"],
    faulty: (fault) => {
      const camera = emulatePage(faulty(fault));
      const { device, settle } = bench(camera);
      const open = () => {
        camera.setState("ready");
        return device.open();
      };
      return { device: { ...device, open }, settle };
    },
  });

  it("says that it is neither certified nor simulated", () => {
    const { device } = bench(createPageCamera());
    expect(device.provenance()).toMatchObject({
      driver: "face-camera-page",
      model: "webcam of the page",
      isCertified: false,
      isSimulated: false,
    });
  });

  it.each(["absent", "refused", "lost"] as const)(
    "does not open while the page's camera is %s, and says so",
    async (state) => {
      const camera = createPageCamera();
      camera.setState(state);
      const { device } = bench(camera);
      await expect(device.open()).rejects.toMatchObject({
        code: "driver.disconnected",
        detail: { device: "face-camera-page", reported: `page:${state}` },
      });
    },
  );

  it("films only while somebody looks", async () => {
    const camera = emulatePage(() => picture);
    const wants: boolean[] = [];
    camera.onWant((isWanted) => wants.push(isWanted));
    const { device, settle } = bench(camera);
    await settle(device.open());
    expect(camera.isWanted()).toBe(false);
    await settle(take(device, request, 3));
    expect(wants).toEqual([true, false]);
    expect(camera.offer(picture, 99)).toBe(false);
    await device.close();
  });

  it("gives the newest picture to somebody slow, and lets the page send one at a time", async () => {
    const pictures = await Promise.all([10, 20, 30, 40].map((side) => drawJpeg(side, side)));
    const camera = createPageCamera();
    const taken: number[] = [];
    camera.onTaken((sequence) => taken.push(sequence));
    camera.setState("ready");
    const device = createFaceCameraPage({ clock: createSystemClock(), camera });
    await device.open();
    const look = device.frames(request)[Symbol.asyncIterator]();
    const first = look.next();
    camera.offer(pictures[0]!, 1);
    expect((await first).value.image.widthPx).toBe(10);
    expect(taken).toEqual([1]);
    // A page that does not wait to be asked: what it sends meanwhile is overwritten, never kept up.
    for (const at of [1, 2, 3]) camera.offer(pictures[at]!, at + 1);
    expect((await look.next()).value.image.widthPx).toBe(40);
    expect(taken).toEqual([1, 4]);
    await look.return!();
    await device.close();
  });

  it("is lost when the camera is withdrawn between two looks", async () => {
    const camera = emulatePage(() => picture);
    const { device, settle } = bench(camera);
    await settle(device.open());
    camera.setState("refused");
    expect(device.health()).toEqual({ state: "lost", lastFailure: "driver.disconnected" });
    await device.close();
    camera.setState("ready");
    camera.setState("lost");
    expect(device.health().state).toBe("closed");
  });

  it("takes JPEG alone, and no more bytes than a frame has", async () => {
    const png = new Uint8Array(await sharp(picture).png().toBuffer());
    const heavy = new Uint8Array(2_000_001);
    heavy.set(picture);
    for (const [bad, problem] of [
      [png, "not a JPEG image"],
      [heavy, "a frame of 2000001 bytes"],
      [new Uint8Array(), "not a JPEG image"],
    ] as const) {
      const { device, settle } = bench(emulatePage(() => bad));
      await settle(device.open());
      await expect(settle(takeOne(device, request))).rejects.toMatchObject({
        code: "driver.malformed",
        detail: { device: "face-camera-page", problem },
      });
      expect(device.health().state).toBe("ready");
      await device.close();
    }
  });

  it("answers hostile bytes with a picture or with driver.malformed, and nothing else", async () => {
    const damaged = fc
      .array(fc.record({ at: fc.nat(picture.length - 1), value: fc.nat(255) }), { minLength: 1, maxLength: 12 })
      .map((changes) => {
        const bytes = Uint8Array.from(picture);
        for (const { at, value } of changes) bytes[at] = value;
        return bytes;
      });
    const hostile = fc.oneof(damaged, fc.uint8Array({ maxLength: 400 }));
    await fc.assert(
      fc.asyncProperty(hostile, async (bytes) => {
        const device = createFaceCameraPage({ clock: createSystemClock(), camera: emulatePage(() => bytes) });
        await device.open();
        const outcome = await takeOne(device, request).then(
          ({ image }) => (image.pixels.length === image.widthPx * image.heightPx * 3 ? "picture" : "torn"),
          (error) => error.code,
        );
        expect(["picture", "driver.malformed"]).toContain(outcome);
        expect(device.health().state).toBe("ready");
        await device.close();
      }),
      { numRuns: 300 },
    );
  });
});
