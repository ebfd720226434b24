import type { FrameSource } from "../../runtime/kernel/device.ts";
import type { PageImage } from "../../runtime/kernel/image.ts";
import type { SignaturePadDriver } from "./signature-pad-driver.ts";

/** What reads the sheet; it may also read other papers, at other times. */
export type SheetScanner = FrameSource<string, { readonly image: PageImage }>;

/** The scanner is asked for this paper when the resident has signed. */
export const signedSheet = "signature";

const name = "signature-pad-paper";

/**
 * Where people sign on paper: a sheet on the page scanner, which is shared with all other papers. Whoever owns the scanner
 * closes it, and brings it back when it is lost; this opens it where nobody has, and waits for an opening under way.
 */
export function createPaperPad(scanner: SheetScanner): SignaturePadDriver {
  return {
    name,
    through: scanner,
    open: () => scanner.open(),
    // Of the very scanner, and that a signature on paper it was.
    provenance: () => ({ ...scanner.provenance(), driver: name }),
    health: () => scanner.health(),
    close: async () => {},
    frames: async function* (request) {
      for await (const { image } of scanner.frames({ ...request, target: signedSheet })) {
        yield { kind: "paper", image };
        return;
      }
    },
  };
}
