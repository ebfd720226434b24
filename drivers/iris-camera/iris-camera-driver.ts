import type { Eye } from "../../runtime/kernel/biometric.ts";
import type { FrameSource } from "../../runtime/kernel/device.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";

/** A near-infrared camera looking at one eye; yields live frames until the consumer leaves. */
export type IrisCameraDriver = FrameSource<Eye, { readonly image: GrayImage }>;
