import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { main as compile } from "assemblyscript/asc";

const sources = join(import.meta.dirname, "assembly");
const outFolder = join(import.meta.dirname, "build");
const outFile = join(outFolder, "simd-code.ts");

/** Compiles the kernels into one module of TypeScript: their WebAssembly as text, and the types of what it exports. */
async function buildSimd(): Promise<void> {
  await mkdir(outFolder, { recursive: true });
  const { error, stderr } = await compile([
    join(sources, "index.ts"),
    ...["--outFile", join(outFolder, "simd.wasm"), "--bindings", "raw"],
    ...["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd"],
  ]);
  if (error !== null) throw new Error(`the kernels do not compile\n${stderr.toString()}`, { cause: error });
  const code = await readFile(join(outFolder, "simd.wasm"));
  const types = await readFile(join(outFolder, "simd.d.ts"), "utf8");
  await writeFile(`${outFile}.new`, writeModule(code.toString("base64"), types));
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
