import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { growFinger } from "../../../drivers/fingerprint/grow-finger.ts";
import { pressFinger } from "../../../drivers/fingerprint/press-finger.ts";
import { readGrayImage } from "../../../drivers/recording/read-image-file.ts";
import { synthesiseVerb } from "../../../runtime/cli/synthesise.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";
import { createListeningTerminal } from "./listening-terminal.ts";

async function synthesise(...args: readonly string[]) {
  const terminal = createListeningTerminal();
  const exitCode = await synthesiseVerb.run(["fingerprints", ...args], terminal);
  return { exitCode, ...terminal };
}

const newFolder = async () => join(await makeTemporaryFolder(), "prints");

describe("bilik synthesise fingerprints", () => {
  it("writes every impression of every finger, with its truth, and says where", async () => {
    const dir = await newFolder();
    const { exitCode, printed, remarked } = await synthesise(dir, "--fingers", "2", "--impressions", "2");
    expect(exitCode).toBe(0);
    expect(printed).toEqual([`4 simulated prints: ${dir}`]);
    expect(remarked).toEqual(["[1/2] fingers", "[2/2] fingers"]);
    const names = ["1_1.png", "1_2.png", "2_1.png", "2_2.png"];
    expect((await readdir(dir)).sort()).toEqual([...names, "README.txt", "truth.json"]);
    const truth = JSON.parse(await readFile(join(dir, "truth.json"), "utf8"));
    expect(truth).toMatchObject({ simulated: true, seed: "bilik", kind: "normal", fingers: 2, impressions: 2 });
    expect(truth.prints.map(({ file }: { file: string }) => file)).toEqual(names);
    expect(await readFile(join(dir, "README.txt"), "utf8")).toMatch(/simulated/);
  });

  it("says in every image that it is simulated, and keeps its pixels and resolution", async () => {
    const dir = await newFolder();
    await synthesise(dir, "--fingers", "1", "--impressions", "1", "--seed", "marked");
    const file = join(dir, "1_1.png");
    const bytes = await readFile(file);
    expect(bytes.toString("latin1")).toContain("tEXtSource\0Simulated fingerprint, nobody's");
    const { comments, density, channels } = await sharp(file).metadata();
    expect(comments).toEqual([
      expect.objectContaining({ keyword: "Source", text: expect.stringMatching(/^Simulated/) }),
    ]);
    expect([density, channels]).toEqual([500, 1]);
    const { touch } = JSON.parse(await readFile(join(dir, "truth.json"), "utf8")).prints[0];
    const skin = growFinger("marked/1", { position: 1 });
    const { pixels } = pressFinger(createRandom("marked/1/1").fork("press"), skin, touch);
    expect((await readGrayImage(file)).pixels).toEqual(pixels);
  });

  it("makes the same images of the same seed, others of another, and harder ones when asked", async () => {
    const draw = async (...options: readonly string[]) => {
      const dir = await newFolder();
      await synthesise(dir, "--fingers", "1", "--impressions", "1", ...options);
      return readFile(join(dir, "1_1.png"));
    };
    const first = await draw();
    expect(await draw()).toEqual(first);
    expect(await draw("--seed", "other")).not.toEqual(first);
    expect(await draw("--hard")).not.toEqual(first);
  });

  it("never overwrites: a folder with something in it stays as it is", async () => {
    const dir = await newFolder();
    await mkdir(dir);
    await writeFile(join(dir, "mine.txt"), "mine");
    await expect(synthesise(dir)).rejects.toMatchObject({ code: "command.usage" });
    expect(await readdir(dir)).toEqual(["mine.txt"]);
  });

  it("takes an empty folder, and folders above that are not there yet", async () => {
    const dir = join(await newFolder(), "deeper");
    await synthesise(dir, "--fingers", "1", "--impressions", "1");
    const empty = await newFolder();
    await mkdir(empty);
    await synthesise(empty, "--fingers", "1", "--impressions", "1");
    expect([(await readdir(dir)).length, (await readdir(empty)).length]).toEqual([3, 3]);
  });

  it("leaves nothing behind when it is stopped", async () => {
    const dir = await newFolder();
    const stop = new AbortController();
    const terminal = {
      ...createListeningTerminal(),
      stop: stop.signal,
      remark: () => stop.abort(new BoothError("command.stopped", { signal: "SIGINT" })),
    };
    const running = synthesiseVerb.run(["fingerprints", dir, "--fingers", "3", "--impressions", "1"], terminal);
    await expect(running).rejects.toMatchObject({ code: "command.stopped" });
    expect(await readdir(join(dir, ".."))).toEqual([]);
  });

  it("names a folder that it cannot write", async (ctx) => {
    if (process.getuid?.() === 0) ctx.skip("root may write anywhere");
    const dir = await newFolder();
    await chmod(join(dir, ".."), 0o500);
    await expect(synthesise(dir)).rejects.toMatchObject({ code: "file.unreadable" });
  });

  it.each([
    [[]],
    [["--fingers", "0"]],
    [["--fingers", "2.5"]],
    [["--impressions", "many"]],
    [["--fingers", "2000", "--impressions", "100"]],
    [["--fingers", "999999999999"]],
    [["another", "folder"]],
    [["--unknown"]],
  ])("refuses what does not fit: %j", async (args) => {
    const dir = args.length === 0 ? [] : [await newFolder()];
    await expect(synthesise(...dir, ...args)).rejects.toMatchObject({ code: "command.usage" });
  });

  it("refuses a file in the folder's place", async () => {
    const dir = await newFolder();
    await writeFile(dir, "");
    await expect(synthesise(dir)).rejects.toMatchObject({ code: "file.unreadable" });
  });
});
