import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applySteps } from "../../../provisioning/devices/apply-steps.ts";
import { rulesPath } from "../../../provisioning/devices/describe-machine.ts";
import { readInstalled } from "../../../provisioning/devices/read-machine.ts";
import { runCommand } from "../../../runtime/cli/run-command.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { createListeningTerminal } from "./listening-terminal.ts";

const status = [
  "Package: ffmpeg\nStatus: install ok installed\nVersion: 1",
  "Package: brltty\nStatus: install ok installed",
  "Package: gphoto2\nStatus: deinstall ok config-files",
].join("\n\n");

async function makeImage(): Promise<string> {
  const root = await makeTemporaryFolder("image");
  await mkdir(join(root, "var/lib/dpkg"), { recursive: true });
  await writeFile(join(root, "var/lib/dpkg/status"), status);
  return root;
}

async function provision(...args: readonly string[]) {
  const terminal = createListeningTerminal();
  const exitCode = await runCommand(["provision", "devices", "--lang", "en", ...args], terminal);
  return { exitCode, ...terminal };
}

describe("bilik provision devices", () => {
  it("shows what would change, and changes nothing", async () => {
    const root = await makeImage();
    const { exitCode, printed, remarked } = await provision("--root", root);
    expect(exitCode).toBe(0);
    expect(printed).toEqual(expect.arrayContaining([`+++ ${rulesPath}`, "+m bilik dialout"]));
    const install = printed.find((line) => line.startsWith("packages that are missing"));
    expect(install).toContain("gphoto2");
    expect(install).not.toContain("ffmpeg");
    expect(printed).toContain("packages in the way: apt-get remove brltty");
    expect(remarked[0]).toMatch(/Nothing was changed/);
    expect(await readdir(root)).toEqual(["var"]);
  });

  it("writes what is missing, for everybody to read, and then has nothing more to write", async () => {
    const root = await makeImage();
    expect((await provision("--root", root, "--apply")).exitCode).toBe(0);
    const path = join(root, rulesPath);
    expect((await stat(path)).mode & 0o777).toBe(0o644);
    const { printed } = await provision("--root", root);
    expect(printed.filter((line) => /^[+-]/.test(line))).toEqual([]);

    await writeFile(path, `${await readFile(path, "utf8")}# by hand\n`);
    const changed = await provision("--root", root, "--apply");
    expect(changed.printed.filter((line) => /^[+-](?![+-])/.test(line))).toEqual(["-# by hand"]);
    expect(await readFile(path, "utf8")).not.toContain("by hand");
    expect(await readdir(join(path, ".."))).toEqual(["70-bilik.rules"]);
  });

  it("serves the configuration's drivers alone", async () => {
    const root = await makeImage();
    const config = join(root, "booth.json");
    await writeFile(config, JSON.stringify({ devices: { faceCamera: { driver: "v4l2", path: "/dev/video0" } } }));
    const { printed } = await provision("--root", root, "--config", config, "--account", "kios");
    expect(printed.filter((line) => line.startsWith("+m "))).toEqual(["+m kios video"]);
    expect(printed.find((line) => line.startsWith("packages that are missing"))).toMatch(/install v4l-utils$/);
  });

  const isRoot = process.getuid?.() === 0;
  it.skipIf(isRoot)(`needs root for this machine${isRoot ? " (skipped: this is root)" : ""}`, async () => {
    const { exitCode, remarked } = await provision("--apply");
    expect(exitCode).toBe(1);
    expect(remarked[0]).toMatch(/root/);
  });

  it("refuses what does not fit", async () => {
    expect((await provision("more")).exitCode).toBe(2);
    expect((await provision("--account", "a b")).exitCode).toBe(2);
    const terminal = createListeningTerminal();
    expect(await runCommand(["provision", "moon", "--lang", "en"], terminal)).toBe(2);
    expect(await runCommand(["provision", "devices", "--help"], terminal)).toBe(0);
    expect(terminal.printed[0]).toMatch(/^provision devices: /);
  });
});

describe("applying", () => {
  const step = { kind: "write-file", path: rulesPath, before: null, after: "x\n" } as const;

  it("has udev read rules that have changed on this machine, and in no image", async () => {
    const image = await makeTemporaryFolder("image");
    const ran: string[] = [];
    const run = async (command: string, args: readonly string[]) => {
      ran.push([command, ...args].join(" "));
      return 0;
    };
    expect(await applySteps([step], { root: image, run })).toEqual([]);
    expect(await readFile(join(image, rulesPath), "utf8")).toBe("x\n");
    expect(ran).toEqual([]);
    // Nothing is written here: a package is left to whoever is at the machine.
    expect(await applySteps([{ kind: "install", packages: ["ffmpeg"] }], { root: "/", run })).toEqual([]);
    expect(ran).toEqual([]);
  });

  it("that cannot write says so", async () => {
    const image = await makeTemporaryFolder("image");
    await writeFile(join(image, "etc"), "a file");
    await expect(applySteps([step], { root: image })).rejects.toMatchObject({ code: "file.unwritable" });
  });
});

describe("dpkg's register", () => {
  it("counts what is wholly installed", () => {
    expect([...readInstalled(status)]).toEqual(["ffmpeg", "brltty"]);
    expect(readInstalled("").size).toBe(0);
  });
});
