import type { FrameSource } from "../../runtime/kernel/device.ts";
import type { PageImage } from "../../runtime/kernel/image.ts";

/** Which paper lies on the glass: the paper's id in the procedure, e.g. `kk`. */
export type ScanTarget = string;

/** A page scanner: yields one image a page, then ends. */
export type DocumentScannerDriver = FrameSource<ScanTarget, { readonly image: PageImage }>;
