import type { FrameSource } from "../../runtime/kernel/device.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";

/** A portrait camera: yields live frames, newest only, until the consumer leaves. */
export type FaceCameraDriver = FrameSource<"portrait", { readonly image: RgbImage }>;
