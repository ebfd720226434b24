import type { PageCamera } from "../../drivers/face-camera/page-camera.ts";
import type { PageInk } from "../../drivers/signature-pad/page-ink.ts";
import type { DecodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Logger } from "../kernel/logger.ts";

/** What every real driver is given besides its own configuration. */
export type DeviceParts = {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Off the main thread: an image must not hold up the screen or the line. */
  readonly decodeJp2: DecodeJp2;
  /** Stretches the driver's time-outs; 1 on a booth. */
  readonly slowFactor: number;
};

/** For devices as which the page itself can serve. */
export type PageDeviceParts = DeviceParts & {
  readonly page: { readonly camera: PageCamera; readonly ink: PageInk };
};
