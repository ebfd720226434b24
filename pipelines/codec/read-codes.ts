import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { PageImage } from "../../runtime/kernel/image.ts";

/** Text of each QR code (ISO/IEC 18004) on a page, as it stands there. It is data to be checked: nothing follows it. */
export type ReadCodes = (page: PageImage) => Promise<readonly string[]>;

/** More codes than a paper bears. */
const codesMax = 8;
/** The largest QR code holds less than 3 KB. */
const textMaxChars = 4_096;

/** @param wasm the library's own reader, so that it never looks for one on the network */
export async function createCodeReader(wasm: Uint8Array<ArrayBuffer>): Promise<ReadCodes> {
  await prepareZXingModule({ overrides: { wasmBinary: wasm.buffer }, fireImmediately: true });
  return async (page) => {
    const found = await readBarcodes(toImageData(page), {
      formats: ["QRCode"],
      maxNumberOfSymbols: codesMax,
      tryHarder: true,
    });
    return found.filter(({ isValid, text }) => isValid && text.length <= textMaxChars).map(({ text }) => text);
  };
}

/** The library takes what a browser's canvas gives. */
function toImageData({ widthPx, heightPx, pixels }: PageImage): ImageDataLike {
  const data = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let from = 0, to = 0; from < pixels.length; from += 3, to += 4) {
    data[to] = pixels[from] ?? 0;
    data[to + 1] = pixels[from + 1] ?? 0;
    data[to + 2] = pixels[from + 2] ?? 0;
    data[to + 3] = 255;
  }
  return { data, width: widthPx, height: heightPx, colorSpace: "srgb" };
}

type ImageDataLike = Parameters<typeof readBarcodes>[0] & { readonly colorSpace: "srgb" };
