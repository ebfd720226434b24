import type { Logger } from "../../kernel/logger.ts";
import type { CaptureTarget } from "../../visit/capture-target.ts";
import type { Still } from "../kiosk-parts.ts";
import { writePicture } from "../pages/write-message.ts";
import type { ScreenKind } from "../wire/view/screen.ts";

/** Which pictures a screen is about. */
const stillsOf: Partial<Record<ScreenKind, readonly CaptureTarget[]>> = {
  "photo-approval": ["face"],
  "data-approval": ["face", "signature"],
};

export type StillFeed = {
  /** Fetches what the screen needs, once, and drops it when the screen goes. */
  readonly follow: (visitId: string | null, screen: ScreenKind) => void;
  /** For a page that has just come. */
  readonly sendTo: (send: (message: Uint8Array) => void) => void;
};

export type StillFeedParts = {
  readonly read: (visitId: string, target: CaptureTarget) => Promise<Still | null>;
  readonly send: (message: Uint8Array) => void;
  readonly logger: Logger;
};

/** Pictures to be looked at before one approves them. Held only while their screen is up. */
export function createStillFeed({ read, send, logger }: StillFeedParts): StillFeed {
  let shown = "";
  let messages: readonly Uint8Array[] = [];

  const fetch = async (visitId: string, targets: readonly CaptureTarget[], purpose: string) => {
    const fetched: Uint8Array[] = [];
    for (const name of targets) {
      const still = await read(visitId, name);
      if (still === null) continue;
      const { widthPx, heightPx } = still;
      const message = writePicture({ kind: "still", name, widthPx, heightPx }, still.jpeg, logger);
      if (message !== null) fetched.push(message);
    }
    if (purpose !== shown) return;
    messages = fetched;
    for (const message of messages) send(message);
  };
  return {
    follow: (visitId, screen) => {
      const targets = stillsOf[screen] ?? [];
      const purpose = targets.length === 0 ? "" : `${visitId}/${screen}`;
      if (purpose === shown) return;
      shown = purpose;
      messages = [];
      if (visitId === null || targets.length === 0) return;
      fetch(visitId, targets, purpose).catch((error: unknown) =>
        logger.warn("still.failed", { visitId, problem: String(error) }),
      );
    },
    sendTo: (sendOne) => {
      for (const message of messages) sendOne(message);
    },
  };
}
