import { describe, expect, it } from "vitest";
import { readOptions, refuseNames } from "../../../runtime/cli/read-options.ts";

const specs = { json: { type: "boolean", default: false }, config: { type: "string" } } as const;

describe("the options of a verb", () => {
  it("stand before and after its names", () => {
    const { values, positionals } = readOptions(["--json", "a", "--config", "b.json", "c"], specs);
    expect({ ...values }).toEqual({ json: true, config: "b.json" });
    expect(positionals).toEqual(["a", "c"]);
  });

  it("have their defaults where they are not given", () => {
    const { values, positionals } = readOptions([], specs);
    expect({ ...values }).toEqual({ json: false });
    expect(positionals).toEqual([]);
  });

  it("end at two hyphens, after which a name may look like an option", () => {
    expect(readOptions(["--", "--json"], specs)).toMatchObject({ values: { json: false }, positionals: ["--json"] });
  });

  it.each([
    { what: "an option that is not known", args: ["--jsno"] },
    { what: "a short one that is not known", args: ["-x"] },
    { what: "an option without its value", args: ["--config"] },
    { what: "an option in place of a value", args: ["--config", "--json"] },
    { what: "a value where none is taken", args: ["--json=yes"] },
  ])("are refused for $what, by name", ({ args }) => {
    const name = args[0]?.split("=")[0] ?? "";
    expect(() => readOptions(args, specs)).toThrow(
      expect.objectContaining({ code: "command.usage", detail: { problem: expect.stringContaining(name) } }),
    );
  });

  it("do not change the arguments they were read from", () => {
    const args = Object.freeze(["a", "--json"]);
    expect(readOptions(args, specs).positionals).toEqual(["a"]);
  });
});

it("refuses a name where a verb takes none, and says which", () => {
  refuseNames([]);
  expect(() => refuseNames(["stray", "other"])).toThrow(
    expect.objectContaining({ code: "command.usage", detail: { problem: expect.stringContaining("stray") } }),
  );
});
