import { createReplay, type ReplayOptions } from "../recording/create-replay.ts";
import { readPageImage } from "../recording/read-image-file.ts";
import { findPageFault } from "../transport/find-frame-fault.ts";
import type { DocumentScannerDriver } from "./document-scanner-driver.ts";

/** Scans a recorded resident's papers: one page a paper. */
export function createDocumentScannerReplay({ clock, resident }: ReplayOptions): DocumentScannerDriver {
  return createReplay(clock, {
    name: "document-scanner-replay",
    model: "Recorded papers",
    serial: "EMU-DOCUMENT-SCANNER-REPLAY",
    describeTarget: (paper) => `paper ${paper}`,
    findFault: ({ image }) => findPageFault(image),
    read: (paper) => {
      const path = resident.paperPaths.get(paper);
      return path === undefined ? null : readPageImage(path).then((image) => ({ image }));
    },
    live: null,
  });
}
