/** The part of OpenJPEG's WebAssembly build that is used here. */
declare module "@cornerstonejs/codec-openjpeg/wasmjs" {
  type FrameInfo = {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned: boolean;
  };
  /** Views into WebAssembly memory: copy before the next call, `delete` when done. */
  class J2KEncoder {
    getDecodedBuffer(frame: FrameInfo & { readonly isUsingColorTransform: boolean }): Uint8ClampedArray;
    getEncodedBuffer(): Uint8Array;
    setQuality(isLossless: boolean, layers: number): void;
    /** After `setQuality` has made room for the layer; otherwise it is not heeded. */
    setCompressionRatio(layer: number, rawPerEncoded: number): void;
    setDecompositions(count: number): void;
    encode(): void;
    delete(): void;
  }
  class J2KDecoder {
    getEncodedBuffer(lengthBytes: number): Uint8Array;
    getDecodedBuffer(): Uint8ClampedArray;
    getFrameInfo(): FrameInfo;
    decode(): void;
    delete(): void;
  }
  type OpenJpeg = { readonly J2KEncoder: typeof J2KEncoder; readonly J2KDecoder: typeof J2KDecoder };
  const load: (options: {
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }) => Promise<OpenJpeg>;

  export { type J2KDecoder, type J2KEncoder, type OpenJpeg };
  // biome-ignore lint/style/noDefaultExport: the package itself exports so
  export default load;
}
