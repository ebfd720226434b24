import type { FaceCameraDriver } from "../drivers/face-camera/face-camera-driver.ts";
import { createFaceCameraPage } from "../drivers/face-camera/face-camera-page.ts";
import type { PageCamera } from "../drivers/face-camera/page-camera.ts";
import type { PageInk } from "../drivers/signature-pad/page-ink.ts";
import type { SignaturePadDriver } from "../drivers/signature-pad/signature-pad-driver.ts";
import { createTouchPad } from "../drivers/signature-pad/signature-pad-touch.ts";
import { reopen } from "./compose-devices/reopen.ts";
import { switchSource } from "./compose-stage/switch-source.ts";
import type { DevicesConfig } from "./config/devices/devices-config.ts";
import type { Clock } from "./kernel/clock.ts";

/** What of themselves whoever stands before the page lends to a demonstration. */
export type GuestPart = { readonly hasCamera: boolean };

export type Guest = {
  /** The devices of the demonstration: simulated ones, or the page itself while a guest takes part. */
  readonly devices: { readonly faceCamera: FaceCameraDriver; readonly signaturePad: SignaturePadDriver };
  readonly part: () => GuestPart | null;
  /** From the next look on; null sends the guest away. */
  readonly take: (part: GuestPart | null) => void;
};

export type GuestParts = {
  readonly simulated: Guest["devices"];
  readonly page: { readonly camera: PageCamera; readonly ink: PageInk };
  readonly clock: Clock;
};

/** Somebody who writes on a laptop's touchpad rests longer than on a pad. */
const finishAfterMs = 10_000;

/** Whether a guest can take part: only where it is a simulated device that they stand in for. */
export function hasRoomForGuest({ faceCamera, signaturePad }: DevicesConfig): boolean {
  return faceCamera.driver === "simulator" && signaturePad.driver === "simulator";
}

/** Lets whoever stands before the page take the place of the simulated face and hand. */
export function composeGuest({ simulated, page, clock }: GuestParts): Guest {
  const webcam = createFaceCameraPage({ clock, camera: page.camera });
  const touch = createTouchPad({ clock, ink: page.ink, finishAfterMs });
  const camera = switchSource(simulated.faceCamera, webcam);
  const pad = switchSource(simulated.signaturePad, touch);
  let part: GuestPart | null = null;
  // A page that is shown anew says so: nobody need wait for the supervisor's next try.
  page.camera.onState((state) => {
    if (state === "ready" && part?.hasCamera === true) reopen(webcam);
  });
  page.ink.onThere((isThere) => {
    if (isThere && part !== null) reopen(touch);
  });
  return {
    devices: { faceCamera: camera.source, signaturePad: pad.source },
    part: () => part,
    take: (next) => {
      part = next;
      camera.use(next?.hasCamera === true ? "other" : "usual");
      pad.use(next === null ? "usual" : "other");
    },
  };
}
