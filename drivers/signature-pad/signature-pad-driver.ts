import type { SignatureInk } from "../../runtime/kernel/biometric.ts";
import type { FrameSource } from "../../runtime/kernel/device.ts";
import type { PageImage } from "../../runtime/kernel/image.ts";

/** Ink from a pad, or a signature made on paper and scanned in colour: dark ink on a light ground. */
export type SignatureSample = SignatureInk | { readonly kind: "paper"; readonly image: PageImage };

/** A pen pad: yields once, when the signer has finished. The pad's screen is cleared afterwards. */
export type SignaturePadDriver = FrameSource<"signature", SignatureSample>;
