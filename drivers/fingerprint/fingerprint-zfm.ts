import type { FingerPosition } from "../../runtime/kernel/biometric.ts";
import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { ByteLink, OpenByteLink } from "../transport/byte-link.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import { createFrameSession } from "../transport/frame-session.ts";
import { greetDevice } from "../transport/greet-device.ts";
import type { FingerprintDriver, FingerprintFrame } from "./fingerprint-driver.ts";
import { resamplePrint } from "./resample-print.ts";
import { connectZfm } from "./zfm-connect.ts";
import { unpackZfmImage, zfmPpi } from "./zfm-image.ts";
import { createZfmModule, type ZfmModule, type ZfmTalk, type ZfmTiming } from "./zfm-module.ts";
import { type ZfmParameters, zfmCommand, zfmConfirm } from "./zfm-protocol.ts";

export type ZfmOptions = {
  readonly clock: Clock;
  readonly openLink: OpenByteLink;
  readonly baudRateMaxBps: 57_600 | 115_200;
  /** Stretches every wait; 1 on a booth. */
  readonly slowFactor: number;
};

const name = "fingerprint-zfm";
const pollEveryMs = 150;
const imageTriesMax = 3;
const timing: ZfmTiming = { probeTimeoutMs: 300, ackTimeoutMs: 1_000, takeImageTimeoutMs: 2_000, silenceMaxMs: 1_000 };
/** Five speeds of silence and the talk after them. */
const openTimeoutMs = 8_000;

/**
 * A serial optical module of the ZFM, R30x and AS608 family. Its 16 grey levels and small window meet no image-quality
 * standard, so that every capture is marked uncertified. It streams the whole image for seconds; damage anywhere in it
 * costs the image, and the driver asks for it again.
 */
export function createZfmReader({ clock, openLink, baudRateMaxBps, slowFactor }: ZfmOptions): FingerprintDriver {
  let up: Up | null = null;
  const stretched = stretch(timing, slowFactor);
  const session = createFrameSession<FingerPosition, FingerprintFrame>({
    name,
    clock,
    openTimeoutMs: openTimeoutMs * slowFactor,
    provenance: describe(null, null),
    findFault: ({ image }) => findGrayFault(image),
    open: async (signal) => {
      const link = await openLink(signal);
      const module = createZfmModule({ device: name, clock, link, timing: stretched });
      link.onLost(session.lose);
      return greetDevice(link, signal, async () => {
        const talk = module.talk(signal);
        const found = await connectZfm({ device: name, clock, link, talk, baudRateMaxBps });
        // A module that served elsewhere may hold somebody's templates.
        await talk.command(zfmCommand.emptyLibrary);
        up = { link, module, isUploading: false };
        return describe(link, found);
      });
    },
    close: async () => {
      const closing = up;
      up = null;
      closing?.module.close();
      await closing?.link.close();
    },
    look: async function* look(_position, signal) {
      for (;;) {
        if (up === null) throw new BoothError("driver.disconnected", { device: name });
        yield { image: await fetchImage(up, clock, signal), deviceScore: null };
      }
    },
  });
  return session.source;
}

type Up = { readonly link: ByteLink; readonly module: ZfmModule; isUploading: boolean };

/** Waits for a finger and fetches its image. */
async function fetchImage(up: Up, clock: Clock, signal: AbortSignal): Promise<GrayImage> {
  const talk = up.module.talk(signal);
  // A look that was left in mid-image goes on streaming: no command is heard before its end.
  if (up.isUploading) await talk.settle();
  up.isUploading = false;
  while (!(await isFingerThere(talk))) await clock.sleep(pollEveryMs, signal);
  for (let tries = 1; ; tries += 1) {
    up.isUploading = true;
    const bytes = await talk.uploadImage().catch((error: unknown) => error);
    if (bytes instanceof Uint8Array) {
      up.isUploading = false;
      return toImage(bytes);
    }
    const isDamaged = bytes instanceof BoothError && bytes.code === "driver.malformed";
    if (!isDamaged || tries >= imageTriesMax) throw bytes;
    await talk.settle();
  }
}

async function toImage(bytes: Uint8Array): Promise<GrayImage> {
  const raw = unpackZfmImage(bytes);
  if (raw === null)
    throw new BoothError("driver.malformed", { device: name, problem: `an image of ${bytes.length} bytes` });
  return resamplePrint({ ...raw, ppiAcross: zfmPpi, ppiDown: zfmPpi });
}

async function isFingerThere(talk: ZfmTalk): Promise<boolean> {
  const [confirm] = await talk.command(zfmCommand.takeImage);
  return confirm === zfmConfirm.ok;
}

function stretch(
  { probeTimeoutMs, ackTimeoutMs, takeImageTimeoutMs, silenceMaxMs }: ZfmTiming,
  factor: number,
): ZfmTiming {
  return {
    probeTimeoutMs: probeTimeoutMs * factor,
    ackTimeoutMs: ackTimeoutMs * factor,
    takeImageTimeoutMs: takeImageTimeoutMs * factor,
    silenceMaxMs: silenceMaxMs * factor,
  };
}

function describe(link: ByteLink | null, found: ZfmParameters | null): Provenance {
  const isSimulated = link?.isEmulated ?? false;
  const system = found === null ? "" : ` (system ${found.systemId.toString(16).padStart(4, "0")})`;
  return {
    driver: name,
    model: `ZFM module${system}`,
    serial: isSimulated ? "EMU-ZFM" : "unknown",
    firmware: "unknown",
    hardwareId: null,
    nativePpi: zfmPpi,
    bitDepth: 4,
    isCertified: false,
    isSimulated,
  };
}
