import { fileURLToPath } from "node:url";

/** Where `bilik models build` puts the models, wherever the command is called from. */
export const builtModelsDir = fileURLToPath(new URL("../../models/build", import.meta.url));
