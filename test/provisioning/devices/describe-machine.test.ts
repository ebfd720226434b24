import { execFileSync, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uruProductIds, uruVendorId } from "../../../drivers/fingerprint/uru4000-protocol.ts";
import { wacomProductIds, wacomVendorId } from "../../../drivers/signature-pad/wacom-protocol.ts";
import {
  accountPath,
  allDrivers,
  describeMachine,
  driversOf,
  rulesPath,
} from "../../../provisioning/devices/describe-machine.ts";
import { uareu, wacomStu } from "../../../provisioning/devices/device-rules.ts";
import { renderUdevRules } from "../../../provisioning/devices/udev-rule.ts";
import { devicesConfigSchema } from "../../../runtime/config/devices/devices-config.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { parseUdevRules } from "./parse-udev-rules.ts";

const whole = describeMachine({ drivers: allDrivers, account: "bilik" });
const rules = whole.files.find(({ path }) => path === rulesPath)?.content ?? "";
const account = whole.files.find(({ path }) => path === accountPath)?.content ?? "";
const hex = (id: number) => id.toString(16).padStart(4, "0");

const udevVersion = Number(spawnSync("udevadm", ["--version"], { encoding: "utf8" }).stdout ?? "0");
const canVerify = udevVersion >= 253;
const whyNoVerify = canVerify ? "" : ` (skipped: udevadm ${udevVersion || "is not installed"}, verify came with 253)`;
const canDryRun = spawnSync("systemd-sysusers", ["--version"]).status === 0;
const whyNoDryRun = canDryRun ? "" : " (skipped: systemd-sysusers is not installed)";

describe("the rules for udev", () => {
  it("are what udev takes, and say why before each", () => {
    const parsed = parseUdevRules(rules);
    expect(parsed.length).toBeGreaterThan(8);
    expect(rules.split("\n").filter((line) => line.startsWith("# "))).toHaveLength(parsed.length + 1);
  });

  it.skipIf(!canVerify)(`pass udev's own check${whyNoVerify}`, async () => {
    const path = join(await makeTemporaryFolder("udev"), "70-bilik.rules");
    await writeFile(path, rules);
    execFileSync("udevadm", ["verify", "--resolve-names=never", path]);
  });

  it("know every device that the drivers know", () => {
    expect(wacomStu.vendor).toBe(hex(wacomVendorId));
    expect(wacomProductIds.map(hex).filter((id) => !wacomStu.products.some((known) => known === id))).toEqual([]);
    expect(uareu.vendor).toBe(hex(uruVendorId));
    expect([...uareu.products].sort()).toEqual(uruProductIds.map(hex).sort());
  });

  it("let nobody but a group in", () => {
    const modes = parseUdevRules(rules).flatMap((tokens) => tokens.filter(({ key }) => key === "MODE"));
    expect(new Set(modes.map(({ value }) => value))).toEqual(new Set(["0660"]));
  });

  it("cannot be broken out of by a value", () => {
    const rule = (value: string) => ({
      comment: "x",
      matches: [["SUBSYSTEM", value]] as const,
      settings: [["GROUP", "=", "lp"]] as const,
    });
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        try {
          expect(parseUdevRules(renderUdevRules("x", [rule(value)]))[0]?.[0]?.value).toBe(value);
        } catch (error) {
          expect(error).toMatchObject({ code: "ERR_ASSERTION" });
          expect(value).toMatch(/[^A-Za-z0-9_ .,:*?|/-]/);
        }
      }),
    );
  });
});

describe("the account", () => {
  it("belongs to the groups of the drivers, and to no others", () => {
    const groups = account.match(/^m bilik \S+$/gm)?.map((line) => line.split(" ")[2]);
    expect(groups).toEqual(["dialout", "lp", "plugdev", "scanner", "video"]);
  });

  it.skipIf(!canDryRun)(`is what systemd-sysusers takes${whyNoDryRun}`, async () => {
    const path = join(await makeTemporaryFolder("sysusers"), "bilik.conf");
    await writeFile(path, account);
    execFileSync("systemd-sysusers", ["--dry-run", path], { stdio: "pipe" });
  });
});

describe("a machine for one configuration", () => {
  it("has only what its drivers need", () => {
    const config = devicesConfigSchema.parse({ faceCamera: { driver: "v4l2", path: "/dev/video0" } });
    const { files, packages, conflicts } = describeMachine({ drivers: driversOf(config), account: "kios" });
    expect(packages).toEqual(["ffmpeg", "v4l-utils"]);
    expect(conflicts).toEqual([]);
    expect(files[0]?.content).toContain("m kios video\n");
    expect(files[0]?.content).not.toContain("dialout");
    expect(parseUdevRules(files[1]?.content ?? "")).toHaveLength(2);
    const serial = devicesConfigSchema.parse({ fingerprint: { driver: "zfm", path: "/dev/booth/finger" } });
    expect(describeMachine({ drivers: driversOf(serial), account: "kios" }).conflicts).toEqual([
      "brltty",
      "modemmanager",
    ]);
  });

  it("of simulators needs nothing", () => {
    const { packages, conflicts } = describeMachine({
      drivers: driversOf(devicesConfigSchema.parse({})),
      account: "x",
    });
    expect([...packages, ...conflicts]).toEqual([]);
  });
});
