import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { calibrateVerb } from "../../../runtime/cli/calibrate.ts";
import { openCameraColoursOf } from "../../../runtime/compose-calibration.ts";
import { type FakePrograms, installPrograms } from "../../drivers/fake-programs.ts";
import { createListeningTerminal } from "./listening-terminal.ts";

const size = { widthPx: 160, heightPx: 120 } as const;
/** Shows the picture of its mode for as long as it is asked for. */
const ffmpeg = `while [ -e "$dir/video0" ]; do cat "$dir/$mode"; sleep 0.01; done`;

let folder: string;
let programs: FakePrograms;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bilik-calibrate-"));
  programs = installPrograms(
    { ffmpeg, "v4l2-ctl": "exit 1" },
    {
      video0: Buffer.alloc(0),
      works: await film("#dcbc8c"),
      dark: await film("#101010"),
      cloth: await film("#c41620"),
    },
  );
});
afterAll(async () => {
  programs.remove();
  await rm(folder, { recursive: true, force: true });
});

async function film(background: string): Promise<Uint8Array> {
  const { widthPx: width, heightPx: height } = size;
  const jpeg = await sharp({ create: { width, height, channels: 3, background } })
    .jpeg({ quality: 95 })
    .toBuffer();
  const head = Buffer.from(`--frame\r\nContent-type: image/jpeg\r\nContent-length: ${jpeg.length}\r\n\r\n`);
  return Buffer.concat([head, jpeg, Buffer.from("\r\n")]);
}

async function run(args: readonly string[], faceCamera: object, language: "en" | "id" = "en") {
  const path = join(folder, "booth.json");
  await writeFile(path, JSON.stringify({ stateDir: join(folder, "state"), devices: { faceCamera } }));
  const terminal = createListeningTerminal(language);
  const code = await calibrateVerb.run([...args, "--config", path], terminal);
  return { code, lines: terminal.printed };
}
const camera = () => ({ driver: "v4l2", path: join(programs.dir, "video0"), ...size });

describe("bilik calibrate", () => {
  it("says that no camera has been calibrated, in both languages, before one is", async () => {
    expect((await run(["list"], camera())).lines).toEqual(["No camera has been calibrated."]);
    expect((await run(["list"], camera(), "id")).lines).toEqual(["Belum ada kamera yang disetel."]);
  });

  it("stores what a card under a warm lamp asks for, with the camera and the day, and forgets it when told to", async () => {
    const { code, lines } = await run(["backdrop", "--json"], camera());
    expect(code).toBe(0);
    const { calibrations } = JSON.parse(lines[0] ?? "");
    expect(calibrations).toHaveLength(1);
    expect(calibrations[0]).toMatchObject({ camera: { driver: "face-camera-v4l2" }, frames: 9 });
    expect(calibrations[0].gains.red).toBeCloseTo((0xbc / 0xdc) ** 2.2, 1);
    expect(calibrations[0].gains.blue).toBeCloseTo((0xbc / 0x8c) ** 2.2, 1);
    expect(Date.now() - Date.parse(calibrations[0].calibratedAt)).toBeLessThan(60_000);

    const refusedAs = async (mode: string, reason: string) => {
      programs.setMode(mode);
      await expect(run(["backdrop"], camera())).rejects.toMatchObject({
        ...{ code: "calibration.refused", detail: { reason } },
      });
    };
    await refusedAs("dark", "too-dark");
    await refusedAs("cloth", "gain");
    programs.setMode("works");
    // What was refused left everything as it was.
    expect(JSON.parse((await run(["list", "--json"], camera())).lines[0] ?? "")).toEqual({ calibrations });
    expect((await run(["forget"], camera())).lines).toEqual(["No camera has been calibrated."]);
  });

  it("refuses a simulated camera, the page's, and a booth that runs", async () => {
    for (const driver of ["simulator", "page"]) {
      await expect(run(["backdrop"], { driver })).rejects.toMatchObject({ detail: { reason: `driver-${driver}` } });
    }
    const running = await openCameraColoursOf({ stateDir: join(folder, "state") });
    await expect(run(["list"], camera())).rejects.toMatchObject({ code: "state.in-use" });
    await running.close();
    await expect(run(["paint"], camera())).rejects.toMatchObject({ code: "command.usage" });
  });
});
