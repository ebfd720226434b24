import { BoothError } from "../../runtime/kernel/errors.ts";
import type { ByteLink } from "./byte-link.ts";

/** Work that the system answers by a callback. */
export type LinkWork = (done: (error?: Error | null) => void) => void;

/** What every kind of line must remember: who listens, and whether the other end is still there. */
export type LinkEvents = Pick<ByteLink, "onBytes" | "onLost"> & {
  readonly receive: (chunk: Uint8Array) => void;
  /** Told as often as the system likes to say it; listeners hear it once, and never after `retire`. */
  readonly lose: () => void;
  readonly isUp: () => boolean;
  /** The line was closed on purpose: nothing is reported any more, and what is under way fails. */
  readonly retire: () => void;
  /** Does one piece of work on the line. @throws BoothError `driver.disconnected` when it fails or the line goes away */
  readonly perform: (work: LinkWork) => Promise<void>;
};

export function createLinkEvents(device: string): LinkEvents {
  const readers = new Set<(chunk: Uint8Array) => void>();
  const mourners = new Set<() => void>();
  const underWay = new Set<(cause: unknown) => void>();
  let state: "up" | "lost" | "retired" = "up";

  const gone = (cause?: unknown) => new BoothError("driver.disconnected", { device }, { cause });
  const leave = (next: "lost" | "retired") => {
    if (state !== "up") return;
    state = next;
    for (const fail of underWay) fail(undefined);
    if (next === "lost") for (const tell of mourners) tell();
    mourners.clear();
  };

  return {
    onBytes: (listener) => {
      readers.add(listener);
      return () => {
        readers.delete(listener);
      };
    },
    onLost: (listener) => {
      if (state === "lost") listener();
      else mourners.add(listener);
    },
    receive: (chunk) => {
      if (state === "up") for (const read of readers) read(chunk);
    },
    lose: () => leave("lost"),
    isUp: () => state === "up",
    retire: () => {
      leave("retired");
      readers.clear();
    },
    perform: async (work) => {
      if (state !== "up") throw gone();
      let fail: (cause: unknown) => void = () => undefined;
      try {
        await new Promise<void>((resolve, reject) => {
          fail = (cause) => reject(gone(cause));
          underWay.add(fail);
          work((error) => (error ? fail(error) : resolve()));
        });
      } catch (error) {
        leave("lost");
        throw error;
      } finally {
        underWay.delete(fail);
      }
    },
  };
}
