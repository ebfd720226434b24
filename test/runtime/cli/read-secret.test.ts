import { describe, expect, it } from "vitest";
import { readSecret, type SecretInput } from "../../../runtime/cli/read-secret.ts";

/** A terminal, or a pipe, that gives what is typed; notes how its echo is switched. */
function inputOf(chunks: readonly (string | Uint8Array)[], isTTY: boolean) {
  const modes: boolean[] = [];
  const input: SecretInput = {
    isTTY,
    setRawMode: (isRaw) => modes.push(isRaw),
    [Symbol.asyncIterator]: async function* () {
      yield* chunks;
    },
  };
  return { input, modes };
}

describe("a secret", () => {
  it("typed at a terminal is not echoed, and echo is on again afterwards, whatever happened", async () => {
    const typed = inputOf(["24", "68x", "\u007f", "10\r", "rest"], true);
    expect(await readSecret(typed.input)).toBe("246810");
    expect(typed.modes).toEqual([true, false]);
    const stopped = inputOf(["24\u0003"], true);
    await expect(readSecret(stopped.input)).rejects.toMatchObject({ code: "command.stopped" });
    expect(stopped.modes).toEqual([true, false]);
  });

  it("from a pipe is its first line, or all there is", async () => {
    const piped = inputOf([Buffer.from("246"), Buffer.from("810\nmore")], false);
    expect(await readSecret(piped.input)).toBe("246810");
    expect(piped.modes).toEqual([]);
    expect(await readSecret(inputOf(["246810"], false).input)).toBe("246810");
    expect(await readSecret(inputOf([], false).input)).toBe("");
  });

  it("ends when it is longer than any", async () => {
    const endless = inputOf(Array(1_000).fill("1".repeat(100)), false);
    await expect(readSecret(endless.input)).rejects.toMatchObject({ code: "command.usage" });
  });
});
