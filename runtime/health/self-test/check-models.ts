import { readModelManifest } from "../../inference/model-manifest.ts";
import { readModel } from "../../inference/read-model.ts";
import { BoothError } from "../../kernel/errors.ts";
import { type CheckResult, tell } from "./check-result.ts";

/** Every model, to the byte what the manifest names. */
export async function checkModels(modelsDir: string): Promise<readonly CheckResult[]> {
  const manifest = Object.entries(await readModelManifest());
  const wrong: CheckResult[] = [];
  for (const [model, artefact] of manifest) {
    try {
      await readModel(modelsDir, artefact);
    } catch (error) {
      if (!(error instanceof BoothError)) throw error;
      wrong.push(tell("models", "fail", "model-wrong", { model, problem: error.code }));
    }
  }
  return wrong.length > 0 ? wrong : [tell("models", "ok", "models-good", { count: manifest.length })];
}
