import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compileKernels } from "./compile-kernels.ts";

const entry = join(import.meta.dirname, "assembly", "index.ts");
const outFolder = join(import.meta.dirname, "build");
const outFile = join(outFolder, "simd-code.ts");

/** Compiles the kernels into one module of TypeScript: their WebAssembly as text, and the types of what it exports. */
async function buildSimd(): Promise<void> {
  const { code, types } = await compileKernels(entry);
  await mkdir(outFolder, { recursive: true });
  await writeFile(`${outFile}.new`, writeModule(Buffer.from(code).toString("base64"), types));
  await rename(`${outFile}.new`, outFile);
}

function writeModule(code: string, types: string): string {
  const members = [...types.matchAll(/^ {2}export (?:const|function) (.+);$/gm)].map(([, member]) => `  ${member};`);
  return [
    "// Made by build-simd.ts from the kernels in assembly/; never by hand.",
    `export const simdCode =\n  "${code}";`,
    `export type SimdKernels = {\n${members.join("\n")}\n};\n`,
  ].join("\n\n");
}

await buildSimd();
