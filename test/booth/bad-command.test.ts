import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { writeConfig } from "./configuration.ts";
import { enrol } from "./enrol.ts";
import { exceptOthers, makeResident } from "./make-resident.ts";
import { expectRefusal } from "./refusal.ts";
import { runBilik, startBilik, stopBilik, untilSaid } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const timeoutMs = 180_000;
let resident: string;

beforeAll(async () => {
  resident = await makeResident({ seed: "command", fingers: [], exceptions: exceptOthers([]) });
}, timeoutMs);

describe("a configuration that cannot be used", () => {
  it.each([
    ["has a key that nobody knows", { capture: { attemptsMux: 3 } }, "attemptsMux"],
    ["has a value out of its bounds", { capture: { attemptsMax: 0 } }, "attemptsMax"],
    ["is not JSON", "{ kiosk: ", "JSON"],
    ["is empty", "", "JSON"],
    ["is a list", [], "object"],
  ])(
    "is refused in one line when it %s",
    async (_, content, named) => {
      const config = await writeConfig(content);
      const state = join(await makeTemporaryFolder(), "state");
      for (const verb of [["enrol", "--resident", resident], ["booth"], ["office"]]) {
        const line = expectRefusal(await runBilik(...verb, "--config", config, "--state", state));
        expect(line).toContain(named);
        expect(line).toContain(config);
      }
      expect(existsSync(state)).toBe(false);
    },
    timeoutMs,
  );

  it("names all that is wrong with it at once", async () => {
    const config = await writeConfig({ kiosk: { port: -1 }, logLevel: "loud", capture: { irisScoreMin: 101 } });
    const line = expectRefusal(await runBilik("booth", "--config", config));
    for (const key of ["port", "logLevel", "irisScoreMin"]) expect(line).toContain(key);
  });

  it("is refused when it is not there", async () => {
    const line = expectRefusal(await runBilik("enrol", "--resident", resident, "--config", "/no/such/booth.json"));
    expect(line).toContain("/no/such/booth.json");
  });
});

describe("a command that does not fit", () => {
  it.each([
    ["an unknown verb", ["enroll"]],
    ["an unknown option of the whole command", ["--verbose"]],
    ["an unknown option of a verb", ["enrol", "--resident", "x", "--fast"]],
    ["a missing value", ["enrol", "--resident"]],
    ["no resident", ["enrol"]],
    ["an argument too many", ["enrol", "--resident", "x", "y"]],
    ["an unknown service", ["enrol", "--resident", "x", "--service", "paspor"]],
    ["an unknown log level", ["enrol", "--resident", "x", "--log", "loud"]],
    ["an unknown modality", ["score", "gait", "walk.png"]],
    ["nothing to score", ["score", "face"]],
    ["an unknown backdrop", ["score", "face", "x.png", "--backdrop", "green"]],
    ["a resolution that is none", ["score", "fingerprint", "x.png", "--ppi", "high"]],
    ["one image to match", ["match", "x.png"]],
    ["three images to match", ["match", "x.png", "y.png", "z.png"]],
    ["an office without a broker", ["office"]],
    ["an argument to the booth", ["booth", "now"]],
    ["an argument to the office", ["office", "now"]],
  ])("ends with code 2 and one line: %s", async (_, args) => {
    expectRefusal(await runBilik(...args), 2);
  });

  it("is answered in the language asked for", async () => {
    expect(expectRefusal(await runBilik("enroll"), 2)).toMatch(/^bilik: Perintah tidak sesuai/);
    expect(expectRefusal(await runBilik("enroll", "--lang", "en"), 2)).toMatch(/^bilik: The command does not fit/);
  });
});

describe("a state folder that another process uses", () => {
  it("is left alone, and is free again once that process has ended", { timeout: timeoutMs }, async () => {
    const state = await makeTemporaryFolder();
    const config = await writeConfig({ kiosk: { port: 0 }, logLevel: "silent" });
    const booth = startBilik(["booth", "--config", config, "--state", state]);
    await untilSaid(booth, /http:\/\/127\.0\.0\.1:\d+/);
    const line = expectRefusal(await runBilik("enrol", "--resident", resident, "--state", state));
    expect(line).toContain(state);
    expect(line).toMatch(/sedang dipakai/);
    expectRefusal(await runBilik("booth", "--config", config, "--state", state));
    expect(await stopBilik(booth)).toMatchObject({ code: 0, stderr: "" });
    expect((await enrol(resident, state)).receipt?.status).toBe("RECEIVED");
  });

  it("is left alone by everybody when it is no folder", async () => {
    const state = join(resident, "resident.json");
    const line = expectRefusal(await runBilik("enrol", "--resident", resident, "--state", state));
    expect(line).toContain("resident.json");
  });
});
