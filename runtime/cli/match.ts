import { createPipelinePool } from "../capture/pipeline-pool.ts";
import { readBoothConfig } from "../config/read-config.ts";
import { BoothError } from "../kernel/errors.ts";
import { readOptions } from "./read-options.ts";
import { readPrint } from "./read-print.ts";
import type { Verb } from "./verb.ts";

/** `bilik match`: two fingerprint images, one to one. */
export const matchVerb: Verb = {
  name: "match",
  summary: { id: "mencocokkan dua sidik jari, satu lawan satu", en: "compare two fingerprints, one to one" },
  usage: {
    id: "bilik match PROBA ACUAN [--json]\n\nKeluar 0 bila perbandingan dapat dilakukan, apa pun putusannya.",
    en: "bilik match PROBE REFERENCE [--json]\n\nExits 0 when the comparison could be made, whatever its decision.",
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      json: { type: "boolean", default: false },
      config: { type: "string" },
    });
    const [probe, reference, extra] = positionals;
    if (probe === undefined || reference === undefined || extra !== undefined) {
      throw new BoothError("command.usage", { problem: "name two images" });
    }
    const images = [await readPrint(probe), await readPrint(reference)] as const;
    const { modelsDir, capture } = await readBoothConfig(values.config);
    const pipelines = createPipelinePool({ workers: 1, modelsDir, limits: capture });
    try {
      const { score, decision } = await pipelines.matchFingers(...images);
      if (values.json) terminal.print(JSON.stringify({ score, decision }));
      else terminal.print(`${decision}  ${score.toFixed(1)}`);
      return 0;
    } finally {
      await pipelines.close();
    }
  },
};
