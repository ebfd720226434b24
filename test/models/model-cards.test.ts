import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { readModelManifest } from "../../runtime/inference/model-manifest.ts";

const cards = await readFile(new URL("../../models/README.md", import.meta.url), "utf8");
const manifest = await readModelManifest();

describe("the model cards", () => {
  it.each(Object.entries(manifest))("tell of %s what the manifest says", (model, { file, sha256, source }) => {
    const card = cards.split(/^## /m).find((section) => section.startsWith(`${model}\n`));
    const origin =
      "package" in source ? [source.package, source.version, source.file, source.sha256] : [source.committed];
    for (const fact of [file, sha256, ...origin]) expect(card).toContain(fact);
  });
});
