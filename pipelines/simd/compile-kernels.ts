import { main as compile } from "assemblyscript/asc";

/** Compiled kernels: their WebAssembly, and what it exports as a TypeScript declaration. */
export type CompiledKernels = { readonly code: Uint8Array<ArrayBuffer>; readonly types: string };

/**
 * Compiles AssemblyScript, vectors enabled, without its runtime. Nothing is written.
 * @param entry the file whose exports are wanted
 */
export async function compileKernels(entry: string): Promise<CompiledKernels> {
  const made = new Map<string, Uint8Array | string>();
  const { error, stderr } = await compile(
    [
      entry,
      "--outFile",
      "kernels.wasm",
      "--bindings",
      "raw",
      "-O3",
      "--noAssert",
      "--runtime",
      "stub",
      "--enable",
      "simd",
    ],
    { writeFile: (name, contents) => void made.set(name, contents) },
  );
  if (error !== null) throw new Error(`the kernels cannot be compiled\n${stderr.toString()}`, { cause: error });
  return {
    code: Uint8Array.from(Buffer.from(made.get("kernels.wasm") ?? "")),
    types: String(made.get("kernels.d.ts")),
  };
}
